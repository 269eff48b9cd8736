/** Which paragraphs of a text are in another language than the rest: quotations, mostly. */
import type { Language, Span } from '#lib/domain.ts';
import type { DetectLanguage } from './detect.ts';
import { languagesKnown, wordsOf } from './languages/all.ts';

/** A stretch that is read by the rules of its own language. */
export interface Stretch extends Span {
	readonly language: Language;
}

/** In fewer words a language cannot be told; they are taken for the text's own. */
const shortest = 80;
/** As much of a paragraph as is looked at. */
const looked = 240;
/** Every fifth word one of the text's own small words: no other language of ours has as many. */
const own = 0.2;
const another = 0.1;
const clearly = 0.05;

/** What share of `words` are small words of a language: articles, pronouns, prepositions. */
function shareOf(words: readonly string[], language: Language): number {
	const { ordinary, places } = wordsOf(language);
	let small = 0;
	for (const word of words) if (ordinary.has(word) || places.has(word)) small++;
	return small / words.length;
}

/** The same question as `shareOf(…) >= least`, mostly answered before the last word. */
function hasShare(words: readonly string[], language: Language, least: number): boolean {
	const { ordinary, places } = wordsOf(language);
	let left = least * words.length;
	for (const word of words) {
		if (left <= 0) return true;
		if (ordinary.has(word) || places.has(word)) left--;
	}
	return left <= 0;
}

/** The language of a paragraph, where it is one that we know and not `language`. */
function otherLanguage(
	paragraph: string,
	language: Language,
	detect: DetectLanguage,
): Language | null {
	const words = paragraph.slice(0, looked).split(' ');
	if (hasShare(words, language, own)) return null;
	const share = shareOf(words, language);
	const isLikely = languagesKnown.some(
		(each) => each !== language && shareOf(words, each) > share + clearly,
	);
	// The detector takes much longer than counting small words, and is asked seldom.
	const found = isLikely ? detect(paragraph) : language;
	const isOther = found !== language && languagesKnown.includes(found);
	return isOther && hasShare(words, found, another) ? found : null;
}

/** The paragraphs in another language than `language`, neighbours together; mostly none. */
export function foreignStretches(
	text: string,
	language: Language,
	detect: DetectLanguage,
): readonly Stretch[] {
	if (!languagesKnown.includes(language) || !text.includes('\n')) return [];
	const stretches: Stretch[] = [];
	let start = 0;
	while (start < text.length) {
		const at = text.indexOf('\n', start);
		const end = at < 0 ? text.length : at;
		const found =
			end - start < shortest ? null : otherLanguage(text.slice(start, end), language, detect);
		const before = stretches.at(-1);
		if (found && before?.language === found && !text.slice(before.end, start).trim()) {
			stretches[stretches.length - 1] = { ...before, end };
		} else if (found) stretches.push({ start, end, language: found });
		start = end + 1;
	}
	return stretches;
}
