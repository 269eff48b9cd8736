import type { RequestHandler } from '@sveltejs/kit';
import { placeFeatures } from '#lib/server/answers.ts';
import { geojson, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, async (query) => {
		const withMentions = url.searchParams.get('mentions') === 'true';
		const features = await placeFeatures(locals.whereabouts, query, { withMentions });
		return geojson(features, url, 'places');
	});
