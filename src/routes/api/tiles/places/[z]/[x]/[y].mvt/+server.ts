import type { RequestHandler } from '@sveltejs/kit';
import { revalidated, withQuery } from '#lib/server/respond.ts';
import { encodeTile, readTile } from '#lib/server/tiles.ts';

export const GET: RequestHandler = ({ url, params, request, locals }) =>
	withQuery(url, [], async (query) => {
		const { store } = locals.whereabouts;
		const tile = readTile(params);
		return revalidated(request, url, await store.revision(), async () => {
			const bytes = encodeTile(await store.tile(query, tile), tile);
			if (!bytes) return new Response(null, { status: 204 });
			const headers = { 'content-type': 'application/vnd.mapbox-vector-tile' };
			return new Response(Uint8Array.from(bytes), { headers });
		});
	});
