import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { layerFeature } from '#lib/server/layers.ts';
import { json } from '#lib/server/respond.ts';

export const GET: RequestHandler<{ id: string; number: string }> = async ({ params, locals }) => {
	const { id, number } = params;
	const isNumber = /^\d{1,9}$/.test(number);
	const found = isNumber ? await locals.whereabouts.store.layerFeature(id, Number(number)) : null;
	return found
		? json(layerFeature(found), 200, 'application/geo+json')
		: problemResponse('not-found', `There is no feature ${number} in a layer ${id}.`);
};
