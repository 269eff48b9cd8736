/** The places and documents that match the search, kept in step with the server. */
import { createContext } from 'svelte';
import * as api from '#lib/api.ts';
import type { PlaceFeature } from '#lib/map/place.ts';
import type { DocumentSummary } from '#lib/server/store/port.ts';

export class Corpus {
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
	readonly byId = $derived(new Map(this.places.map((place) => [place.properties.id, place])));
	#words: string | null = null;
	#abort: AbortController | null = null;

	async load(words: string | null): Promise<void> {
		this.#words = words;
		this.#abort?.abort();
		const abort = new AbortController();
		this.#abort = abort;
		this.loading = true;
		const query = words ? { words } : {};
		try {
			const [places, named, documents] = await Promise.all([
				api.places(query, abort.signal),
				api.places({ ...query, demonyms: false }, abort.signal),
				api.documents(query, null, abort.signal),
			]);
			this.places = places;
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
	async reload(): Promise<void> {
		this.version += 1;
		await this.load(this.#words);
	}

	async more(): Promise<void> {
		if (!this.next || this.loading) return;
		this.loading = true;
		const signal = this.#abort?.signal;
		try {
			const query = this.#words ? { words: this.#words } : {};
			const page = await api.documents(query, this.next, signal);
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
