import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { layerGeojson } from '#lib/server/layers.ts';
import { streamed } from '#lib/server/respond.ts';

export const GET: RequestHandler<{ id: string }> = async ({ params, url, locals }) => {
	const pieces = await layerGeojson(locals.whereabouts.store, params.id);
	if (!pieces) return problemResponse('not-found', `There is no layer ${params.id}.`);
	return streamed(pieces, {
		mediaType: 'application/geo+json',
		name: null,
		path: url.pathname,
	});
};
