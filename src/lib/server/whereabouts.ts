/** Everything opened once: the corpus, the gazetteer, the geoparser's thread. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { loadGazetteer } from './gazetteer.ts';
import { geodataPath } from './geodata.ts';
import { startGeoparseThread } from './geoparse-thread.ts';
import { type Ingest, ingestFile } from './ingest.ts';
import type { CorpusStore } from './store/port.ts';
import { StoreError } from './store/sql.ts';
import { databaseFile, openSqlite } from './store/sqlite.ts';

export interface Whereabouts extends Ingest {
	readonly gazetteer: Gazetteer;
	close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the corpus lies unless told otherwise. */
export const dataFolder = (env: Environment): string => env.WHEREABOUTS_DATA || 'data';

/** The corpus alone; the gazetteer is loaded when an outline is first asked for. */
export const openStore = (folder: string): Promise<CorpusStore> =>
	openSqlite(folder, { outline: (id) => loadGazetteer().outline(id) });

/**
 * The corpus of a folder that has one: of a folder mistyped, an answer of nothing would mislead.
 * @throws {StoreError} when nothing has been imported yet, or the folder cannot be used.
 */
export async function openCorpus(folder: string): Promise<CorpusStore> {
	if (existsSync(databaseFile(folder))) return openStore(folder);
	throw new StoreError(
		`There is no corpus in the folder ${resolve(folder)}. Import documents first, or name another folder with WHEREABOUTS_DATA.`,
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
 * Opens the corpus in `folder` and starts the geoparser.
 * @param demonstration fills a corpus that is new with the demonstration documents
 * @throws {StoreError} when the folder cannot be used.
 */
export async function openWhereabouts(
	folder: string,
	{ demonstration = false } = {},
): Promise<Whereabouts> {
	const store = await openStore(folder);
	const gazetteer = loadGazetteer();
	const thread = startGeoparseThread();
	const ingest: Ingest = { store, geoparse: thread.geoparse };
	if (demonstration) await addDemonstration(ingest);
	return {
		...ingest,
		gazetteer,
		async close() {
			await thread.stop();
			await store.close();
		},
	};
}
