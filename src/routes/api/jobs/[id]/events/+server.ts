import type { RequestHandler } from '@sveltejs/kit';
import { problemResponse } from '#lib/ogc/problem.ts';
import { jobEvents } from '#lib/server/job-events.ts';
import { isOver } from '#lib/job.ts';

const headers = {
	'content-type': 'text/event-stream',
	'cache-control': 'no-store',
	// A proxy that waits for more would make it no news.
	'x-accel-buffering': 'no',
};

export const GET: RequestHandler<{ id: string }> = ({ params, request, locals }) => {
	const job = locals.jobs.get(params.id);
	if (!job) return problemResponse('not-found', `There is no job ${params.id}.`);
	const last = request.headers.get('last-event-id');
	const seen = last === null ? null : Number(last);
	// No content tells a browser that has heard the end not to ask again.
	if (job.version === seen && isOver(job.state)) return new Response(null, { status: 204 });
	return new Response(jobEvents(locals.jobs, job, seen), { headers });
};
