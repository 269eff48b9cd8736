import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { placeFeatureById } from '#lib/server/answers.ts';
import { json } from '#lib/server/respond.ts';

export const GET: RequestHandler<{ id: string }> = async ({ params, locals }) => {
	const feature = await placeFeatureById(locals.whereabouts, params.id);
	return feature
		? json(feature, 200, 'application/geo+json')
		: problemResponse('not-found', `There is no place ${params.id}.`);
};
