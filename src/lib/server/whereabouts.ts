/** Everything opened once: the corpus, the gazetteer, the geoparser's thread. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import type { Geoparsed } from '#lib/geoparse/geoparse.ts';
import { loadGazetteer } from './gazetteer.ts';
import { geodataPath } from './geodata.ts';
import { startGeoparseThread } from './geoparse-thread.ts';
import { type Ingest, ingestFile } from './ingest.ts';
import { openSqlite } from './store/sqlite.ts';
import type { CorpusStore } from './store/port.ts';

export interface Whereabouts extends Ingest {
	readonly store: CorpusStore;
	readonly gazetteer: Gazetteer;
	readonly geoparse: (text: string, language: Language | null) => Promise<Geoparsed>;
	close(): Promise<void>;
}

/** Where the corpus lies unless told otherwise. */
export const dataFolder = (env: Readonly<Record<string, string | undefined>>): string =>
	env.WHEREABOUTS_DATA || 'data';

async function addDemonstration(ingest: Ingest): Promise<void> {
	const folder = geodataPath('documents');
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
		await ingestFile(ingest, name, readFileSync(join(folder, name)));
	}
}

/**
 * Opens the corpus in `folder`. One that is new gets the demonstration documents, once: when they
 * are deleted they stay away.
 * @throws {StoreError} when the folder cannot be used.
 */
export async function openWhereabouts(folder: string): Promise<Whereabouts> {
	const gazetteer = loadGazetteer();
	const { store, fresh } = openSqlite(folder, { outline: (id) => gazetteer.outline(id) });
	const thread = startGeoparseThread();
	const ingest = { store, geoparse: thread.geoparse };
	if (fresh) await addDemonstration(ingest);
	return {
		...ingest,
		gazetteer,
		async close() {
			await thread.stop();
			await store.close();
		},
	};
}
