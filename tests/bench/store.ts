/**
 * `npm run bench:store`: what a large made-up corpus answers in, beside bare SQL on the same file, in
 * one run. Options after `--`: `--documents N,M` (10,000 where none is told; of several sizes it prints
 * how the answers grow, as exponents), `--keep FOLDER` leaves the corpora there for the next run,
 * `--database URL` measures PostgreSQL beside it, `--soak SECONDS` lets fifty clients read and write.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { exported } from '#lib/server/exports.ts';
import { loadGazetteer } from '#lib/server/gazetteer.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';
import { databaseFile } from '#lib/server/store/sqlite.ts';
import { openStore } from '#lib/server/whereabouts.ts';
import { startServer } from '../browser/server.ts';
import { fill, madeUpDocuments } from './corpus.ts';
import { addressOf, questions } from './questions.ts';
import { soak } from './soak.ts';

/** As many runs as give a median, fewer of what takes long. */
const runs = 15;
const longMs = 300;
const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Milliseconds that `task` takes, the median of some runs after a warm-up. */
async function time(task: () => unknown): Promise<number> {
	await task();
	const times: number[] = [];
	for (let i = 0; i < ((times[0] ?? 0) > longMs ? 3 : runs); i++) {
		const began = performance.now();
		await task();
		times.push(performance.now() - began);
	}
	return median(times);
}

function line(what: string, ...figures: readonly (number | string | undefined)[]): void {
	const shown = figures.map((figure) =>
		(typeof figure === 'number' ? figure.toFixed(figure < 10 ? 2 : 0) : (figure ?? '')).padStart(
			11,
		),
	);
	console.log(what.padEnd(34) + shown.join(''));
}

const residentMb = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

/** The made-up corpus at a folder or address, filled where it is not. */
async function opened(location: string, documents: number): Promise<CorpusStore> {
	const store = await openStore(location, { threads: true });
	const { documents: there } = await store.counts();
	if (there >= documents) return store;
	const began = performance.now();
	await fill((items) => store.saveAll(items), madeUpDocuments(documents));
	line('documents kept, per second', ((documents - there) / (performance.now() - began)) * 1000);
	return store;
}

/** How fast everything goes out, and what of it is in memory at once. */
async function measureExport(store: CorpusStore): Promise<void> {
	const from = { store, gazetteer: loadGazetteer() };
	// What a process has read once it reads faster.
	for (const [shape, again] of [
		['places', ''],
		['mentions', ''],
		['mentions', ' again'],
	] as const) {
		const before = process.memoryUsage.rss();
		let [count, bytes, most] = [0, 0, before];
		const began = performance.now();
		const query = shape === 'mentions' ? { datetime: { from: '2019', to: '2019' } } : {};
		const wanted = {
			query,
			format: 'geojsonseq',
			shape,
			counted: (more: number) => (count += more),
		} as const;
		for await (const piece of exported(from, wanted)) {
			bytes += piece.length;
			most = Math.max(most, process.memoryUsage.rss());
		}
		const seconds = (performance.now() - began) / 1000;
		line(`${shape} exported${again}, features/s`, count / seconds);
		line('  megabytes, memory growth in MB', bytes / 1e6, (most - before) / 1e6);
	}
}

/** Asks again where the connection was given up while this program was busy with bare SQL. */
const asked = (address: string): Promise<Response> => fetch(address).catch(() => fetch(address));

/** Milliseconds through the store, by question. */
async function measure(folder: string, documents: number, database?: string) {
	const store = await opened(folder, documents);
	console.log(`\n${JSON.stringify(await store.counts())}`);
	const [{ place } = {}] = await store.places({ bbox: [30, 30, 50, 40], limit: 1 });
	const other = database ? await opened(database, documents) : null;
	const bare = new DatabaseSync(databaseFile(folder));
	bare.exec('pragma cache_size = -64000');
	const server = await startServer(folder);
	// Warm: the mentions are in memory.
	await store.facets({ language: 'nl' });
	await other?.facets({ language: 'nl' });
	await (await asked(`${server.url}/api/facets?language=nl`)).arrayBuffer();
	line('ms, p50', 'bare SQL', 'store', 'HTTP', 'goal', ...(other ? ['PostgreSQL'] : []));
	const taken = new Map<string, number>();
	// What no request of HTTP can be quicker than.
	const least = await time(async () => (await asked(`${server.url}/favicon.svg`)).arrayBuffer());
	line('a file of 300 bytes', undefined, undefined, least);
	for (const question of questions(place?.id ?? '')) {
		const { what, goalMs, query, ask, sql } = question;
		const address = server.url + addressOf(question);
		const through = await time(() => ask(store, query));
		taken.set(what, through);
		const statement = sql === undefined ? null : bare.prepare(sql);
		line(
			what,
			statement ? await time(() => statement.all()) : undefined,
			through,
			await time(async () => (await asked(address)).arrayBuffer()),
			goalMs ?? '',
			...(other ? [await time(() => ask(other, query))] : []),
		);
	}
	bare.close();
	line('server, resident MB', residentMb(server.pid));
	await server.stop();
	await other?.close();
	await measureExport(store);
	await store.close();
	const began = performance.now();
	const again = await openStore(folder);
	await again.place('gn:1');
	line('opened again, ms', performance.now() - began);
	await again.close();
	return taken;
}

const { values } = parseArgs({
	options: {
		documents: { type: 'string', default: '10000' },
		keep: { type: 'string' },
		database: { type: 'string' },
		soak: { type: 'string' },
	},
});
const sizes = values.documents.split(',').map(Number);
const largest = Math.max(...sizes);
const root = values.keep ?? mkdtempSync(join(tmpdir(), 'whereabouts-bench-'));
const folderOf = (size: number) => join(root, String(size));
try {
	const taken: Map<string, number>[] = [];
	for (const size of sizes) {
		const database = size === largest ? values.database : undefined;
		taken.push(await measure(folderOf(size), size, database));
	}
	if (sizes.length > 1) {
		console.log(`\ngrowth: the exponent of n, from size to size of ${sizes.join(', ')}`);
		for (const what of taken[0]?.keys() ?? []) {
			const exponents = sizes.slice(1).map((size, i) => {
				const ratio = (taken[i + 1]?.get(what) ?? NaN) / (taken[i]?.get(what) ?? NaN);
				return Math.log(ratio) / Math.log(size / (sizes[i] ?? NaN));
			});
			line(what, ...exponents);
		}
	}
	if (values.soak) await soak(folderOf(largest), Number(values.soak), { line, residentMb });
} finally {
	if (!values.keep && existsSync(root)) rmSync(root, { recursive: true, force: true });
}
