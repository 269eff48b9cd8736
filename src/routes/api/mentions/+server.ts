import type { RequestHandler } from '@sveltejs/kit';
import { json, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['cursor'], async (query) => {
		const cursor = url.searchParams.get('cursor') ?? undefined;
		return json(await locals.whereabouts.store.mentions(query, cursor));
	});
