import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { json } from '#lib/server/respond.ts';

const most = 20;

export const GET: RequestHandler = ({ url, locals }) => {
	const name = url.searchParams.get('q')?.trim() ?? '';
	if (!name) return problemResponse('bad-parameter', 'q: expected a name or its beginning.');
	const { gazetteer } = locals.whereabouts;
	switch (url.searchParams.get('match') ?? 'prefix') {
		case 'prefix':
			return json({ items: gazetteer.suggest(name, most) });
		case 'exact':
			return json({ items: gazetteer.lookup(name).map(({ place }) => place) });
		case 'fuzzy':
			return json({ items: gazetteer.fuzzy(name, most).map(({ place }) => place) });
		default:
			return problemResponse('bad-parameter', 'match: expected prefix, exact or fuzzy.');
	}
};
