/** Everything opened once: the corpus, the gazetteer, the geoparser's threads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { loadGazetteer, loadOutlines } from './gazetteer.ts';
import { geodataPath } from './geodata.ts';
import { startGeoparseThreads } from './geoparse-threads.ts';
import { type Ingest, ingestFile } from './ingest.ts';
import type { CorpusStore } from './store/port.ts';
import { openPostgres, withoutPassword } from './store/postgres.ts';
import { remembering } from './store/remembered.ts';
import { StoreError } from './store/sql.ts';
import { databaseFile, openSqlite } from './store/sqlite.ts';
import { openThreads } from './store/threads.ts';
import { checkModel, modelFolder } from './tagger.ts';

export interface Whereabouts extends Ingest {
	readonly gazetteer: Gazetteer;
	close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of what this machine keeps: the corpus too, unless a database is named. */
export const dataFolder = (env: Environment): string => env.WHEREABOUTS_DATA || 'data';

/** Where the corpus lies: a folder, or the address of a PostgreSQL database. */
export const corpusLocation = (env: Environment): string => env.DATABASE_URL || dataFolder(env);

export const isDatabase = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

/**
 * The corpus alone; outlines are read when one is first asked for.
 * @param threads for a server, whose own thread must not wait for a query
 * @throws {StoreError} when the corpus cannot be opened.
 */
export function openStore(location: string, { threads = false } = {}): Promise<CorpusStore> {
	const outline = loadOutlines();
	if (isDatabase(location)) return openPostgres(location, { outline, columns: threads });
	if (/^\w+:\/\//.test(location)) {
		throw new StoreError(
			`${withoutPassword(location)} names no corpus. Expected a folder, or an address such as postgres://user@host/database.`,
		);
	}
	return threads ? openThreads(location) : openSqlite(location, { outline });
}

/**
 * A corpus that is there: of a folder mistyped, an answer of nothing would mislead.
 * @throws {StoreError} when nothing has been imported yet, or the corpus cannot be opened.
 */
export async function openCorpus(location: string): Promise<CorpusStore> {
	if (isDatabase(location) || existsSync(databaseFile(location))) return openStore(location);
	throw new StoreError(
		`There is no corpus in the folder ${resolve(location)}. Import documents first, or name another folder with WHEREABOUTS_DATA.`,
	);
}

/**
 * Fills a corpus that nobody has put anything in with the demonstration documents, once: those the
 * analyst deletes stay away, and a start cut short goes on at the next.
 */
async function addDemonstration(ingest: Ingest): Promise<void> {
	const { store } = ingest;
	const state = await store.setting('demonstration');
	if (state === 'done') return;
	if (state === 'begun' || (await store.counts()).documents === 0) {
		await store.keepSetting('demonstration', 'begun');
		const folder = geodataPath('documents');
		for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
			await ingestFile(ingest, name, readFileSync(join(folder, name)));
		}
	}
	await store.keepSetting('demonstration', 'done');
}

/**
 * Opens the corpus and starts the geoparser.
 * @param location a folder, or the address of a database
 * @param server fills a corpus that is new with the demonstration documents, and queries in threads
 * @param model the folder of a model to ask too, beside the rules
 * @throws {StoreError} when the corpus cannot be opened.
 * @throws {ModelError} when the model cannot be used.
 */
export async function openWhereabouts(
	location: string,
	{ server = false, model = modelFolder(process.env) } = {},
): Promise<Whereabouts> {
	// One that cannot be used is told before anything is begun.
	if (model !== null) checkModel(model);
	const opened = await openStore(location, { threads: server });
	const store = server ? remembering(opened) : opened;
	const gazetteer = loadGazetteer();
	const threads = startGeoparseThreads({ model });
	const ingest: Ingest = { store, geoparse: threads.geoparse };
	if (server) await addDemonstration(ingest);
	return {
		...ingest,
		gazetteer,
		async close() {
			await threads.stop();
			await store.close();
		},
	};
}
