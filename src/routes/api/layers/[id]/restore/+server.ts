import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';

export const POST: RequestHandler<{ id: string }> = async ({ params, locals }) =>
	(await locals.whereabouts.store.restoreLayer(params.id))
		? new Response(null, { status: 204 })
		: problemResponse('not-found', `There is no removed layer ${params.id}.`);
