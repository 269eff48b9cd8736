import type { RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { problemResponse } from '#lib/ogc/problem.ts';
import { json, readBody } from '#lib/server/respond.ts';

const missing = (id: string) => problemResponse('not-found', `There is no layer ${id}.`);

const Change = v.strictObject({
	name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))),
	colour: v.optional(
		v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/, 'colour: expected a colour such as #1b9e77')),
	),
	shown: v.optional(v.boolean()),
});

export const PATCH: RequestHandler<{ id: string }> = async ({ params, request, locals }) => {
	const read = await readBody(request, Change);
	if ('refused' in read) return read.refused;
	const layer = await locals.whereabouts.store.changeLayer(params.id, read.body);
	return layer ? json(layer) : missing(params.id);
};

export const DELETE: RequestHandler<{ id: string }> = async ({ params, locals }) =>
	(await locals.whereabouts.store.removeLayer(params.id))
		? new Response(null, { status: 204 })
		: missing(params.id);
