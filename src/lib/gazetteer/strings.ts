/** Many strings in one column of UTF-8 bytes, with the ends of each in another. */
import type { Column } from './columns.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface StringColumns {
	readonly bytes: Uint8Array;
	/** `length + 1` offsets into `bytes`. */
	readonly offsets: Uint32Array;
}

export function packStrings(strings: readonly string[]): StringColumns {
	const encoded = strings.map((string) => encoder.encode(string));
	const offsets = new Uint32Array(strings.length + 1);
	encoded.forEach((bytes, i) => (offsets[i + 1] = (offsets[i] ?? 0) + bytes.length));
	const bytes = new Uint8Array(offsets[strings.length] ?? 0);
	encoded.forEach((part, i) => bytes.set(part, offsets[i]));
	return { bytes, offsets };
}

/** Compares as the bytes of UTF-8 do, which is the order of code points. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const shared = Math.min(a.length, b.length);
	for (let i = 0; i < shared; i++) {
		const difference = (a[i] as number) - (b[i] as number);
		if (difference) return difference;
	}
	return a.length - b.length;
}

/** A packed list of strings; the searches need it sorted by bytes. */
export class Strings {
	readonly #bytes: Column;
	readonly #offsets: Column;

	constructor(bytes: Column, offsets: Column) {
		this.#bytes = bytes;
		this.#offsets = offsets;
	}

	get length(): number {
		return this.#offsets.length - 1;
	}

	at(index: number): string {
		return decoder.decode(this.#bytes.subarray(this.#offsets[index], this.#offsets[index + 1]));
	}

	/** The first index whose string is not less than `key`. */
	lowerBound(key: Uint8Array): number {
		let low = 0;
		let high = this.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.#compare(middle, key) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** The index of exactly `string`, or -1. */
	indexOf(string: string): number {
		const key = encoder.encode(string);
		const index = this.lowerBound(key);
		return index < this.length && this.#compare(index, key) === 0 ? index : -1;
	}

	/** The half-open range of strings that start with `prefix`. */
	startingWith(prefix: string): readonly [from: number, to: number] {
		const key = encoder.encode(prefix);
		// No UTF-8 byte is 0xff, so this sorts after every continuation of the prefix.
		const after = new Uint8Array(key.length + 1);
		after.set(key);
		after[key.length] = 0xff;
		return [this.lowerBound(key), this.lowerBound(after)];
	}

	#compare(index: number, key: Uint8Array): number {
		const start = this.#offsets[index] as number;
		const length = (this.#offsets[index + 1] as number) - start;
		const shared = Math.min(length, key.length);
		for (let i = 0; i < shared; i++) {
			const difference = (this.#bytes[start + i] as number) - (key[i] as number);
			if (difference) return difference;
		}
		return length - key.length;
	}
}
