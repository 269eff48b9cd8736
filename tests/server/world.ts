/** A real corpus in a folder of its own, with the places of the small world. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ParsedMention } from '#lib/domain.ts';
import type { Geoparsed } from '#lib/geoparse/geoparse.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { loadDetector } from '#lib/server/detector.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { gazetteer } from '../fixtures/gazetteer.ts';

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A geoparser without doubts: what stands with a capital and is a name, is that place. */
function geoparse(text: string, named: string | null): Geoparsed {
	const mentions = [...text.matchAll(/\p{Lu}[\p{L}-]+/gu)].flatMap(
		({ 0: surface, index: start }): ParsedMention[] => {
			const [match] = gazetteer.lookup(surface);
			if (!match) return [];
			const { place } = match;
			const candidates = [{ place, score: 1, reasons: [] }];
			const span = { start, end: start + surface.length, surface };
			return [{ ...span, kind: 'name', place, candidates, confidence: 1, metonym: false }];
		},
	);
	return { mentions, language: named ?? loadDetector()(text), notes: [] };
}

/** Closed when the test is finished. */
export async function smallWorld(): Promise<Whereabouts> {
	const folder = temporaryFolder();
	const store = await openSqlite(folder, { outline: (id) => gazetteer.outline(id) });
	const world: Whereabouts = {
		store,
		gazetteer,
		geoparse: async (text, told) => geoparse(text, told?.language ?? null),
		close: () => store.close(),
	};
	onTestFinished(() => world.close());
	return world;
}

export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
