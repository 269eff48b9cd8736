import type { RequestHandler } from '@sveltejs/kit';
import { geojson } from '#lib/export/formats.ts';
import { exported } from '#lib/server/exports.ts';
import { streamed, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['download'], async (query) => {
		const wanted = { query, format: geojson.id, shape: 'mentions' } as const;
		return streamed((signal) => exported(locals.whereabouts, { ...wanted, signal }), {
			mediaType: geojson.mediaType,
			name: url.searchParams.has('download') ? `mentions.${geojson.extension}` : null,
			path: url.pathname,
		});
	});
