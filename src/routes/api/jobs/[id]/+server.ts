import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';

export const DELETE: RequestHandler<{ id: string }> = async ({ params, locals }) =>
	(await locals.jobs.remove(params.id))
		? new Response(null, { status: 204 })
		: problemResponse('not-found', `There is no job ${params.id}.`);
