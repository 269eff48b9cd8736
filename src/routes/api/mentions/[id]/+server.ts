import type { RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { problemResponse } from '#lib/ogc/problem.ts';
import { json, readBody } from '#lib/server/respond.ts';

const Review = v.variant(
	'status',
	[
		v.object({ status: v.picklist(['suggested', 'confirmed', 'rejected']) }),
		v.object({ status: v.literal('corrected'), place: v.pipe(v.string(), v.maxLength(100)) }),
	],
	'status: expected suggested, confirmed, rejected, or corrected with a place',
);

export const PATCH: RequestHandler<{ id: string }> = async ({ params, request, locals }) => {
	const { store, gazetteer } = locals.whereabouts;
	const read = await readBody(request, Review);
	if ('refused' in read) return read.refused;
	const { status } = read.body;
	const id = status === 'corrected' ? read.body.place : undefined;
	const place = id === undefined ? undefined : (gazetteer.byId(id) ?? (await store.place(id)));
	if (place === null) return problemResponse('not-found', `There is no place ${id}.`);
	const mention = await store.review(params.id, status, place);
	return mention
		? json(mention)
		: problemResponse('not-found', `There is no mention ${params.id}.`);
};
