/**
 * `npm run bench:store`: what a large corpus answers in, beside bare SQL on the same file, in one
 * run. `-- --documents N` sets its size (10,000 where none is told), `--keep FOLDER` where it lies
 * between runs, `--database URL` measures PostgreSQL beside it.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import type { Query } from '#lib/domain.ts';
import { formatQuery } from '#lib/query.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';
import { databaseFile } from '#lib/server/store/sqlite.ts';
import { openStore } from '#lib/server/whereabouts.ts';
import { startServer } from '../browser/server.ts';
import { fill, madeUpDocuments } from './corpus.ts';

const runs = 15;
const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Milliseconds that `task` takes, the median of some runs after a warm-up. */
async function time(task: () => unknown): Promise<number> {
	await task();
	const times: number[] = [];
	for (let i = 0; i < runs; i++) {
		const began = performance.now();
		await task();
		times.push(performance.now() - began);
	}
	return median(times);
}

interface Measured {
	readonly what: string;
	readonly goalMs: number | null;
	readonly query: Query;
	readonly ask: (store: CorpusStore, query: Query) => Promise<unknown>;
	readonly path: string;
	/** The same by hand. */
	readonly sql: string;
}

const counts = 'm.place_id, count(*), count(distinct m.document_id)';
const within = (west: number, south: number, east: number, north: number) =>
	`m.place_id in (select place from place_box where east >= ${west} and west <= ${east} and north >= ${south} and south <= ${north})`;
const group = (where: string) =>
	`select p.record, c.* from (select ${counts} from mention m where ${where} and m.status <> 'rejected' group by 1) c join place p on p.id = c.place_id order by 3 desc`;

const measured = (place: string): readonly Measured[] => [
	{
		what: 'places in view',
		goalMs: 10,
		query: { bbox: [36, 33, 42, 37] },
		ask: (store, query) => store.places(query),
		path: '/api/places.geojson',
		sql: group(within(36, 33, 42, 37)),
	},
	{
		what: 'places within 50 km',
		goalMs: 5,
		query: { near: { point: [40.97, 34.45], km: 50 } },
		ask: (store, query) => store.places(query),
		path: '/api/places.geojson',
		sql: group(within(40.42, 34, 41.52, 34.9)),
	},
	{
		what: 'excerpts of a place, a page',
		goalMs: 2,
		query: { places: [place], limit: 50 },
		ask: (store, query) => store.mentions(query),
		path: '/api/mentions',
		sql: `select m.*, d.*, p.record from mention m join document d on d.id = m.document_id join place p on p.id = m.place_id
			where m.place_id = '${place}' and m.status <> 'rejected' order by m.published desc, m.document_id, m.start limit 51`,
	},
	{
		what: 'documents with words, a page',
		goalMs: 20,
		query: { words: 'convoy bridge', limit: 50 },
		ask: (store, query) => store.documents(query),
		path: '/api/documents',
		sql: `select d.*, (select count(*) from mention m where m.document_id = d.id) from document d
			where d.number in (select rowid from document_words where document_words match '(stems : convoy) AND (stems : bridg)')
			order by d.published desc, d.id limit 51`,
	},
	{
		what: 'the world for a year',
		goalMs: 60,
		query: { datetime: { from: '2019', to: '2019' } },
		ask: (store, query) => store.places(query),
		path: '/api/places.geojson',
		sql: group(`m.published >= '2019' and m.published <= '2019-12-31'`),
	},
	{
		what: 'timeline by month',
		goalMs: null,
		query: {},
		ask: (store, query) => store.timeline(query, 'month'),
		path: '/api/timeline',
		sql: `select substr(published, 1, 7), count(*), count(distinct document_id) from mention where status <> 'rejected' group by 1`,
	},
	{
		what: 'facets',
		goalMs: null,
		query: {},
		ask: (store, query) => store.facets(query),
		path: '/api/facets',
		sql: `select p.country, count(*) from mention m join place p on p.id = m.place_id where m.status <> 'rejected' group by 1`,
	},
];

function line(what: string, ...figures: readonly (number | string)[]): void {
	const shown = figures.map((figure) =>
		(typeof figure === 'number' ? figure.toFixed(figure < 10 ? 2 : 0) : figure).padStart(12),
	);
	console.log(what.padEnd(32) + shown.join(''));
}

async function opened(location: string, documents: number): Promise<CorpusStore> {
	const store = await openStore(location, { threads: true });
	const { documents: there } = await store.counts();
	if (there >= documents) return store;
	const began = performance.now();
	await fill((items) => store.saveAll(items), madeUpDocuments(documents));
	const seconds = (performance.now() - began) / 1000;
	line('documents kept, per second', (documents - there) / seconds);
	return store;
}

async function measure(folder: string, documents: number, database: string | undefined) {
	const store = await opened(folder, documents);
	console.log(`\n${JSON.stringify(await store.counts())}`);
	const [{ place } = {}] = await store.places({ bbox: [30, 30, 50, 40], limit: 1 });
	const other = database ? await opened(database, documents) : null;
	const bare = new DatabaseSync(databaseFile(folder));
	bare.exec('pragma cache_size = -64000');
	const server = await startServer(folder);
	line('ms, p50', 'bare SQL', 'store', 'HTTP', 'goal', ...(other ? ['PostgreSQL'] : []));
	for (const { what, goalMs, query, ask, path, sql } of measured(place?.id ?? '')) {
		const statement = bare.prepare(sql);
		const address = `${server.url}${path}?${formatQuery(query).toString()}`;
		line(
			what,
			await time(() => statement.all()),
			await time(() => ask(store, query)),
			await time(async () => (await fetch(address)).arrayBuffer()),
			goalMs ?? '',
			...(other ? [await time(() => ask(other, query))] : []),
		);
	}
	bare.close();
	await server.stop();
	await Promise.all([store.close(), other?.close()]);
	const began = performance.now();
	const again = await openStore(folder);
	await again.place('gn:1');
	line('opened again, ms', performance.now() - began);
	await again.close();
}

const { values } = parseArgs({
	options: {
		documents: { type: 'string', default: '10000' },
		keep: { type: 'string' },
		database: { type: 'string' },
	},
});
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'whereabouts-bench-'));
try {
	await measure(folder, Number(values.documents), values.database);
} finally {
	if (!values.keep && existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}
