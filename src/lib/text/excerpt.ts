/** The words around a mention, as a reader wants them. */
import type { Excerpt, Language, Span } from '#lib/domain.ts';
import { sentences } from './segments.ts';

/** A sentence shorter than this says little alone; its neighbour comes along. */
const shortest = 60;
/** A longer one is cut to about this around the mention. */
const longest = 480;
/** No sentence is looked for farther than this from the mention. */
const farthest = 1.5 * longest;

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

/** The lines that hold `inside`, as far as they are near it. */
function paragraphAround(text: string, inside: Span): Span {
	const before = text.slice(Math.max(0, inside.start - farthest), inside.start);
	const after = text.slice(inside.end, inside.end + farthest);
	const [line = ''] = after.split('\n', 1);
	const words = before.slice(before.lastIndexOf('\n') + 1).trimStart();
	return { start: inside.start - words.length, end: inside.end + line.trimEnd().length };
}

/**
 * The sentence around `mention` (UTF-16 offsets into `text`); a very short one with its neighbour,
 * a very long one cut at word boundaries. `text.slice` of the excerpt's own offsets is its text, and
 * the mention's offsets count inside it.
 */
export function excerptAround(text: string, mention: Span, language: Language = 'und'): Excerpt {
	const paragraph = paragraphAround(text, mention);
	const all = sentences(text, language, paragraph);
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
	const { start, end } = cut(text, whole, mention);
	return {
		text: text.slice(start, end),
		offset: start,
		mention: { start: mention.start - start, end: mention.end - start },
	};
}
