/** Opens the gazetteer that the program carries with it. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { openGazetteer } from '#lib/gazetteer/binary.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { joinGazetteers } from '#lib/gazetteer/joined.ts';
import { openOutlines } from '#lib/gazetteer/outlines.ts';
import { geodataPath } from './geodata.ts';

const read = (path: string) => brotliDecompressSync(readFileSync(path));

let loaded: Gazetteer | undefined;

/**
 * The world's places, and the outlines of countries, divisions and regions; these are read when
 * the first one is asked for. Later calls give the same gazetteer.
 * @throws {Error} where geodata/gazetteer is missing or not of this version.
 */
export function loadGazetteer(): Gazetteer {
	let outlines: ReturnType<typeof openOutlines> | undefined;
	loaded ??= joinGazetteers([openGazetteer(read(geodataPath('gazetteer/places.bin.br')))], (id) => {
		outlines ??= openOutlines(read(geodataPath('gazetteer/outlines.bin.br')));
		return outlines(id);
	});
	return loaded;
}
