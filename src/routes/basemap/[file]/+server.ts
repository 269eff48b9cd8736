/** The basemap's tiles, read by the browser in byte ranges out of one file. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { geodataPath } from '#lib/server/geodata.ts';
import { byteRange } from '#lib/server/range.ts';

const missing = (file: string) => problemResponse('not-found', `There is no map file ${file}.`);

export const GET: RequestHandler<{ file: string }> = async ({ params, request }) => {
	if (!/^[a-z0-9-]+\.pmtiles$/.test(params.file)) return missing(params.file);
	const path = geodataPath(`basemap/${params.file}`);
	const found = await stat(path).catch(() => null);
	if (!found) return missing(params.file);

	const etag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
	const headers: Record<string, string> = {
		'accept-ranges': 'bytes',
		'cache-control': 'public, max-age=3600',
		'content-type': 'application/vnd.pmtiles',
		etag,
	};
	if (request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers });

	const condition = request.headers.get('if-range');
	const asked = condition && condition !== etag ? null : request.headers.get('range');
	const range = byteRange(asked, found.size);
	if (range === 'unsatisfiable') {
		return new Response(null, {
			status: 416,
			headers: { ...headers, 'content-range': `bytes */${found.size}` },
		});
	}
	const { start, end } = range ?? { start: 0, end: found.size - 1 };
	headers['content-length'] = String(end - start + 1);
	if (range) headers['content-range'] = `bytes ${start}-${end}/${found.size}`;
	const body = Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream;
	return new Response(body, { status: range ? 206 : 200, headers });
};
