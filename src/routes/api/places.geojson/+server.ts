import type { RequestHandler } from '@sveltejs/kit';
import { geojson } from '#lib/export/formats.ts';
import { readFlag } from '#lib/query.ts';
import { exported } from '#lib/server/exports.ts';
import { streamed, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['mentions', 'download'], async (query) => {
		const withMentions = readFlag('mentions', url.searchParams) ?? false;
		const wanted = {
			query,
			format: geojson.id,
			shape: 'places',
			withMentions,
			mostMentionedFirst: true,
		} as const;
		return streamed((signal) => exported(locals.whereabouts, { ...wanted, signal }), {
			mediaType: geojson.mediaType,
			name: url.searchParams.has('download') ? `places.${geojson.extension}` : null,
			path: url.pathname,
		});
	});
