import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ImportJob } from '#lib/job.ts';
import { type Jobs, openJobs } from '#lib/server/jobs.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { loadGeoparser } from '#lib/server/geoparser.ts';
import * as routes from '../../src/routes/api/jobs/+server.ts';
import * as oneJob from '../../src/routes/api/jobs/[id]/+server.ts';
import * as events from '../../src/routes/api/jobs/[id]/events/+server.ts';
import { smallWorld, temporaryFolder } from './world.ts';

interface Desk {
	readonly world: Whereabouts;
	readonly folder: string;
	readonly jobs: Jobs;
}

async function desk(world?: Whereabouts, folder = temporaryFolder()): Promise<Desk> {
	const opened = world ?? (await smallWorld());
	const jobs = await openJobs(folder, opened);
	onTestFinished(() => jobs.stop());
	return { world: opened, folder, jobs };
}

/** Calls a route as the server does. */
function call({ jobs }: Desk, handler: unknown, init: RequestInit & { id?: string } = {}) {
	const { id, ...rest } = init;
	const request = new Request('http://127.0.0.1:4173/api/jobs', rest);
	const event = { request, params: { id }, locals: { jobs } } as unknown as RequestEvent;
	return Promise.resolve((handler as RequestHandler)(event));
}

function form(
	files: Readonly<Record<string, string>>,
	fields: Readonly<Record<string, string>> = {},
) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	for (const [name, content] of Object.entries(files))
		body.append('file', new File([content], name));
	return { method: 'POST', body };
}

const begin = async (at: Desk, ...given: Parameters<typeof form>): Promise<ImportJob> => {
	const response = await call(at, routes.POST, form(...given));
	expect(response.status).toBe(201);
	return response.json();
};

const lines = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) =>
		JSON.stringify({ text: `Day ${from + i} in Aleppo.` }),
	).join('\n');

interface Told {
	readonly id: number;
	readonly job: ImportJob;
}

/** The events of a stream, each as it arrives. */
async function* eventsIn(response: Response): AsyncGenerator<Told> {
	let text = '';
	for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
		const all = (text + chunk).split('\n\n');
		text = all.pop() ?? '';
		for (const one of all) {
			const [, id, data] = /^id: (\d+)\nevent: job\ndata: (.*)$/.exec(one) ?? [];
			if (data) yield { id: Number(id), job: JSON.parse(data) as ImportJob };
		}
	}
}

const watch = (at: Desk, id: string, last?: number) =>
	call(at, events.GET, {
		id,
		headers: last === undefined ? {} : { 'last-event-id': String(last) },
	});

/** How a job ended. */
async function ended(at: Desk, id: string): Promise<ImportJob> {
	const all = await Array.fromAsync(eventsIn(await watch(at, id)));
	const last = all.at(-1)?.job;
	if (!last) throw new Error('Nothing was told of the job.');
	return last;
}

/** The world with a geoparser that waits for leave after the first `count` texts. */
function hesitant(world: Whereabouts, count: number) {
	const { promise, resolve } = Promise.withResolvers<void>();
	let asked = 0;
	const slow: Whereabouts = {
		...world,
		async geoparse(text, told) {
			if (++asked > count) await promise;
			return world.geoparse(text, told);
		},
	};
	return { slow, goOn: () => resolve() };
}

