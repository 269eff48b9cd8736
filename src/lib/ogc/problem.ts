/** Errors as problem details (RFC 9457): the one table from a kind of error to a status. */

export const problems = {
	'bad-parameter': { status: 400, title: 'A parameter is not of its form' },
	'bad-body': { status: 400, title: 'The body cannot be read' },
	refused: { status: 422, title: 'The document cannot be taken in' },
	'foreign-request': { status: 403, title: 'This server answers only its own page' },
	'not-found': { status: 404, title: 'There is no such thing' },
	'too-large': { status: 413, title: 'The body is too large' },
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

/** The problem as an answer to a request. */
export function problemResponse(kind: ProblemKind, detail: string): Response {
	const body = problem(kind, detail);
	return new Response(JSON.stringify(body), {
		status: body.status,
		headers: { 'content-type': 'application/problem+json' },
	});
}
