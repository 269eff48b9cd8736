/**
 * Which language a text is in, by the short runs of bytes that its words are made of. The numbers
 * are those of the library `eld`, whose answers these are too: as tables in one buffer, they take a
 * hundredth of the memory that they take as objects, in each of several threads.
 */
import type { Language } from '#lib/domain.ts';
import { type Column, readColumns, writeColumns } from '#lib/gazetteer/columns.ts';

/** What the numbers are: for each run of bytes, how much it speaks for some languages. */
export interface RunScores {
	readonly languages: readonly Language[];
	/** What a sure text of each language scores, 0 to 1. */
	readonly usual: readonly number[];
	readonly runs: readonly (readonly [
		run: Uint8Array,
		scores: readonly (readonly [language: number, score: number])[],
	])[];
}

/** No run is longer. */
const longestRun = 6;
const space = 0x20;

/** The bytes `from` to `to`, perhaps between spaces, as one number that orders like them. */
function keyOf(bytes: Uint8Array, from: number, to: number, before: boolean, after: boolean) {
	let key = before ? space : 0;
	for (let i = from; i < to; i++) key = key * 0x100 + (bytes[i] as number);
	if (after) key = key * 0x100 + space;
	return key * 0x100 ** (longestRun - (to - from) - Number(before) - Number(after));
}

const shift = 0x1_0000_0000;

/** The numbers as a file, which `openDetector` reads. */
export function encodeRuns({ languages, usual, runs }: RunScores): Uint8Array<ArrayBuffer> {
	const rows = runs
		.map(([run, scores]) => ({ key: keyOf(run, 0, run.length, false, false), scores }))
		.sort((a, b) => a.key - b.key);
	const pairs = rows.flatMap(({ scores }) => scores);
	return writeColumns({
		tables: new TextEncoder().encode(JSON.stringify({ languages, usual })),
		keysHigh: Uint16Array.from(rows, ({ key }) => Math.floor(key / shift)),
		keysLow: Uint32Array.from(rows, ({ key }) => key % shift),
		counts: Uint8Array.from(rows, ({ scores }) => scores.length),
		of: Uint8Array.from(pairs, ([language]) => language),
		scores: Uint8Array.from(pairs, ([, score]) => score),
	});
}

/** As much of a text as is looked at, in characters before and in bytes after it is reduced. */
const looked = 1000;
const enoughBytes = 350;
const mostBytes = 380;
const longestWord = 70;
/** Whatever is no letter; an apostrophe stays with the word it ends. */
const between = /[\P{L}\u{10000}-\u{10FFFF}]+(?<!['`’])/gv;

const encoder = new TextEncoder();

/** The words of `text` one after the other, a space between, as far as they are looked at. */
function bytesOf(text: string): Uint8Array {
	const words = text.slice(0, looked).replace(between, ' ').trim().toLowerCase();
	const bytes = encoder.encode(words);
	for (let i = enoughBytes + 1; i < bytes.length; i++) {
		const startsCharacter = ((bytes[i] as number) & 0xc0) !== 0x80;
		if (bytes[i] === space || (startsCharacter && i > mostBytes)) return bytes.subarray(0, i);
	}
	return bytes;
}

/** The keys of the runs of every word: four bytes, every third; and the last four. */
function runsOf(bytes: Uint8Array): Set<number> {
	const keys = new Set<number>();
	for (let start = 0; start < bytes.length;) {
		let end = bytes.indexOf(space, start);
		if (end < 0) end = bytes.length;
		const length = Math.min(longestWord, end - start);
		let at = 0;
		for (; at + 4 < length; at += 3) {
			keys.add(keyOf(bytes, start + at, start + at + 4, at === 0, false));
		}
		const last = start + Math.max(0, length - 4);
		// What is too long for a key is no run that anything is known of, and counts all the same.
		if (end - last > 4) keys.add(-start - 1);
		else if (end > start) keys.add(keyOf(bytes, last, end, at === 0, true));
		start = end + 1;
	}
	return keys;
}

function indexIn(keys: Float64Array, key: number): number {
	let low = 0;
	let high = keys.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((keys[middle] as number) < key) low = middle + 1;
		else high = middle;
	}
	return keys[low] === key ? low : -1;
}

function startsOf(counts: Column): Uint32Array {
	const starts = new Uint32Array(counts.length + 1);
	counts.forEach((count, i) => (starts[i + 1] = (starts[i] as number) + count));
	return starts;
}

/** Every run that is known of a language adds this to its score. */
const perRun = 53;
/** What of a score is half of what can be. */
const half = 25;
const fewestRuns = 3;
/** How much of the usual score is enough to be sure. */
const sure = 0.75;

/** Tells the language of a text (ISO 639-1), or `und` where it is not sure. */
export type DetectLanguage = (text: string) => Language;

/**
 * The detector with the numbers in `bytes`, as `encodeRuns` made them.
 * @throws {Error} when the bytes are not such a file.
 */
export function openDetector(bytes: Uint8Array): DetectLanguage {
	const columns = readColumns(bytes);
	const tables = new TextDecoder().decode(columns('tables') as Uint8Array);
	const { languages, usual } = JSON.parse(tables) as Pick<RunScores, 'languages' | 'usual'>;
	const [high, low, of, scores] = ['keysHigh', 'keysLow', 'of', 'scores'].map(columns) as [
		Column,
		Column,
		Column,
		Column,
	];
	const keys = Float64Array.from(high, (part, i) => part * shift + (low[i] as number));
	const starts = startsOf(columns('counts'));
	return (text) => {
		const runs = runsOf(bytesOf(text));
		const sums = new Uint32Array(languages.length);
		for (const run of runs) {
			const at = indexIn(keys, run);
			if (at < 0) continue;
			for (let i = starts[at] as number; i < (starts[at + 1] as number); i++) {
				const language = of[i] as number;
				sums[language] = (sums[language] as number) + (scores[i] as number) + perRun;
			}
		}
		const best = sums.reduce((top, sum, i) => (sum > (sums[top] as number) ? i : top), 0);
		const score = (sums[best] as number) / runs.size;
		const isSure = runs.size >= fewestRuns && score / (score + half) >= (usual[best] ?? 1) * sure;
		return isSure ? (languages[best] ?? 'und') : 'und';
	};
}
