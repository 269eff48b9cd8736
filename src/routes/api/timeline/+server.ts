import type { RequestHandler } from '@sveltejs/kit';
import { readUnit } from '#lib/query.ts';
import { json, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['unit'], async (query) => {
		const periods = await locals.whereabouts.store.timeline(query, readUnit(url.searchParams));
		return json({ periods });
	});
