/** The words around a mention, as a reader wants them. */
import type { Excerpt, Language, Span } from '#lib/domain.ts';
import { sentences } from './segments.ts';

/** A sentence shorter than this says little alone; its neighbour comes along. */
const shortest = 60;
/** A longer one is cut to about this around the mention. */
const longest = 480;
/** No sentence is looked for farther than this from the mention. */
const farthest = 1.5 * longest;
/** The sentences of a paragraph up to this long are found together. */
const longestParagraph = 5000;

/** Moves an offset off the middle of a surrogate pair or a combining sequence. */
function boundary(text: string, offset: number): number {
	let at = offset;
	while (at < text.length && /[\udc00-\udfff]|\p{M}|\u200d/u.test(text[at] ?? '')) at++;
	return at;
}

/** Cuts `span` to about `longest` around `inside`, at white space where there is some near. */
function cut(text: string, span: Span, inside: Span): Span {
	const room = Math.max(0, longest - (inside.end - inside.start)) / 2;
	let { start, end } = span;
	if (inside.start - start > room) {
		const from = Math.floor(inside.start - room);
		const space = text.slice(from, inside.start).search(/\s/);
		start = space >= 0 && space < 40 ? from + space + 1 : boundary(text, from);
	}
	if (end - inside.end > room) {
		const to = Math.ceil(inside.end + room);
		const space = text.lastIndexOf(' ', to);
		end = space > to - 40 && space >= inside.end ? space : boundary(text, to);
	}
	return { start: Math.min(start, inside.start), end: Math.max(end, inside.end) };
}

/** The line that holds `inside`, or what of it is near where it is a long one. */
function paragraphAround(text: string, inside: Span): Span {
	const around = (distance: number) => {
		const before = text.slice(Math.max(0, inside.start - distance), inside.start);
		const after = text.slice(inside.end, inside.end + distance);
		const [line = ''] = after.split('\n', 1);
		const words = before.slice(before.lastIndexOf('\n') + 1).trimStart();
		return { start: inside.start - words.length, end: inside.end + line.trimEnd().length };
	};
	const whole = around(longestParagraph);
	return whole.end - whole.start < longestParagraph ? whole : around(farthest);
}

/** Where the excerpt of `mention` is, among the sentences of its paragraph. */
function excerptSpan(text: string, mention: Span, all: readonly Span[]): Span {
	const overlaps = ({ start, end }: Span) => start < mention.end && mention.start < end;
	let from = all.findIndex(overlaps);
	let to = all.findLastIndex(overlaps);
	if (from < 0) [from, to] = [0, all.length - 1];
	const length = () => (all[to]?.end ?? 0) - (all[from]?.start ?? 0);
	if (length() < shortest && to + 1 < all.length) to++;
	if (length() < shortest && from > 0) from--;
	const whole = {
		start: Math.min(all[from]?.start ?? mention.start, mention.start),
		end: Math.max(all[to]?.end ?? mention.end, mention.end),
	};
	return cut(text, whole, mention);
}

/** The stretch of `text` at `span` as the excerpt of `mention`; UTF-16 offsets into `text`. */
export const excerptAt = (text: string, mention: Span, { start, end }: Span): Excerpt => ({
	text: text.slice(start, end),
	offset: start,
	mention: { start: mention.start - start, end: mention.end - start },
});

/**
 * Excerpts of one text: the sentence around a mention (UTF-16 offsets into `text`); a very short one
 * with its neighbour, a very long one cut at word boundaries. `text.slice` of an excerpt's own
 * offsets is its text, and the mention's offsets count inside it. The sentences of a paragraph are
 * found once for all its mentions.
 */
export function excerptsOf(text: string, language: Language = 'und'): (mention: Span) => Excerpt {
	const known = new Map<string, readonly Span[]>();
	return (mention) => {
		const paragraph = paragraphAround(text, mention);
		const key = `${paragraph.start}-${paragraph.end}`;
		const all = known.get(key) ?? sentences(text, language, paragraph);
		known.set(key, all);
		return excerptAt(text, mention, excerptSpan(text, mention, all));
	};
}
