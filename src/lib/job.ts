/** What is told of an import that goes on by itself, by the server and on the page. */

export interface ReasonCount {
	/** The reason in the words of the first that was refused for it. */
	readonly reason: string;
	readonly first: string;
	readonly count: number;
}

/** What came of an import so far. */
export interface Sum {
	readonly added: number;
	readonly duplicate: number;
	readonly refused: number;
	/** Of the documents added. */
	readonly mentions: number;
	readonly refusals: readonly ReasonCount[];
	/** Of documents taken in that lack something. */
	readonly notes: readonly ReasonCount[];
}

export type JobState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

export const isOver = (state: JobState): boolean => state !== 'waiting' && state !== 'running';

export interface ImportJob extends Sum {
	readonly id: string;
	/** RFC 3339 UTC. */
	readonly created: string;
	/** Of the first few files. */
	readonly names: readonly string[];
	readonly files: number;
	readonly state: JobState;
	readonly bytes: number;
	/** Of those bytes, done with. */
	readonly position: number;
	/** Why it failed, in words. */
	readonly error: string | null;
	/** Grows with every change. */
	readonly version: number;
}
