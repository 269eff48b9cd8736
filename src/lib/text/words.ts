/**
 * Words as a search finds them: folded, and stemmed by the language (Porter's Snowball stemmers).
 * Both stores keep what is computed here, so that both find the same documents.
 */
import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import type { Language, Span } from '#lib/domain.ts';
import { foldWord } from './fold.ts';

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
	ar: arabic,
	de: german,
	en: english,
	es: spanish,
	fr: french,
	nl: dutch,
	tr: turkish,
};

/** The languages whose inflections are known. */
export const stemmedLanguages: readonly Language[] = Object.keys(stemmers);

/** As many stems as are remembered of one language; news repeats its words. */
const remembered = 50_000;
const known = new Map<Language, Map<string, string>>();

/** The stem of a word as it stands in a text; of a language not known, the folded word. */
export function stemWord(word: string, language: Language): string {
	const stemmer = stemmers[language];
	if (!stemmer) return foldWord(word);
	let stems = known.get(language);
	if (!stems || stems.size >= remembered) known.set(language, (stems = new Map()));
	const found = stems.get(word);
	if (found !== undefined) return found;
	// Endings are told by their accents (evacuación), so stems are folded afterwards.
	const lower = word.normalize('NFC').toLowerCase();
	const stem = foldWord(stemmer(lower)) || foldWord(lower);
	stems.set(word, stem);
	return stem;
}

/** A number of this many characters and more is no word that anyone looks for. */
const longest = 100;

export interface Word extends Span {
	readonly word: string;
}

/** The words of a text in order, with their offsets; letters, marks and digits make a word. */
export function* wordsOf(text: string): Generator<Word> {
	for (const { 0: word, index: start } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
		if (word.length <= longest) yield { word, start, end: start + word.length };
	}
}
