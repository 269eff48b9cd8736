import type { RequestHandler } from '@sveltejs/kit';

import { json, uploadRefused } from '#lib/server/respond.ts';
import { receiveUpload } from '#lib/server/upload.ts';

export const GET: RequestHandler = ({ locals }) => json({ jobs: locals.jobs.list() });

export const POST: RequestHandler = async ({ request, locals }) => {
	try {
		return json(await locals.jobs.add((folder) => receiveUpload(request, folder)), 201);
	} catch (error) {
		return uploadRefused(error);
	}
};