describe('an import as a job', () => {
	it('reads its documents as those of a publisher at home where the form says, and notes a home unknown', async () => {
		const world = await smallWorld();
		const geoparse = loadGeoparser();
		const at = await desk({ ...world, geoparse: async (text, told) => geoparse(text, told) });
		const file = { 'a.jsonl': '{"title":"Vote","text":"The council of Dublin voted."}' };
		await ended(at, (await begin(at, file, { home: 'Columbus, Ohio' })).id);
		const [{ mention } = { mention: null }] = (await world.store.mentions({})).items;
		expect(mention?.place).toMatchObject({ country: 'US', admin1: 'Ohio' });
		const other = { 'b.jsonl': '{"text":"A night in Hajin.","home":"Nowhereville"}' };
		const job = await ended(at, (await begin(at, other)).id);
		expect(job).toMatchObject({ added: 1, refused: 0 });
		expect(job.notes[0]?.reason).toContain('Nowhereville');
	});

	it('takes the files in, tells how it goes, and leaves nothing but what came of it', async () => {
		const at = await desk();
		const files = {
			'days.jsonl': `${lines(450)}\n{"text":""}`,
			'table.csv': 'kop,tekst\nRain,A night in Hajin.\n',
			'note.txt': 'A night in Baghouz.',
			'photo.jpg': 'x',
		};
		const job = await begin(at, files, { set: 'Spring' });
		expect(job).toMatchObject({ names: ['days.jsonl', 'table.csv', 'note.txt'], files: 4 });
		const response = await watch(at, job.id);
		expect(response.headers.get('content-type')).toBe('text/event-stream');
		const told = await Array.fromAsync(eventsIn(response));
		const ids = told.map(({ id }) => id);
		expect(ids).toEqual([...ids].sort((a, b) => a - b));
		expect(told.length).toBeGreaterThan(3);
		expect(told.at(-1)?.job).toMatchObject({
			state: 'done',
			added: 452,
			refused: 2,
			mentions: 452,
			position: job.bytes,
			refusals: [
				{ first: 'days.jsonl line 451', reason: 'is empty: there are no words in it.' },
				{ first: 'photo.jpg' },
			],
		});
		const { items } = await at.world.store.documents({ set: 'Spring', limit: 1000 });
		expect(items).toHaveLength(452);
		expect(items.map(({ title }) => title)).toContain('Rain');
		await expect.poll(() => readdirSync(join(at.folder, job.id))).toEqual(['job.json']);
		expect(await (await call(at, routes.GET)).json()).toMatchObject({ jobs: [{ id: job.id }] });
	});

	it('is heard of from where a listener left off, and not again when all is said', async () => {
		const world = await smallWorld();
		const { slow, goOn } = hesitant(world, 120);
		const at = await desk(slow);
		const { id } = await begin(at, { 'a.jsonl': lines(900) });
		await expect.poll(() => at.jobs.get(id)?.added).toBe(100);
		const seen = at.jobs.get(id)?.version ?? 0;
		const later = eventsIn(await watch(at, id, seen));
		goOn();
		const rest = await Array.fromAsync(later);
		expect(rest[0]?.id).toBe(seen + 1);
		const last = rest.at(-1);
		expect(last?.job).toMatchObject({ state: 'done', added: 900 });
		expect((await watch(at, id, last?.id)).status).toBe(204);
		expect(await Array.fromAsync(eventsIn(await watch(at, id, seen)))).toEqual([last]);
	});

	it('can be cancelled, with what was begun kept, and then forgotten', async () => {
		const world = await smallWorld();
		const { slow, goOn } = hesitant(world, 150);
		const at = await desk(slow);
		const { id } = await begin(at, { 'a.jsonl': lines(2000) });
		const waiting = await begin(at, { 'b.jsonl': lines(10, 5000) });
		await expect.poll(() => at.jobs.get(id)?.added).toBe(100);
		for (const one of [id, waiting.id]) {
			expect((await call(at, oneJob.DELETE, { id: one, method: 'DELETE' })).status).toBe(204);
		}
		goOn();
		const job = await ended(at, id);
		expect(job.state).toBe('cancelled');
		expect(job.added).toBeLessThan(1000);
		expect(at.jobs.get(waiting.id)).toMatchObject({ state: 'cancelled', added: 0 });
		expect(await world.store.counts()).toMatchObject({ documents: job.added });
		for (const status of [204, 404]) {
			expect((await call(at, oneJob.DELETE, { id, method: 'DELETE' })).status).toBe(status);
		}
		expect(existsSync(join(at.folder, id))).toBe(false);
		expect((await watch(at, id)).status).toBe(404);
	});

	it('goes on when the server is started again, with nothing lost or doubled', async () => {
		const world = await smallWorld();
		const { slow, goOn } = hesitant(world, 250);
		const first = await desk(slow);
		const { id } = await begin(first, { 'a.jsonl': `{"text":""}\n${lines(1200)}` });
		await begin(first, { 'b.jsonl': lines(30, 5000) });
		await expect.poll(() => first.jobs.get(id)?.added).toBeGreaterThan(100);
		const stopped = first.jobs.stop();
		goOn();
		await stopped;
		expect(first.jobs.get(id)?.state).toBe('running');
		expect(first.jobs.get(id)?.added).toBeLessThan(1200);

		const second = await desk(world, first.folder);
		expect(await ended(second, id)).toMatchObject({
			state: 'done',
			added: 1200,
			duplicate: 0,
			refused: 1,
		});
		const [other] = second.jobs.list();
		expect(await ended(second, other?.id ?? '')).toMatchObject({ state: 'done', added: 30 });
		expect(await world.store.counts()).toMatchObject({ documents: 1230 });
	});

	it('goes on after a server that was killed before it could write how far it was', async () => {
		const world = await smallWorld();
		const at = await desk(world);
		const { id } = await begin(at, { 'a.jsonl': lines(400) });
		await ended(at, id);
		await at.jobs.stop();
		// As a kill leaves it: the documents are kept, the job's file is of the beginning.
		const path = join(at.folder, id, 'job.json');
		const kept = JSON.parse(readFileSync(path, 'utf8'));
		writeFileSync(path, JSON.stringify({ ...kept, state: 'running', added: 0, position: 0 }));
		writeFileSync(join(at.folder, id, '0'), lines(500));
		mkdirSync(join(at.folder, 'half-an-upload'));

		const again = await desk(world, at.folder);
		expect(await ended(again, id)).toMatchObject({ state: 'done', added: 100, duplicate: 400 });
		expect(await world.store.counts()).toMatchObject({ documents: 500 });
		expect(existsSync(join(at.folder, 'half-an-upload'))).toBe(false);
	});

	it('fails in words where the corpus cannot be written, and the next one goes on', async () => {
		const world = await smallWorld();
		let full = true;
		const store = new Proxy(world.store, {
			get(target, name: 'saveAll') {
				if (name === 'saveAll' && full)
					return async () => Promise.reject(new Error('database or disk is full'));
				return target[name].bind(target);
			},
		});
		const at = await desk({ ...world, store });
		const failed = await begin(at, { 'a.jsonl': lines(3) });
		expect(await ended(at, failed.id)).toMatchObject({
			state: 'failed',
			error: 'database or disk is full',
		});
		full = false;
		const next = await begin(at, { 'a.jsonl': lines(3) });
		expect(await ended(at, next.id)).toMatchObject({ state: 'done', added: 3 });
	});
});

