import type { RequestHandler } from '@sveltejs/kit';
import { type Ingested, ingestFile, ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import { readOrder } from '#lib/query.ts';
import { problemResponse } from '#lib/ogc/problem.ts';
import { json, readBody, readFiles, withQuery } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ url, locals }) =>
	withQuery(url, ['cursor', 'order'], async ({ words, ...query }) => {
		const { store } = locals.whereabouts;
		if (readOrder(url.searchParams) === 'relevance' && words) {
			return json({ items: await store.bestDocuments({ ...query, words }), next: null });
		}
		const cursor = url.searchParams.get('cursor') ?? undefined;
		return json(await store.documents({ ...query, words }, cursor));
	});

/** All added: 201. Some refused: 207. None taken: 422. Nothing new: 200. */
function answer(results: readonly Ingested[]): Response {
	const refused = results.filter(({ outcome }) => outcome === 'refused').length;
	const added = results.some(({ outcome }) => outcome === 'added');
	if (refused === 0) return json({ results }, added ? 201 : 200);
	if (refused < results.length) return json({ results }, 207);
	const reasons = results.map((result) => 'reason' in result && `${result.name} ${result.reason}`);
	return problemResponse('refused', reasons.join('\n'), { results });
}

const types = 'expected application/json {"text": …}, or multipart/form-data with fields "file"';

export const POST: RequestHandler = async ({ request, locals }) => {
	if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
		const read = await readBody(request, PastedSchema, types);
		if ('refused' in read) return read.refused;
		return answer([await ingestPasted(locals.whereabouts, read.body)]);
	}
	const read = await readFiles(request);
	if ('refused' in read) return read.refused;
	const results: Ingested[] = [];
	for (const file of read.body) {
		results.push(await ingestFile(locals.whereabouts, file.name, await file.bytes()));
	}
	return answer(results);
};
