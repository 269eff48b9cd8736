/** What came of an import, in sum: how many documents, and why some were refused. */
import type { Outcome } from './bulk.ts';

export interface ReasonCount {
	/** The reason in the words of the first that was refused for it. */
	readonly reason: string;
	readonly first: string;
	readonly count: number;
}

/** What differs from record to record is left out: `is 12.3 MB` and `is 40 MB` are one reason. */
const kindOf = (reason: string) =>
	reason.replaceAll(/ \([^)]*\)/g, '').replaceAll(/\d+(?:[.,]\d+)*/g, '0');

/** As many kinds as are told apart; a reason should not be one of thousands. */
const mostKinds = 50;

export class Tally {
	added = 0;
	duplicate = 0;
	refused = 0;
	mentions = 0;
	readonly #refusals = new Map<string, ReasonCount>();
	readonly #notes = new Map<string, ReasonCount>();

	get total(): number {
		return this.added + this.duplicate + this.refused;
	}

	add(one: Outcome): void {
		this[one.outcome]++;
		if (one.outcome === 'refused') count(this.#refusals, one.name, one.reason);
		else {
			this.mentions += one.mentions;
			for (const note of one.notes) count(this.#notes, one.name, note);
		}
	}

	/** Most frequent first. */
	get refusals(): readonly ReasonCount[] {
		return sorted(this.#refusals);
	}

	get notes(): readonly ReasonCount[] {
		return sorted(this.#notes);
	}
}

function count(counts: Map<string, ReasonCount>, first: string, reason: string): void {
	const kind = counts.size < mostKinds ? kindOf(reason) : 'other';
	const before = counts.get(kind) ?? { reason, first, count: 0 };
	counts.set(kind, { ...before, count: before.count + 1 });
}

const sorted = (counts: ReadonlyMap<string, ReasonCount>) =>
	[...counts.values()].sort((a, b) => b.count - a.count);
