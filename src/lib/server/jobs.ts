/**
 * Imports that go on by themselves, one after the other: they outlast the page that began them,
 * and a server that is stopped goes on with them when it is started again.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Found, ingestAll } from './bulk.ts';
import { faultOf } from './file-faults.ts';
import { bytesOf, foundIn } from './found.ts';
import type { Ingest } from './ingest.ts';
import { type ImportJob, isOver, type JobState } from '#lib/job.ts';
import { JobFiles, type KeptJob } from './job-files.ts';
import { Tally } from './tally.ts';
import type { Upload } from './upload.ts';

/** So many names of files are told of a job. */
const namesTold = 3;
/** So long what came of a job is remembered. */
const rememberedDays = 7;

function told({ files, columns: _, set: __, home: ___, ...job }: KeptJob): ImportJob {
	return { ...job, names: files.slice(0, namesTold), files: files.length };
}

/** What comes after the first `count`, which an earlier run has dealt with. */
async function* after(count: number, all: AsyncIterable<Found>): AsyncGenerator<Found> {
	let passed = 0;
	for await (const found of all) if (++passed > count) yield found;
}

export class Jobs {
	readonly #files: JobFiles;
	readonly #ingest: Ingest;
	readonly #jobs = new Map<string, KeptJob>();
	readonly #watchers = new Map<string, Set<(job: ImportJob) => void>>();
	readonly #stopping = new AbortController();
	#cancel: { readonly id: string; readonly abort: AbortController } | null = null;
	#working: Promise<void> | null = null;

	constructor(files: JobFiles, ingest: Ingest, jobs: readonly KeptJob[]) {
		this.#files = files;
		this.#ingest = ingest;
		for (const job of jobs) this.#jobs.set(job.id, job);
		this.#work();
	}

	/** Newest first. */
	list(): ImportJob[] {
		return [...this.#jobs.values()].map(told).reverse();
	}

	get(id: string): ImportJob | null {
		const job = this.#jobs.get(id);
		return job ? told(job) : null;
	}

	/**
	 * Begins a job with the files that `receive` puts into its folder.
	 * @throws what `receive` throws; nothing is left of it then.
	 */
	async add(receive: (folder: string) => Promise<Upload>): Promise<ImportJob> {
		const id = randomUUID();
		try {
			const { files, columns, set, home } = await receive(await this.#files.make(id));
			const sum = new Tally().sum;
			const job: KeptJob = {
				...sum,
				...{ id, created: new Date().toISOString(), state: 'waiting', error: null, version: 1 },
				...{ columns, set, home, files: files.map(({ name }) => name) },
				...{ bytes: await bytesOf(files), position: 0 },
				refusals: [],
				notes: [],
			};
			await this.#files.keep(job);
			this.#jobs.set(id, job);
			this.#work();
			return told(job);
		} catch (error) {
			await this.#files.forget(id);
			throw error;
		}
	}

	/** Stops a job that is not over, and forgets one that is; false when there is no such job. */
	async remove(id: string): Promise<boolean> {
		const job = this.#jobs.get(id);
		if (!job) return false;
		if (isOver(job.state)) {
			this.#jobs.delete(id);
			await this.#files.forget(id);
		} else if (this.#cancel?.id === id) {
			this.#cancel.abort.abort();
		} else {
			await this.#end(id, 'cancelled');
		}
		return true;
	}

	/** Tells every change of a job; the function returned ends that. */
	watch(id: string, tell: (job: ImportJob) => void): () => void {
		const watchers = this.#watchers.get(id) ?? new Set();
		this.#watchers.set(id, watchers.add(tell));
		return () => {
			watchers.delete(tell);
			if (!watchers.size) this.#watchers.delete(id);
		};
	}

	/** Lets what is under way be saved; the rest waits for the next start. */
	async stop(): Promise<void> {
		this.#stopping.abort();
		await this.#working;
	}

	async #change(id: string, some: Partial<KeptJob>): Promise<void> {
		const before = this.#jobs.get(id);
		if (!before) return;
		const job = { ...before, ...some, version: before.version + 1 };
		this.#jobs.set(id, job);
		try {
			await this.#files.keep(job);
		} finally {
			for (const tell of this.#watchers.get(id) ?? []) tell(told(job));
		}
	}

	async #end(id: string, state: JobState, error: string | null = null): Promise<void> {
		const job = this.#jobs.get(id);
		if (!job) return;
		const position = state === 'done' ? job.bytes : job.position;
		await this.#change(id, { state, error, position });
		await this.#files.emptied(job);
	}

	/** Begins the work unless it is under way: one job after the other, in their order. */
	#work(): void {
		if (this.#working || this.#stopping.signal.aborted) return;
		const next = this.#jobs.values().find(({ state }) => !isOver(state));
		if (!next) return;
		this.#working = this.#run(next).finally(() => {
			this.#working = null;
			this.#work();
		});
	}

	async #run(job: KeptJob): Promise<void> {
		const abort = new AbortController();
		this.#cancel = { id: job.id, abort };
		try {
			await this.#change(job.id, { state: 'running' });
			await this.#import(job, AbortSignal.any([abort.signal, this.#stopping.signal]));
			if (abort.signal.aborted) await this.#end(job.id, 'cancelled');
			else if (!this.#stopping.signal.aborted) await this.#end(job.id, 'done');
		} catch (error) {
			await this.#end(job.id, 'failed', faultOf(error)).catch(() => undefined);
		} finally {
			this.#cancel = null;
		}
	}

	async #import(job: KeptJob, signal: AbortSignal): Promise<void> {
		const { columns, set, home } = job;
		const folder = this.#files.of(job.id);
		const files = job.files.map((name, i) => ({ name, path: join(folder, String(i)) }));
		const tally = new Tally(job);
		const found = after(tally.total, foundIn(files, { columns, set, home }));
		for await (const { outcomes, position } of ingestAll(this.#ingest, found, signal)) {
			for (const outcome of outcomes) tally.add(outcome);
			const { refusals, notes, ...counts } = tally.sum;
			await this.#change(job.id, {
				...counts,
				refusals: [...refusals],
				notes: [...notes],
				position,
			});
		}
	}
}

/** The jobs kept in `folder`; those that are not over go on. */
export async function openJobs(folder: string, ingest: Ingest): Promise<Jobs> {
	const files = new JobFiles(folder);
	const oldest = new Date(Date.now() - rememberedDays * 24 * 3_600_000).toISOString();
	const jobs: KeptJob[] = [];
	for (const job of await files.all()) {
		const over = isOver(job.state);
		if (over && job.created < oldest) {
			await files.forget(job.id);
			continue;
		}
		// A kill may have come between the end of a job and this.
		if (over) await files.emptied(job);
		jobs.push(job);
	}
	return new Jobs(files, ingest, jobs);
}
