/** Answers of the HTTP interface, and errors turned into problem details. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { problemResponse } from '#lib/ogc/problem.ts';
import { parseQuery, QueryError, refuseUnknown } from '#lib/query.ts';
import type { Query } from '#lib/domain.ts';
import { largestBytes } from '#lib/text/formats.ts';
import { FormError } from './form-parts.ts';

export const json = (body: unknown, status = 200, type = 'application/json'): Response =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

/**
 * Runs `answer` with the request's query; a parameter not of its form becomes a problem, and so
 * does one that is neither a filter nor one of `others`.
 */
export async function withQuery(
	url: URL,
	others: readonly string[],
	answer: (query: Query) => Promise<Response>,
): Promise<Response> {
	try {
		refuseUnknown(url.searchParams, others);
		return await answer(parseQuery(url.searchParams));
	} catch (error) {
		if (error instanceof QueryError) return problemResponse('bad-parameter', error.message);
		throw error;
	}
}

/** Bytes that whoever has them already is not sent again; none is an answer without a body. */
export function revalidated(request: Request, bytes: Uint8Array | null, type: string): Response {
	const hash = createHash('sha256').update(bytes ?? '');
	const etag = `"${hash.digest('base64url')}"`;
	const headers = { etag, 'cache-control': 'no-cache' };
	if (request.headers.get('if-none-match') === etag) {
		return new Response(null, { status: 304, headers });
	}
	if (!bytes) return new Response(null, { status: 204, headers });
	return new Response(Uint8Array.from(bytes), { headers: { ...headers, 'content-type': type } });
}

interface FileAnswer {
	readonly mediaType: string;
	/** Under which the browser keeps it; it shows the answer itself where there is none. */
	readonly name: string | null;
	/** For the log, where something goes wrong. */
	readonly path: string;
}

/**
 * A file, sent while it is made, and made only as fast as it is taken. What fails before its first
 * piece is thrown; what fails later breaks the connection, so that no half file passes for a whole.
 * @param pieces stops on its signal, when whoever asked has gone
 */
export async function streamed(
	pieces: (signal: AbortSignal) => AsyncGenerator<Uint8Array<ArrayBuffer>>,
	{ mediaType, name, path }: FileAnswer,
): Promise<Response> {
	const gone = new AbortController();
	const source = pieces(gone.signal);
	let next: Promise<IteratorResult<Uint8Array<ArrayBuffer>, unknown>> | null = source.next();
	await next;
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		async pull(controller) {
			try {
				const { done, value } = await (next ?? source.next());
				next = null;
				if (done) controller.close();
				else controller.enqueue(value);
			} catch (error) {
				if (!gone.signal.aborted) console.error(`${path}:`, (error as Error).stack ?? error);
				throw error;
			}
		},
		async cancel() {
			gone.abort();
			await source.return(undefined);
		},
	});
	const headers = new Headers({ 'content-type': mediaType });
	if (name) headers.set('content-disposition', `attachment; filename="${name}"`);
	return new Response(body, { headers });
}

/** Some files at once; each is refused by name when it is too large itself. */
const largestBody = 8 * largestBytes;
const tooLarge = () => Object.assign(new Error('The body is too large.'), { status: 413 });

/**
 * The request with a body that fails where it grows too large for memory: the server's own limit
 * is that of an upload which goes to disk.
 */
function bounded(request: Request): Request {
	if (!request.body) return request;
	// Told by its length it is left unread, so that whoever sends it hears why.
	if (Number(request.headers.get('content-length')) > largestBody) throw tooLarge();
	let size = 0;
	const counting = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			size += chunk.byteLength;
			if (size <= largestBody) controller.enqueue(chunk);
			else controller.error(tooLarge());
		},
	});
	const init = { body: request.body.pipeThrough(counting), duplex: 'half' };
	return new Request(request, init as RequestInit);
}

const isTooLarge = (error: unknown) => (error as { status?: unknown }).status === 413;

/** Why a body could not be read; the server's own limit on its size is told by the error's status. */
function unreadable(error: unknown, otherwise: string): Response {
	return isTooLarge(error)
		? problemResponse(
				'too-large',
				'The body is too large. Send fewer files at once, each 10 MB at most.',
			)
		: problemResponse('bad-body', otherwise);
}

/** What is wrong with a field, in words for whoever wrote the program that sent it. */
function fault({ expected, received, message }: v.BaseIssue<unknown>): string {
	if (expected === 'never') return 'is not a field of this body.';
	if (received === 'undefined') return 'is missing.';
	return message.replace(/^Invalid \w+: E/, 'e');
}

type Read<T> = { readonly body: T } | { readonly refused: Response };

/** The request's JSON body of `schema`'s form, or a problem that names the first field that is not. */
export async function readBody<S extends v.GenericSchema>(
	request: Request,
	schema: S,
	expected = 'expected application/json',
): Promise<Read<v.InferOutput<S>>> {
	const type = request.headers.get('content-type') ?? 'none';
	if (!/^application\/(\w+\+)?json\b/.test(type)) {
		return {
			refused: problemResponse('wrong-type', `The content-type is ${type}; ${expected}.`),
		};
	}
	let raw: unknown;
	try {
		raw = await bounded(request).json();
	} catch (error) {
		return { refused: unreadable(error, 'The body is not JSON.') };
	}
	const result = v.safeParse(schema, raw);
	if (result.success) return { body: result.output };
	const [issue] = result.issues;
	const where = v.getDotPath(issue) ?? 'body';
	const said = issue.message.startsWith(`${where}:`) ? issue.message : `${where}: ${fault(issue)}`;
	return { refused: problemResponse('bad-body', said) };
}

/** The files of a form's field `file`, or a problem where there is none. */
export async function readFiles(request: Request): Promise<Read<readonly File[]>> {
	const missing = 'file: expected at least one file in the form.';
	try {
		const form = await bounded(request).formData();
		const files = form.getAll('file').filter((entry) => entry instanceof File);
		return files.length ? { body: files } : { refused: problemResponse('bad-body', missing) };
	} catch (error) {
		return { refused: unreadable(error, `The form cannot be read. ${missing}`) };
	}
}

/** Why an upload was not kept; a failure of no upload's goes on up. */
export function uploadRefused(error: unknown): Response {
	if (error instanceof FormError) return problemResponse('bad-body', error.message);
	if (isTooLarge(error)) {
		const detail =
			'The files are larger than one upload may be (BODY_SIZE_LIMIT). Use the command: whereabouts import';
		return problemResponse('too-large', detail);
	}
	if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
		return problemResponse(
			'no-space',
			'The files cannot be kept: the disk of the data folder is full.',
		);
	}
	throw error;
}
