/** Files and texts on their way into the corpus: a few at a time, each with its outcome. */
import { createContext } from 'svelte';
import * as api from '#lib/api.ts';
import { largestBytes } from '#lib/text/formats.ts';

export interface Job {
	readonly key: number;
	readonly name: string;
	readonly state: 'waiting' | 'working' | 'added' | 'duplicate' | 'refused';
	/** Of an added document. */
	readonly mentions: number;
	readonly document: string | null;
	/** Why it was refused, in words; empty when the server did not answer. */
	readonly reason: string;
}

/** What can be said of a file before it is sent. */
export type Unfit = { readonly kind: 'empty' } | { readonly kind: 'tooLarge'; readonly mb: number };

const atOnce = 2;

export function unfit({ size }: { readonly size: number }): Unfit | null {
	if (size === 0) return { kind: 'empty' };
	return size > largestBytes ? { kind: 'tooLarge', mb: size / 1_000_000 } : null;
}

export class Imports {
	jobs = $state.raw<readonly Job[]>([]);
	readonly total = $derived(this.jobs.length);
	readonly done = $derived(
		this.jobs.filter(({ state }) => state !== 'waiting' && state !== 'working').length,
	);
	readonly added = $derived(
		this.jobs.flatMap(({ state, document }) => (state === 'added' && document ? [document] : [])),
	);
	#queue: (() => Promise<void>)[] = [];
	#running = 0;
	#nextKey = 0;
	/** Called when nothing is waiting any more, if something was added since the last time. */
	#onsettled: (documents: readonly string[]) => void;
	#told = 0;

	constructor(onsettled: (documents: readonly string[]) => void) {
		this.#onsettled = onsettled;
	}

	get busy(): boolean {
		return this.done < this.total;
	}

	/** Forgets what is done with. */
	clear() {
		if (this.busy) return;
		this.jobs = [];
		this.#told = 0;
	}

	/** @param describe words for a file that need not be sent to know it is unfit */
	files(files: Iterable<File>, describe: (file: File, why: Unfit) => string) {
		for (const file of files) {
			const why = unfit(file);
			if (why) this.#add(file.name, { state: 'refused', reason: describe(file, why) });
			else this.#run(file.name, () => api.importFile(file));
		}
	}

	text(name: string, pasted: api.Pasted) {
		this.#run(name, () => api.importText(pasted));
	}

	#add(name: string, some: Partial<Job>): number {
		const key = this.#nextKey++;
		const job = { key, name, mentions: 0, document: null, reason: '', state: 'waiting' as const };
		this.jobs = [...this.jobs, { ...job, ...some }];
		return key;
	}

	#set(key: number, some: Partial<Job>) {
		this.jobs = this.jobs.map((job) => (job.key === key ? { ...job, ...some } : job));
	}

	#run(name: string, send: () => Promise<api.Imported>) {
		const key = this.#add(name, {});
		this.#queue.push(async () => {
			this.#set(key, { state: 'working' });
			try {
				const { outcome, ...rest } = await send();
				const why = 'reason' in rest && { reason: `${name} ${rest.reason}` };
				this.#set(key, { ...rest, ...why, name, state: outcome });
			} catch (error) {
				if (!(error instanceof api.ApiError)) throw error;
				this.#set(key, { state: 'refused', reason: error.detail });
			}
		});
		void this.#work();
	}

	async #work() {
		if (this.#running >= atOnce) return;
		this.#running += 1;
		for (let next = this.#queue.shift(); next; next = this.#queue.shift()) await next();
		this.#running -= 1;
		if (this.#running > 0 || this.added.length === this.#told) return;
		const fresh = this.added.slice(this.#told);
		this.#told = this.added.length;
		this.#onsettled(fresh);
	}
}

export const [getImports, setImports] = createContext<Imports>();
