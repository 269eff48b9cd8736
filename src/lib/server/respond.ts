/** Answers of the HTTP interface, and errors turned into problem details. */
import * as v from 'valibot';
import type { Feature } from 'geojson';
import { writers } from '#lib/export/formats.ts';
import { problemResponse } from '#lib/ogc/problem.ts';
import { parseQuery, QueryError } from '#lib/query.ts';
import type { Query } from '#lib/domain.ts';

export const json = (body: unknown, status = 200): Response =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** Runs `answer` with the request's query; a parameter not of its form becomes a problem. */
export async function withQuery(
	url: URL,
	answer: (query: Query) => Promise<Response>,
): Promise<Response> {
	try {
		return await answer(parseQuery(url.searchParams));
	} catch (error) {
		if (error instanceof QueryError) return problemResponse('bad-parameter', error.message);
		throw error;
	}
}

/** Features as a GeoJSON answer; `?download` makes the browser keep it as a file. */
export function geojson(features: readonly Feature[], url: URL, name: string): Response {
	const [writer] = writers;
	if (!writer) throw new Error('No export format is registered.');
	const headers: Record<string, string> = { 'content-type': writer.mediaType };
	if (url.searchParams.has('download')) {
		headers['content-disposition'] = `attachment; filename="${name}.${writer.extension}"`;
	}
	return new Response(writer.write(features), { headers });
}

/** The request's JSON body of `schema`'s form, or a problem that names the first field that is not. */
export async function readBody<S extends v.GenericSchema>(
	request: Request,
	schema: S,
): Promise<{ body: v.InferOutput<S> } | { refused: Response }> {
	let raw: unknown;
	try {
		raw = await request.json();
	} catch {
		return { refused: problemResponse('bad-body', 'The body is not JSON.') };
	}
	const result = v.safeParse(schema, raw);
	if (result.success) return { body: result.output };
	const [issue] = result.issues;
	const where = v.getDotPath(issue) ?? 'body';
	const said = issue.message.startsWith(`${where}:`) ? issue.message : `${where}: ${issue.message}`;
	return { refused: problemResponse('bad-body', said) };
}
