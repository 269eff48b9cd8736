/** Imports that the server does on its own: begun here, and heard of wherever the page is opened. */
import { createContext } from 'svelte';
import { type Pace, Pacemaker } from '#lib/pace.ts';
import * as api from '#lib/api.ts';
import { type ImportJob, isOver } from '#lib/job.ts';
import { recordFormatOf } from '#lib/text/records.ts';

/** Files on their way to the server, or refused by it. */
export interface Sending {
	readonly key: number;
	readonly name: string;
	readonly files: number;
	/** Why they were refused; empty when the server did not answer, null while they are sent. */
	readonly reason: string | null;
}

/** More than these are not sent one by one while the page stays open. */
const fewFiles = 20;
const fewBytes = 40_000_000;

/** Are `files` work for the server on its own: tables, or many? */
export const isBulk = (files: readonly File[]): boolean =>
	files.length > fewFiles ||
	files.some(({ name }) => recordFormatOf(name) !== null) ||
	files.reduce((sum, { size }) => sum + size, 0) > fewBytes;

/** The one table among `files`, whose columns are asked about first. */
export const tableAmong = (files: readonly File[]): File | null =>
	files.length === 1 && files[0] && recordFormatOf(files[0].name) ? files[0] : null;

export class Jobs {
	/** Newest first. */
	jobs = $state.raw<readonly ImportJob[]>([]);
	sending = $state.raw<readonly Sending[]>([]);
	/** How fast those under way go on, by id. */
	paces = $state.raw<ReadonlyMap<string, Pace>>(new Map());
	readonly #pacemakers = new Map<string, Pacemaker>();
	/** How much of what is under way is done, of 100; null where nothing is. */
	readonly percent = $derived.by(() => {
		const open = this.jobs.filter(({ state }) => !isOver(state));
		const bytes = open.reduce((sum, job) => sum + job.bytes, 0);
		const done = open.reduce((sum, job) => sum + job.position, 0);
		return open.length ? Math.floor((100 * done) / Math.max(1, bytes)) : null;
	});
	readonly #following = new Map<string, EventSource>();
	readonly #onended: (job: ImportJob) => void;
	#nextKey = 0;

	/** @param onended is told of each job that ends while the page is open */
	constructor(onended: (job: ImportJob) => void) {
		this.#onended = onended;
	}

	/** Finds what is under way already. The server not answering is told elsewhere. */
	async load() {
		const jobs = await api.jobs().catch(() => []);
		for (const job of jobs.toReversed()) this.#take(job);
	}

	/** Sends files; the server goes on with them when they have arrived. */
	async begin(files: readonly File[], told?: api.TableTold) {
		const key = this.#nextKey++;
		const name = files[0]?.name ?? '';
		const sending: Sending = { key, name, files: files.length, reason: null };
		this.sending = [...this.sending, sending];
		try {
			this.#take(await api.beginJob(files, told));
			this.dismiss(key);
		} catch (error) {
			if (!(error instanceof api.ApiError)) throw error;
			const refused = { ...sending, reason: error.detail };
			this.sending = this.sending.map((one) => (one.key === key ? refused : one));
		}
	}

	dismiss(key: number) {
		this.sending = this.sending.filter((one) => one.key !== key);
	}

	/** Stops a job, or forgets one that is over. */
	async remove({ id, state }: ImportJob) {
		await api.removeJob(id);
		if (isOver(state)) this.#forget(id);
	}

	/** Hears no more. */
	close() {
		for (const id of this.#following.keys()) this.#leave(id);
	}

	#forget(id: string) {
		this.#leave(id);
		this.jobs = this.jobs.filter((job) => job.id !== id);
	}

	#leave(id: string) {
		this.#following.get(id)?.close();
		this.#following.delete(id);
	}

	#take(job: ImportJob) {
		const known = this.jobs.some(({ id }) => id === job.id);
		this.jobs = known
			? this.jobs.map((one) => (one.id === job.id ? job : one))
			: [job, ...this.jobs];
		this.#time(job);
		if (!isOver(job.state)) this.#follow(job.id);
		else if (this.#following.has(job.id)) {
			this.#leave(job.id);
			this.#onended(job);
		}
	}

	#time({ id, state, position, bytes, added, duplicate }: ImportJob) {
		if (state !== 'running') return;
		const pacemaker = this.#pacemakers.get(id) ?? new Pacemaker();
		this.#pacemakers.set(id, pacemaker);
		const sample = { at: performance.now(), done: position, count: added + duplicate };
		this.paces = new Map(this.paces).set(id, pacemaker.tell(sample, bytes));
	}

	#follow(id: string) {
		if (this.#following.has(id)) return;
		const source = api.jobEvents(id);
		this.#following.set(id, source);
		source.addEventListener('job', ({ data }: MessageEvent<string>) => {
			this.#take(JSON.parse(data) as ImportJob);
		});
		// A line that broke is mended by the browser; one that is closed is of a job that is gone.
		source.addEventListener('error', () => {
			if (source.readyState === EventSource.CLOSED) this.#forget(id);
		});
	}
}

export const [getJobs, setJobs] = createContext<Jobs>();
