/** Where sentences begin and end. */
import type { Language, Span } from '#lib/domain.ts';

/** Segmenters are costly to make and safe to share. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
	const locale = /^[a-z]{2,3}$/.test(language) && language !== 'und' ? language : 'en';
	const known = segmenters.get(locale);
	if (known) return known;
	const made = new Intl.Segmenter(locale, { granularity: 'sentence' });
	segmenters.set(locale, made);
	return made;
}

/** A full stop here ends an abbreviation or a number, not a sentence. */
const unfinished =
	/(?:\b(?:dr|drs|mr|mrs|ms|ir|ing|prof|gen|col|lt|sgt|st|no|nr|vs|bijv|o\.a|m\.n|d\.w\.z|z\.g|z\.h|u\.a|bzw|ca|resp|etc|e\.g|i\.e|approx|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec)|\b\p{Lu}|\b\d{1,2})\.\s*$/iu;

/** Longer than any abbreviation, and the character before it. */
const lastWord = 16;

/** The sentences of `within`, in order; together they cover its words. */
export function sentences(text: string, language: Language, within: Span): Span[] {
	const found: Span[] = [];
	let open: Span | null = null;
	for (const { segment, index } of segmenter(language).segment(
		text.slice(within.start, within.end),
	)) {
		const start: number = open ? open.start : within.start + index;
		const end = within.start + index + segment.length;
		// Only the last word counts; looking through the whole sentence for it takes much longer.
		if (unfinished.test(segment.trimEnd().slice(-lastWord)) && end < within.end) {
			open = { start, end };
			continue;
		}
		found.push({ start, end: start + text.slice(start, end).trimEnd().length });
		open = null;
	}
	if (open) found.push(open);
	return found.filter(({ start, end }) => end > start);
}