describe('an upload', () => {
	it('that is no form of files is refused in words, and leaves nothing', async () => {
		const at = await desk();
		const cut = await new Response(form({ 'a.txt': 'words' }).body).text();
		const [mark = ''] = cut.split('\r\n');
		const type = { 'content-type': `multipart/form-data; boundary=${mark.slice(2)}` };
		const wrong: [RequestInit, string][] = [
			[
				{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
				'expected multipart',
			],
			[form({}, { set: 'x' }), 'at least one file'],
			[form({ 'a.txt': 'words' }, { colour: 'red' }), 'colour: is not a field'],
			[form({ 'a.txt': 'words' }, { set: 'x'.repeat(2000) }), 'set: is longer'],
			[{ method: 'POST', body: cut.slice(0, -20), headers: type }, 'middle of a part'],
		];
		for (const [init, words] of wrong) {
			const response = await call(at, routes.POST, init);
			expect(response.status).toBe(400);
			expect((await response.json()).detail).toContain(words);
		}
		expect(at.jobs.list()).toEqual([]);
		expect(readdirSync(at.folder)).toEqual([]);
	});

	it('that is too large says so', async () => {
		const at = await desk();
		const body = new ReadableStream({
			pull(controller) {
				controller.error(Object.assign(new Error('too large'), { status: 413 }));
			},
		});
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
		const response = await call(at, routes.POST, init);
		expect(response.status).toBe(413);
		expect(readdirSync(at.folder)).toEqual([]);
	});

	it('tells which columns hold what', async () => {
		const at = await desk();
		const { id } = await begin(
			at,
			{ 'a.csv': 'w,k\nA night in Hajin.,Rain\n' },
			{ text: 'w', title: 'k' },
		);
		expect(await ended(at, id)).toMatchObject({ added: 1 });
		expect((await at.world.store.documents({})).items[0]?.title).toBe('Rain');
	});
});
