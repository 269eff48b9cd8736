/** Names that are nearly a given one, among hundreds of thousands, in a few milliseconds. */
import { soundHash } from './encode.ts';
import type { Column } from './columns.ts';
import { soundKey } from './names.ts';
import { editsAllowed, edits } from './nearness.ts';
import type { SortedStrings } from './strings.ts';

/**
 * Calls `found` with the index of each string in a range that is within `most` edits of `target`,
 * counted in bytes. Neighbours in the sorted list share their beginning, so one table of distances
 * (Levenshtein's) grows and shrinks with it, and a beginning that is already too far off is
 * skipped together with all that starts so.
 */
function walk(
	strings: SortedStrings,
	[from, to]: readonly [number, number],
	target: Uint8Array,
	most: number,
	found: (index: number) => void,
): void {
	const width = target.length + 1;
	const depth = target.length + most + 1;
	const table = new Uint8Array((depth + 1) * width).map((_, i) => (i < width ? i : 0));
	const current = new Uint8Array(depth + 1);
	let known = 0;
	let index = from;
	next: while (index < to) {
		const start = strings.offsets[index] as number;
		const length = (strings.offsets[index + 1] as number) - start;
		let at = 0;
		while (at < known && at < length && strings.bytes[start + at] === current[at]) at++;
		for (; at < length; at++) {
			const byte = strings.bytes[start + at] as number;
			current[at] = byte;
			const least = at < depth ? fillRow(table, target, at + 1, byte) : most + 1;
			if (least > most) {
				known = at;
				index = strings.afterPrefix(index, current.slice(0, at + 1), at + 1);
				continue next;
			}
		}
		known = length;
		if ((table[length * width + target.length] as number) <= most) found(index);
		index++;
	}
}

/** Row `row` of the table of distances, for the string that goes on with `byte`; its least entry. */
function fillRow(table: Uint8Array, target: Uint8Array, row: number, byte: number): number {
	const width = target.length + 1;
	const here = row * width;
	const above = here - width;
	table[here] = row;
	let least = row;
	for (let j = 1; j < width; j++) {
		const same = (table[above + j - 1] as number) + (target[j - 1] === byte ? 0 : 1);
		const gap = Math.min(table[above + j] as number, table[here + j - 1] as number) + 1;
		const cost = Math.min(same, gap);
		table[here + j] = cost;
		if (cost < least) least = cost;
	}
	return least;
}

/**
 * Indices of the names within an edit of `folded` (two in long ones, when the first letter is
 * right), or that sound like it, nearest first.
 * @param sounds the hash of each name's sound key
 */
export function similarNames(names: SortedStrings, sounds: Column, folded: string): number[] {
	const most = editsAllowed(folded);
	const found = new Set<number>();
	const target = new TextEncoder().encode(folded);
	// A letter beyond ASCII is two bytes or three, and so is a slip in it.
	const bytes = target.length === folded.length ? 1 : 2;
	const add = (index: number) => found.add(index);
	if (most > 0) walk(names, [0, names.length], target, bytes, add);
	if (most > 1) {
		const sameFirst = names.startingWith(String.fromCodePoint(folded.codePointAt(0) ?? 0));
		walk(names, sameFirst, target, most * bytes, add);
	}
	const key = soundKey(folded);
	const hash = soundHash(key);
	for (let i = 0; key && i < sounds.length; i++) {
		if (sounds[i] === hash && soundKey(names.at(i)) === key) found.add(i);
	}
	const sound = new Map([...found].map((index) => [index, names.at(index)]));
	const far = (index: number) => edits(folded, sound.get(index) ?? '', 4);
	return [...found]
		.map((index) => ({ index, far: far(index), alike: soundKey(sound.get(index) ?? '') === key }))
		.filter(({ far, alike }) => far <= most || (key && alike))
		.sort((a, b) => a.far - b.far || a.index - b.index)
		.map(({ index }) => index);
}
