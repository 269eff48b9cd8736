/**
 * Writes a PMTiles archive, version 3: every tile of a small world in one file that a browser reads
 * by byte ranges. Laid out as https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md says:
 * header, root directory, metadata, leaf directories, tiles.
 */
import { gzipSync } from 'fflate';

/** A tile's address: zoom, column, row (from the north). */
export interface TileAddress {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

interface Entry {
	id: number;
	offset: number;
	length: number;
	run: number;
}

const headerLength = 127;
/** The root directory has to lie within the first 16 KiB, which a reader fetches at once. */
const rootLimit = 16_384 - headerLength;
const gzipped = 2;
const vectorTiles = 1;

/** The tile's place on the Hilbert curve, counted through all lower zooms. */
export function tileId({ z, x, y }: TileAddress): number {
	let id = (4 ** z - 1) / 3;
	let [a, b] = [x, y];
	for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
		const right = (a & side) > 0 ? 1 : 0;
		const low = (b & side) > 0 ? 1 : 0;
		id += side * side * ((3 * right) ^ low);
		if (low === 0) {
			if (right === 1) [a, b] = [side - 1 - (a & (side - 1)), side - 1 - (b & (side - 1))];
			[a, b] = [b, a];
		}
	}
	return id;
}

/** Gzip with nothing in it that depends on the clock or the system. */
function compress(bytes: Uint8Array): Uint8Array {
	const packed = gzipSync(bytes, { level: 9, mtime: 0 });
	packed[9] = 255;
	return packed;
}

function varints(numbers: readonly number[]): number[] {
	const bytes: number[] = [];
	for (let rest of numbers) {
		while (rest >= 128) {
			bytes.push((rest % 128) + 128);
			rest = Math.floor(rest / 128);
		}
		bytes.push(rest);
	}
	return bytes;
}

/** A directory: column by column, ids as differences, an offset of 0 for "right after the last". */
function directory(entries: readonly Entry[]): Uint8Array {
	const columns = [entries.length];
	entries.forEach((entry, i) => columns.push(entry.id - (entries[i - 1]?.id ?? 0)));
	for (const entry of entries) columns.push(entry.run);
	for (const entry of entries) columns.push(entry.length);
	entries.forEach((entry, i) => {
		const before = entries[i - 1];
		const follows = before !== undefined && entry.offset === before.offset + before.length;
		columns.push(follows ? 0 : entry.offset + 1);
	});
	return compress(Uint8Array.from(varints(columns)));
}

/** The root directory, with leaves where the entries do not fit into it. */
function directories(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
	let root = directory(entries);
	let leaves: Uint8Array[] = [];
	for (let size = 2048; root.length > rootLimit; size *= 2) {
		leaves = [];
		const pointers: Entry[] = [];
		let offset = 0;
		for (let i = 0; i < entries.length; i += size) {
			const leaf = directory(entries.slice(i, i + size));
			pointers.push({ id: entries[i]?.id ?? 0, offset, length: leaf.length, run: 0 });
			leaves.push(leaf);
			offset += leaf.length;
		}
		root = directory(pointers);
	}
	return { root, leaves: Buffer.concat(leaves) };
}

/**
 * The archive's bytes: the same for the same tiles on every machine.
 * @param tiles uncompressed vector tiles, in any order; equal ones are stored once
 * @param metadata TileJSON-like facts: `vector_layers`, `attribution`, `name`
 */
export function pmtiles(
	tiles: readonly (TileAddress & { readonly bytes: Uint8Array })[],
	metadata: Readonly<Record<string, unknown>>,
): Uint8Array {
	const stored = new Map<string, { offset: number; length: number }>();
	const contents: Uint8Array[] = [];
	const entries: Entry[] = [];
	let end = 0;
	const ordered = tiles.map((tile) => ({ tile, id: tileId(tile) })).sort((a, b) => a.id - b.id);
	for (const { tile, id } of ordered) {
		const key = Buffer.from(tile.bytes).toString('latin1');
		let place = stored.get(key);
		if (!place) {
			const packed = compress(tile.bytes);
			place = { offset: end, length: packed.length };
			stored.set(key, place);
			contents.push(packed);
			end += packed.length;
		}
		const last = entries.at(-1);
		if (last && last.offset === place.offset && last.id + last.run === id) last.run += 1;
		else entries.push({ id, ...place, run: 1 });
	}

	const { root, leaves } = directories(entries);
	const facts = compress(new TextEncoder().encode(JSON.stringify(metadata)));
	const zooms = tiles.map(({ z }) => z);
	const header = Buffer.alloc(headerLength);
	header.write('PMTiles', 'latin1');
	header[7] = 3;
	let position = headerLength;
	let field = 8;
	for (const length of [root.length, facts.length, leaves.length, end]) {
		header.writeBigUInt64LE(BigInt(position), field);
		header.writeBigUInt64LE(BigInt(length), field + 8);
		position += length;
		field += 16;
	}
	for (const count of [tiles.length, entries.length, contents.length]) {
		header.writeBigUInt64LE(BigInt(count), field);
		field += 8;
	}
	header.set([1, gzipped, gzipped, vectorTiles, Math.min(...zooms), Math.max(...zooms)], 96);
	[-180, -85.0511, 180, 85.0511].forEach((degrees, i) => {
		header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i);
	});
	header[118] = Math.min(...zooms);
	return Buffer.concat([header, root, facts, leaves, ...contents]);
}
