import { join } from 'node:path';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { problemInstead, problemResponse } from '#lib/ogc/problem.ts';
import { guardOf, refusal } from '#lib/server/guard.ts';
import { readerLanguage } from '#lib/server/language.ts';
import { type Jobs, openJobs } from '#lib/server/jobs.ts';
import {
	corpusLocation,
	dataFolder,
	openWhereabouts,
	type Whereabouts,
} from '#lib/server/whereabouts.ts';

let whereabouts: Whereabouts;
let jobs: Jobs;
const guard = guardOf(process.env);

export const init: ServerInit = async () => {
	if (building) return;
	whereabouts = await openWhereabouts(corpusLocation(process.env), { server: true });
	jobs = await openJobs(join(dataFolder(process.env), 'jobs'), whereabouts);
	process.once('sveltekit:shutdown', () => void jobs.stop().then(() => whereabouts.close()));
};

const headers: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
};

export const handle: Handle = async ({ event, resolve }) => {
	const refused = refusal(event.request, guard);
	if (refused) return problemResponse('foreign-request', refused);
	event.locals.whereabouts = whereabouts;
	event.locals.jobs = jobs;
	const language = readerLanguage(event.url, event.request.headers.get('accept-language'));
	const resolved = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('<html lang="en"', `<html lang="${language}"`),
	});
	const response = /^\/(api|ogc)(\/|$)/.test(event.url.pathname)
		? problemInstead(resolved)
		: resolved;
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	return response;
};

/** The log names the request and the error, never a document's words. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message: 'There is no such page.' };
	if (status < 500) return { message };
	console.error(
		`${event.request.method} ${event.url.pathname}:`,
		error instanceof Error ? error.stack : error,
	);
	return { message };
};
