/** A document's text cut into paragraphs, and those into plain words and mentions. */
import type { Mention } from '#lib/domain.ts';

export interface Piece {
	readonly text: string;
	/** Null for the words between mentions. */
	readonly mention: Mention | null;
}

export interface Paragraph {
	/** Offset in the document's text. */
	readonly start: number;
	readonly end: number;
	readonly pieces: readonly Piece[];
	/** The paragraph goes on from the one before, cut only because it was very long. */
	readonly continued: boolean;
}

const longest = 4000;

/** Cuts `[start, end)` at white space so that no part is much longer than `longest`. */
function parts(text: string, start: number, end: number, mentions: readonly Mention[]) {
	const cuts = [start];
	let at = start;
	while (end - at > longest) {
		const space = text.slice(at + longest, end).search(/\s/);
		if (space < 0) break;
		at += longest + space + 1;
		const inside = mentions.find((mention) => mention.start < at && mention.end > at);
		if (inside) at = inside.end;
		if (at < end) cuts.push(at);
	}
	return cuts.map((from, i) => ({ start: from, end: cuts[i + 1] ?? end, continued: i > 0 }));
}

function pieces(text: string, start: number, end: number, mentions: readonly Mention[]): Piece[] {
	const made: Piece[] = [];
	let at = start;
	for (const mention of mentions) {
		// Of two that overlap, the one that begins first is shown.
		if (mention.start < at || mention.end > end) continue;
		if (mention.start > at) made.push({ text: text.slice(at, mention.start), mention: null });
		made.push({ text: text.slice(mention.start, mention.end), mention });
		at = mention.end;
	}
	if (at < end) made.push({ text: text.slice(at, end), mention: null });
	return made;
}

/** The stretches between blank lines. */
function* blocks(text: string) {
	let index = 0;
	while (index < text.length) {
		while (text[index] === '\n') index += 1;
		const blank = text.indexOf('\n\n', index);
		const until = blank < 0 ? text.length : blank;
		if (until > index) yield { index, until };
		index = until;
	}
}

/** The pieces of all paragraphs, joined with the blank lines between, are the text again. */
export function paragraphs(text: string, mentions: readonly Mention[]): Paragraph[] {
	const sorted = mentions.toSorted((a, b) => a.start - b.start || b.end - a.end);
	const made: Paragraph[] = [];
	let next = 0;
	for (const { index, until } of blocks(text)) {
		const first = next;
		while (next < sorted.length && (sorted[next]?.start ?? Infinity) < until) next += 1;
		const own = sorted.slice(first, next);
		for (const { start, end, continued } of parts(text, index, until, own)) {
			const inside = own.filter((mention) => mention.start >= start && mention.start < end);
			made.push({ start, end, continued, pieces: pieces(text, start, end, inside) });
		}
	}
	return made;
}
