import type { RequestHandler } from '@sveltejs/kit';
import { json, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, [], async (query) => json(await locals.whereabouts.store.facets(query)));
