import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { json } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) => {
	const name = url.searchParams.get('q')?.trim() ?? '';
	if (!name) return problemResponse('bad-parameter', 'q: expected the beginning of a name.');
	return json({ items: locals.whereabouts.gazetteer.suggest(name, 20) });
};
