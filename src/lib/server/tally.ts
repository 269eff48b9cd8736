/** What came of an import, in sum: how many documents, and why some were refused. */
import type { Outcome } from './bulk.ts';
import type { ReasonCount, Sum } from '#lib/job.ts';

/** What differs from record to record is left out: `is 12.3 MB` and `is 40 MB` are one reason. */
const kindOf = (reason: string) =>
	reason.replaceAll(/ \([^)]*\)/g, '').replaceAll(/\d+(?:[.,]\d+)*/g, '0');

/** As many kinds as are told apart; a reason should not be one of thousands. */
const mostKinds = 50;

const manyKinds = 'is one of many, each with a reason of its own.';

export class Tally implements Sum {
	added = 0;
	duplicate = 0;
	refused = 0;
	mentions = 0;
	readonly #refusals = new Map<string, ReasonCount>();
	readonly #notes = new Map<string, ReasonCount>();

	/** @param before what an earlier run of the same import had come to */
	constructor(before?: Sum) {
		if (!before) return;
		const { added, duplicate, refused, mentions } = before;
		Object.assign(this, { added, duplicate, refused, mentions });
		for (const one of before.refusals) this.#refusals.set(kindOf(one.reason), one);
		for (const one of before.notes) this.#notes.set(kindOf(one.reason), one);
	}

	get total(): number {
		return this.added + this.duplicate + this.refused;
	}

	add(one: Outcome): void {
		this[one.outcome]++;
		if (one.outcome === 'refused') count(this.#refusals, one.name, one.reason);
		else {
			if (one.outcome === 'added') this.mentions += one.mentions;
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

	/** As a value, to be kept or sent. */
	get sum(): Sum {
		const { added, duplicate, refused, mentions, refusals, notes } = this;
		return { added, duplicate, refused, mentions, refusals, notes };
	}
}

function count(counts: Map<string, ReasonCount>, first: string, reason: string): void {
	const kind = kindOf(reason);
	const known = counts.has(kind) || counts.size < mostKinds;
	const [key, words] = known ? [kind, reason] : [kindOf(manyKinds), manyKinds];
	const before = counts.get(key) ?? { reason: words, first, count: 0 };
	counts.set(key, { ...before, count: before.count + 1 });
}

const sorted = (counts: ReadonlyMap<string, ReasonCount>) =>
	[...counts.values()].sort((a, b) => b.count - a.count);
