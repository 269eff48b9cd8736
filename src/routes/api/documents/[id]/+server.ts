import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { json } from '#lib/server/respond.ts';

const missing = (id: string) => problemResponse('not-found', `There is no document ${id}.`);

export const GET: RequestHandler<{ id: string }> = async ({ params, locals }) => {
	const found = await locals.whereabouts.store.document(params.id);
	return found ? json(found) : missing(params.id);
};

export const DELETE: RequestHandler<{ id: string }> = async ({ params, locals }) =>
	(await locals.whereabouts.store.remove(params.id))
		? new Response(null, { status: 204 })
		: missing(params.id);
