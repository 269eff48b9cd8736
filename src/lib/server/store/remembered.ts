/** Answers about a whole corpus, remembered until something is written. */
import type { CorpusStore } from './port.ts';

/** As many answers as are kept, and rows in all of them together: a place takes about a kilobyte. */
const kept = 200;
const keptRows = 40_000;
/** A list of places longer than this is not kept. */
const longestList = 5001;
/**
 * While others write, what takes long to count may be so many times as old as the counting took:
 * counting it anew after every document of an import would leave time for nothing else.
 */
const lag = 10;

type Remembered = 'timeline' | 'facets' | 'counts' | 'places' | 'tile';

interface Answer {
	readonly revision: string;
	readonly answer: Promise<unknown>;
	readonly askedMs: number;
	/** Without end until it is there: who asks meanwhile waits for the same. */
	tookMs: number;
	rows: number;
}

const rowsOf = (answer: unknown): number => (Array.isArray(answer) ? answer.length : 1);

/** The same store; what it has counted is not counted again while its revision stays. */
export function remembering(store: CorpusStore, now = () => performance.now()): CorpusStore {
	const answers = new Map<string, Answer>();

	function isGood({ revision, askedMs, tookMs }: Answer, current: string, mayLag: boolean) {
		return revision === current || (mayLag && now() - askedMs < (1 + lag) * tookMs);
	}

	function forgetOldest(): void {
		let rows = answers.values().reduce((sum, one) => sum + one.rows, 0);
		for (const [key, one] of answers) {
			if (answers.size <= kept && rows <= keptRows) break;
			answers.delete(key);
			rows -= one.rows;
		}
	}

	async function ask<T>(
		method: Remembered,
		values: unknown,
		mayLag: boolean,
		work: () => Promise<T>,
	): Promise<T> {
		const revision = await store.revision();
		const key = JSON.stringify([method, values]);
		const known = answers.get(key);
		if (known && isGood(known, revision, mayLag)) return known.answer as Promise<T>;
		const askedMs = now();
		const answer = work();
		const made: Answer = { revision, answer, askedMs, tookMs: Infinity, rows: 1 };
		answers.delete(key);
		answers.set(key, made);
		answer.then(
			(found) => {
				made.tookMs = now() - made.askedMs;
				made.rows = rowsOf(found);
				forgetOldest();
			},
			// One that failed is asked again.
			() => answers.get(key) === made && answers.delete(key),
		);
		forgetOldest();
		return answer;
	}

	const methods: Partial<CorpusStore> = {
		timeline: (query, unit) =>
			ask('timeline', [query, unit], true, () => store.timeline(query, unit)),
		facets: (query) => ask('facets', query, true, () => store.facets(query)),
		counts: () => ask('counts', [], true, () => store.counts()),
		tile: (query, tile) => ask('tile', [query, tile], true, () => store.tile(query, tile)),
		// The list shows at once what the analyst has just judged.
		places: (query) =>
			query.limit !== undefined && query.limit <= longestList
				? ask('places', query, false, () => store.places(query))
				: store.places(query),
	};
	return new Proxy(store, {
		get: (target, name) => {
			const own = methods[name as keyof CorpusStore];
			if (own) return own;
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
