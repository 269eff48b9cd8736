import type { RequestHandler } from '@sveltejs/kit';
import { LayerError } from '#lib/layers/checked.ts';
import { problemResponse } from '#lib/ogc/problem.ts';
import { takeLayer } from '#lib/server/layers.ts';
import { json, readFiles } from '#lib/server/respond.ts';

export const GET: RequestHandler = async ({ locals }) =>
	json({ layers: await locals.whereabouts.store.layers() });

/** One file a request: 201 where it is new, 200 where it is there already, 422 where it is none. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const read = await readFiles(request);
	if ('refused' in read) return read.refused;
	const [file, ...others] = read.body;
	if (!file || others.length) return problemResponse('bad-body', 'file: expected one file.');
	try {
		const bytes = await file.bytes();
		const { outcome, layer } = await takeLayer(locals.whereabouts.store, file.name, bytes);
		return json(layer, outcome === 'added' ? 201 : 200);
	} catch (error) {
		if (!(error instanceof LayerError)) throw error;
		return problemResponse('refused-layer', `${file.name} ${error.message}`);
	}
};
