import type { RequestHandler } from '@sveltejs/kit';
import { revalidated, withQuery } from '#lib/server/respond.ts';
import { encodeTile, readTile } from '#lib/server/tiles.ts';

const mediaType = 'application/vnd.mapbox-vector-tile';

export const GET: RequestHandler = ({ url, params, request, locals }) =>
	withQuery(url, [], async (query) => {
		const tile = readTile(params);
		const bytes = encodeTile(await locals.whereabouts.store.tile(query, tile), tile);
		return revalidated(request, bytes, mediaType);
	});
