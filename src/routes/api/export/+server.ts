import type { RequestHandler } from '@sveltejs/kit';
import { readExport } from '#lib/export/asked.ts';
import { exported } from '#lib/server/exports.ts';
import { streamed, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['as', 'format'], async (query) => {
		const { format, shape } = readExport(url.searchParams);
		const wanted = { query, format: format.id, shape };
		return streamed((signal) => exported(locals.whereabouts, { ...wanted, signal }), {
			mediaType: format.mediaType,
			name: `${shape}.${format.extension}`,
			path: url.pathname,
		});
	});
