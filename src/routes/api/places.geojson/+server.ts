import type { RequestHandler } from '@sveltejs/kit';
import { readFlag } from '#lib/query.ts';
import { placeFeatures } from '#lib/server/answers.ts';
import { geojson, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['mentions', 'download'], async (query) => {
		const withMentions = readFlag('mentions', url.searchParams);
		const features = await placeFeatures(locals.whereabouts, query, { withMentions });
		return geojson(features, url, 'places');
	});
