/** A passage that shows why a document was found. */
import type { Span } from '#lib/domain.ts';
import { wordsOf } from './words.ts';

/** Characters of context before the first word found, and of the whole passage. */
const before = 50;
const longest = 150;
/** A word found in no more than so much text is not looked for further. */
const searched = 200_000;

export interface Passage {
	readonly text: string;
	/** Where the words stand, in `text`. */
	readonly highlights: readonly Span[];
}

/**
 * The passage around the first word that `wanted` holds for, cut between words; null where there
 * is none in the first 200,000 characters.
 */
export function passageWith(text: string, wanted: (word: string) => boolean): Passage | null {
	let from: number | undefined;
	let end = 0;
	const found: Span[] = [];
	for (const { word, start, end: wordEnd } of wordsOf(text.slice(0, searched))) {
		if (from !== undefined && wordEnd > from + longest) break;
		end = wordEnd;
		if (!wanted(word)) continue;
		from ??= beginning(text, start);
		found.push({ start, end: wordEnd });
	}
	if (from === undefined) return null;
	const offset = from;
	const to = text.slice(end, end + 1).match(/[.!?…]/) ? end + 1 : end;
	return {
		text: text.slice(offset, to).replaceAll('\n', ' '),
		highlights: found.map(({ start, end: last }) => ({
			start: start - offset,
			end: last - offset,
		})),
	};
}

/** Where a passage may begin that shows what stands at `start`: after a line's end, or a space. */
function beginning(text: string, start: number): number {
	const earliest = Math.max(0, start - before);
	const lineEnd = text.lastIndexOf('\n', start - 1);
	if (start > 0 && lineEnd >= earliest) return lineEnd + 1;
	if (earliest === 0) return 0;
	const space = text.indexOf(' ', earliest);
	return space >= 0 && space < start ? space + 1 : start;
}
