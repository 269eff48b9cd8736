/** Opens the gazetteer that the program carries with it. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Outline } from '#lib/domain.ts';
import { openGazetteer } from '#lib/gazetteer/binary.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { joinGazetteers } from '#lib/gazetteer/joined.ts';
import { openOutlines } from '#lib/gazetteer/outlines.ts';
import { geodataPath } from './geodata.ts';

const read = (path: string) => brotliDecompressSync(readFileSync(path));

let outlines: ((placeId: string) => Outline | null) | undefined;

/** Outlines of countries, divisions and regions, read when the first is asked for and once. */
export const loadOutlines = () => (placeId: string) => {
	outlines ??= openOutlines(read(geodataPath('gazetteer/outlines.bin.br')));
	return outlines(placeId);
};

let loaded: Gazetteer | undefined;

/**
 * The world's places with their outlines. Later calls give the same gazetteer.
 * @throws {Error} where geodata/gazetteer is missing or not of this version.
 */
export function loadGazetteer(): Gazetteer {
	loaded ??= joinGazetteers(
		[openGazetteer(read(geodataPath('gazetteer/places.bin.br')))],
		loadOutlines(),
	);
	return loaded;
}
