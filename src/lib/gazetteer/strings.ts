/** Many strings in one column of UTF-8 bytes, with the length of each in another. */
import type { Column, Columns } from './columns.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The columns `<name>Bytes` and `<name>Lengths` of a list of strings of up to 65,535 bytes each. */
export function packStrings(name: string, strings: readonly string[]): Record<string, Column> {
	const encoded = strings.map((string) => encoder.encode(string));
	const longest = encoded.reduce((most, { length }) => Math.max(most, length), 0);
	const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const part of encoded) {
		bytes.set(part, offset);
		offset += part.length;
	}
	const lengths = encoded.map(({ length }) => length);
	return {
		[`${name}Bytes`]: bytes,
		[`${name}Lengths`]: longest > 0xff ? Uint16Array.from(lengths) : Uint8Array.from(lengths),
	};
}

/** Where each of consecutive parts begins, and where the last one ends. */
export function offsetsOf(lengths: Column): Uint32Array {
	const offsets = new Uint32Array(lengths.length + 1);
	let sum = 0;
	for (let i = 0; i < lengths.length; i++) {
		sum += lengths[i] as number;
		offsets[i + 1] = sum;
	}
	return offsets;
}

/** Halves of a pair stand for what comes after every other letter. */
const rank = (unit: number) =>
	unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

/** Orders as the bytes of UTF-8 do, which is the order of code points. */
export function byBytes(a: string, b: string): number {
	const shared = Math.min(a.length, b.length);
	for (let i = 0; i < shared; i++) {
		const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
		if (left !== right) return rank(left) - rank(right);
	}
	return a.length - b.length;
}

/** Up to so many bytes, asking the decoder or encoder takes longer than a look at each. */
const short = 32;
const ascii = 0x80;

function textOf(bytes: Column): string {
	if (bytes.length > short) return decoder.decode(bytes);
	for (let i = 0; i < bytes.length; i++) {
		if ((bytes[i] as number) >= ascii) return decoder.decode(bytes);
	}
	return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

const scratch = new Uint8Array(short);

/** The bytes of `text`, good until the next are asked for. */
function bytesOf(text: string): Uint8Array {
	if (text.length > short) return encoder.encode(text);
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code >= ascii) return encoder.encode(text);
		scratch[i] = code;
	}
	return scratch.subarray(0, text.length);
}

/** A packed list of strings. */
export class Strings {
	readonly bytes: Column;
	readonly offsets: Uint32Array;

	constructor(columns: Columns, name: string) {
		this.bytes = columns(`${name}Bytes`);
		this.offsets = offsetsOf(columns(`${name}Lengths`));
	}

	get length(): number {
		return this.offsets.length - 1;
	}

	at(index: number): string {
		const [start, end] = [this.offsets[index] as number, this.offsets[index + 1] as number];
		return start === end ? '' : textOf(this.bytes.subarray(start, end));
	}

	/** Below zero where the string at `index` comes before `key`, zero where it is `key`. */
	compare(index: number, key: Uint8Array): number {
		const { bytes, offsets } = this;
		const start = offsets[index] as number;
		const length = (offsets[index + 1] as number) - start;
		const shared = Math.min(length, key.length);
		for (let i = 0; i < shared; i++) {
			const difference = (bytes[start + i] as number) - (key[i] as number);
			if (difference) return difference;
		}
		return length - key.length;
	}
}

/** The first index from `low` to `high` for which `isBefore` does not hold any more. */
export function partition(low: number, high: number, isBefore: (index: number) => boolean): number {
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isBefore(middle)) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Packed strings in the order of their bytes. */
export class SortedStrings extends Strings {
	/** The index of exactly `string`, or -1. */
	indexOf(string: string): number {
		const key = bytesOf(string);
		const index = partition(0, this.length, (i) => this.compare(i, key) < 0);
		return index < this.length && this.compare(index, key) === 0 ? index : -1;
	}

	/** The half-open range of strings that start with `prefix`. */
	startingWith(prefix: string): readonly [from: number, to: number] {
		const key = bytesOf(prefix);
		const from = partition(0, this.length, (i) => this.compare(i, key) < 0);
		return [from, this.afterPrefix(from, key, key.length)];
	}

	/** The first index from `from` whose string does not start with the first bytes of `key`. */
	afterPrefix(from: number, key: Uint8Array, length: number): number {
		const starts = (index: number) => {
			const start = this.offsets[index] as number;
			if ((this.offsets[index + 1] as number) - start < length) return false;
			for (let i = 0; i < length; i++) if (this.bytes[start + i] !== key[i]) return false;
			return true;
		};
		// Most ranges are short: look near first.
		let step = 1;
		while (from + step < this.length && starts(from + step)) step *= 2;
		return partition(from, Math.min(this.length, from + step), starts);
	}
}
