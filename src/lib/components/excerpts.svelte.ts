/** The excerpts of one place, page by page. */
import * as api from '#lib/api.ts';
import type { Query } from '#lib/domain.ts';
import type { MentionInContext } from '#lib/server/store/port.ts';

export class Excerpts {
	items = $state.raw<readonly MentionInContext[]>([]);
	next = $state.raw<string | null>(null);
	loaded = $state(false);
	loading = $state(false);
	error = $state.raw<api.ApiError | null>(null);
	#query: Query;
	#abort = new AbortController();

	constructor(query: Query) {
		this.#query = query;
	}

	/** The first page, or the one after what is here. */
	async more(): Promise<void> {
		if (this.loading || (this.loaded && !this.next && !this.error)) return;
		this.loading = true;
		this.error = null;
		try {
			const page = await api.mentions(this.#query, this.next, this.#abort.signal);
			this.items = [...this.items, ...page.items];
			this.next = page.next;
			this.loaded = true;
		} catch (error) {
			if (this.#abort.signal.aborted) return;
			if (!(error instanceof api.ApiError)) throw error;
			this.error = error;
		}
		this.loading = false;
	}

	stop() {
		this.#abort.abort();
	}
}
