/** Errors as problem details (RFC 9457): the one table from a kind of error to a status. */

export const problems = {
	'bad-parameter': { status: 400, title: 'A parameter is not of its form' },
	'bad-body': { status: 400, title: 'The body cannot be read' },
	refused: { status: 422, title: 'The document cannot be taken in' },
	'refused-layer': { status: 422, title: 'The file cannot be drawn as a layer' },
	'foreign-request': { status: 403, title: 'This server answers only its own page' },
	'not-found': { status: 404, title: 'There is no such thing' },
	'wrong-method': { status: 405, title: 'This cannot be asked that way' },
	'too-large': { status: 413, title: 'The body is too large' },
	'wrong-type': { status: 415, title: 'The body is of another type' },
	'no-space': { status: 507, title: 'There is no room to keep it' },
	internal: { status: 500, title: 'Something went wrong' },
} as const;

export type ProblemKind = keyof typeof problems;

export interface Problem {
	/** A relative reference naming the kind. */
	readonly type: string;
	readonly status: number;
	readonly title: string;
	/** What was wrong, where, and what to do. */
	readonly detail: string;
}

export function problem(kind: ProblemKind, detail: string): Problem {
	return { type: `/problems/${kind}`, ...problems[kind], detail };
}

const mediaType = 'application/problem+json';

/** The problem as an answer to a request; `members` are added to it (RFC 9457, 3.2). */
export function problemResponse(
	kind: ProblemKind,
	detail: string,
	members: Readonly<Record<string, unknown>> = {},
): Response {
	const body = { ...problem(kind, detail), ...members };
	const headers = { 'content-type': mediaType };
	return new Response(JSON.stringify(body), { status: body.status, headers });
}

const lastResorts: Readonly<Record<number, readonly [kind: ProblemKind, detail: string]>> = {
	400: [
		'bad-parameter',
		'The address cannot be read. Percent-encode what is no letter or digit, as UTF-8.',
	],
	403: ['foreign-request', 'Forms are taken from pages of this server only.'],
	404: ['not-found', 'There is nothing at this address.'],
	405: ['wrong-method', 'The header Allow lists the methods that this address knows.'],
};

/** An answer of the interface as it is; one that failed before any code of ours as a problem. */
export function problemInstead(response: Response): Response {
	if (response.status < 400 || response.headers.get('content-type') === mediaType) return response;
	const [kind, detail] = lastResorts[response.status] ?? [
		'internal',
		"Nothing was changed that was not finished. Try again; the server's log has the details.",
	];
	const instead = problemResponse(kind, detail);
	const allow = response.headers.get('allow');
	if (allow) instead.headers.set('allow', allow);
	return instead;
}
