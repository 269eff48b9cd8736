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

/** A little more than the file is, unpacked. */
const onePiece = 32 * 1024 * 1024;

let bytes: Uint8Array | undefined;

/** The gazetteer's file in memory that every thread of the process can read: 27 MB, once. */
export function gazetteerBytes(): Uint8Array {
	if (bytes) return bytes;
	const packed = readFileSync(geodataPath('gazetteer/places.bin.br'));
	// In one piece it need not be put together, for which it would be there twice.
	const unpacked = brotliDecompressSync(packed, { chunkSize: onePiece });
	bytes = new Uint8Array(new SharedArrayBuffer(unpacked.length));
	bytes.set(unpacked);
	return bytes;
}

/** Takes what another thread has unpacked, before the gazetteer is first asked for. */
export function useGazetteer(shared: Uint8Array): void {
	bytes = shared;
}

let loaded: Gazetteer | undefined;

/**
 * The world's places with their outlines. Later calls give the same gazetteer.
 * @throws {Error} where geodata/gazetteer is missing or not of this version.
 */
export function loadGazetteer(): Gazetteer {
	loaded ??= joinGazetteers([openGazetteer(gazetteerBytes())], loadOutlines());
	return loaded;
}
