/** Jobs on disk: a folder each, with what was uploaded and a small file that says how far it is. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ReasonCounts = v.array(v.object({ reason: v.string(), first: v.string(), count: Count }));
const Column = v.optional(v.string());

const KeptJobSchema = v.object({
	id: v.string(),
	created: v.string(),
	files: v.array(v.string()),
	columns: v.object({
		text: Column,
		title: Column,
		published: Column,
		source: Column,
		url: Column,
		language: Column,
		home: Column,
	}),
	set: v.nullable(v.string()),
	home: v.optional(v.nullable(v.string()), null),
	state: v.picklist(['waiting', 'running', 'done', 'cancelled', 'failed']),
	bytes: Count,
	position: Count,
	added: Count,
	duplicate: Count,
	refused: Count,
	mentions: Count,
	refusals: ReasonCounts,
	notes: ReasonCounts,
	error: v.nullable(v.string()),
	version: Count,
});

/** All that a server started anew needs to go on. */
export type KeptJob = Readonly<v.InferOutput<typeof KeptJobSchema>>;

const fileName = 'job.json';

/** The folders of jobs below one. */
export class JobFiles {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Where a job has its files, each by its number. */
	of(id: string): string {
		return join(this.#folder, id);
	}

	async make(id: string): Promise<string> {
		await mkdir(this.of(id), { recursive: true });
		return this.of(id);
	}

	/** The old file or the new one is there, whatever happens in between. */
	async keep(job: KeptJob): Promise<void> {
		const path = join(this.of(job.id), fileName);
		await writeFile(`${path}.new`, JSON.stringify(job, null, '\t'), { flush: true });
		await rename(`${path}.new`, path);
	}

	async forget(id: string): Promise<void> {
		await rm(this.of(id), { recursive: true, force: true });
	}

	/** Of a job that is over only what came of it is of use. */
	async emptied(job: KeptJob): Promise<void> {
		await Promise.all(
			job.files.map((_, i) => rm(join(this.of(job.id), String(i)), { force: true })),
		);
	}

	/** Every job, oldest first; what is left of an upload that was cut short goes. */
	async all(): Promise<KeptJob[]> {
		const ids = await readdir(this.#folder).catch(() => []);
		const jobs = await Promise.all(ids.map((id) => this.#read(id)));
		return jobs
			.flatMap((job) => job ?? [])
			.sort((a, b) => (a.created < b.created ? -1 : Number(a.created > b.created)));
	}

	async #read(id: string): Promise<KeptJob | null> {
		try {
			const kept: unknown = JSON.parse(await readFile(join(this.of(id), fileName), 'utf8'));
			return v.parse(KeptJobSchema, kept);
		} catch {
			await this.forget(id);
			return null;
		}
	}
}
