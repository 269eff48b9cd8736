/** Answers about a whole corpus, remembered until something is written. */
import type { CorpusStore } from './port.ts';

/** As many answers as are kept; each is a list of counts. */
const kept = 200;
/** A list of places longer than this is not kept. */
const longestList = 5001;

type Remembered = 'timeline' | 'facets' | 'counts' | 'places' | 'tile';

/** The same store; what it has counted is not counted again while its revision stays. */
export function remembering(store: CorpusStore): CorpusStore {
	const answers = new Map<string, Promise<unknown>>();
	let revision = '';

	async function ask<T>(method: Remembered, values: unknown, work: () => Promise<T>): Promise<T> {
		const now = await store.revision();
		if (now !== revision) answers.clear();
		revision = now;
		const key = JSON.stringify([method, values]);
		const known = answers.get(key) as Promise<T> | undefined;
		if (known) return known;
		const answer = work();
		answers.set(key, answer);
		// One that failed is asked again.
		answer.catch(() => answers.delete(key));
		const [oldest] = answers.keys();
		if (answers.size > kept && oldest !== undefined) answers.delete(oldest);
		return answer;
	}

	const methods: Partial<CorpusStore> = {
		timeline: (query, unit) => ask('timeline', [query, unit], () => store.timeline(query, unit)),
		facets: (query) => ask('facets', query, () => store.facets(query)),
		counts: () => ask('counts', [], () => store.counts()),
		places: (query) =>
			query.limit !== undefined && query.limit <= longestList
				? ask('places', query, () => store.places(query))
				: store.places(query),
		tile: (query, tile) => ask('tile', [query, tile], () => store.tile(query, tile)),
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
