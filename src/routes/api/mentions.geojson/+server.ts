import type { RequestHandler } from '@sveltejs/kit';
import { mentionFeatures } from '#lib/server/answers.ts';
import { geojson, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['download'], async (query) =>
		geojson(await mentionFeatures(locals.whereabouts.store, query), url, 'mentions'),
	);
