/** The places and documents that match the search, kept in step with the server. */
import { createContext } from 'svelte';
import * as api from '#lib/api.ts';
import type { Query } from '#lib/domain.ts';
import type { PlaceFeature } from '#lib/map/place.ts';
import type { DocumentSummary } from '#lib/server/store/port.ts';

/** A corpus that speaks of more places than this is drawn from tiles, and its list is cut here. */
export const mostListed = 5000;

/** As many documents as are listed where the best come first. */
const mostBest = 200;

export class Corpus {
	/** The most mentioned first; all, or where there are `many` the first of them. */
	places = $state.raw<readonly PlaceFeature[]>([]);
	/** Ids of places that texts call by name, not only by demonym. */
	named = $state.raw<ReadonlySet<string>>(new Set());
	documents = $state.raw<readonly DocumentSummary[]>([]);
	/** Where the next page of documents begins; null when all are here. */
	next = $state.raw<string | null>(null);
	loaded = $state(false);
	loading = $state(false);
	error = $state.raw<api.ApiError | null>(null);
	/** Goes up with every change of the corpus, so that what was read from it is read anew. */
	version = $state(0);
	/** More places than are listed here. */
	many = $state(false);
	/** The address of the tiles that draw them; null where the list draws all. */
	readonly tiles = $derived.by(() => {
		if (!this.many) return null;
		return api.tiles(this.#matching, this.version);
	});
	/** Places asked for one by one, because the list is cut. */
	#others = $state.raw<readonly PlaceFeature[]>([]);
	readonly byId = $derived(
		new Map([...this.#others, ...this.places].map((place) => [place.properties.id, place])),
	);
	#matching = $state.raw<Query>({});
	#best = false;
	#abort: AbortController | null = null;

	/** The places within so many kilometres of a point, nearest first. */
	async around(near: NonNullable<Query['near']>): Promise<readonly PlaceFeature[]> {
		try {
			return await api.places({ ...this.#matching, near, limit: mostListed });
		} catch (error) {
			if (error instanceof api.ApiError) return [];
			throw error;
		}
	}

	/** Makes a place known that the list was cut before. */
	async find(id: string): Promise<PlaceFeature | null> {
		const known = this.byId.get(id);
		if (known || !this.many) return known ?? null;
		try {
			const found = await api.place(id);
			this.#others = [found, ...this.#others.slice(0, mostListed)];
			return found;
		} catch (error) {
			if (error instanceof api.ApiError) return null;
			throw error;
		}
	}

	/**
	 * @param chosen a place that must be known, wherever the list is cut
	 * @param best documents that say most of the words first, not the newest
	 */
	async load(matching: Query, chosen: string | null = null, best = false): Promise<void> {
		this.#matching = matching;
		this.#best = best;
		this.#abort?.abort();
		const abort = new AbortController();
		this.#abort = abort;
		this.loading = true;
		const query = { ...this.#matching, limit: mostListed + 1 };
		try {
			const [places, named, documents] = await Promise.all([
				api.places(query, abort.signal),
				api.places({ ...query, demonyms: false }, abort.signal),
				best
					? api.bestDocuments({ ...matching, limit: mostBest }, abort.signal)
					: api.documents(matching, null, abort.signal),
			]);
			this.many = places.length > mostListed;
			this.places = places.slice(0, mostListed);
			this.#others = [];
			if (chosen) await this.find(chosen);
			this.named = new Set(named.map(({ properties }) => properties.id));
			this.documents = documents.items;
			this.next = documents.next;
			this.error = null;
		} catch (error) {
			if (abort.signal.aborted) return;
			if (!(error instanceof api.ApiError)) throw error;
			this.error = error;
		}
		this.loading = false;
		this.loaded = true;
	}

	/** After an import, a deletion or a review. */
	async reload(chosen: string | null = null): Promise<void> {
		this.version += 1;
		await this.load(this.#matching, chosen, this.#best);
	}

	async more(): Promise<void> {
		if (!this.next || this.loading) return;
		this.loading = true;
		const signal = this.#abort?.signal;
		try {
			const page = await api.documents(this.#matching, this.next, signal);
			this.documents = [...this.documents, ...page.items];
			this.next = page.next;
		} catch (error) {
			if (signal?.aborted) return;
			if (!(error instanceof api.ApiError)) throw error;
			this.error = error;
		}
		this.loading = false;
	}
}

export const [getCorpus, setCorpus] = createContext<Corpus>();
