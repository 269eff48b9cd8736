/** A person's words as a question to the index of words. */
import type { Language } from '#lib/domain.ts';
import { foldWord } from '#lib/text/fold.ts';
import { stemmedLanguages, stemWord, wordsOf } from '#lib/text/words.ts';
import type { Alternative, IndexedWords, Question } from './sql.ts';

const wordList = (text: string): string[] => Array.from(wordsOf(text), ({ word }) => word);

/** What the index keeps of a text. */
export function indexedWords(text: string, language: Language): IndexedWords {
	const words = wordList(text);
	return {
		words: words.map(foldWord),
		stems: words.map((word) => stemWord(word, language)),
	};
}

/** The language of the documents looked for is seldom known: a word is stemmed by every one. */
function alternatives(words: readonly string[], languages: readonly Language[]): Alternative[] {
	const phrase = words.map(foldWord);
	const [word] = words;
	if (words.length !== 1 || word === undefined) return [{ phrase }];
	const stems = new Set(languages.map((language) => stemWord(word, language)));
	return [{ phrase }, ...Array.from(stems, (stem) => ({ stem }))];
}

/**
 * Every word must occur in one of its forms, "quoted words" together and as they are written,
 * `word*` as a beginning, and `-word` not at all. Null when nothing to look for is left.
 * @param language of the documents, where only those of one are asked for
 */
export function questionOf(asked: string, language?: Language): Question | null {
	const languages = language === undefined ? stemmedLanguages : [language];
	const wanted: Alternative[][] = [];
	const unwanted: Alternative[][] = [];
	for (const [, minus, quoted, bare = ''] of asked.matchAll(/(-?)(?:"([^"]+)"|([^\s"]+))/gu)) {
		const words = wordList(quoted ?? bare);
		const [word] = words;
		if (word === undefined) continue;
		const one = (): Alternative[] => {
			if (quoted !== undefined) return [{ phrase: words.map(foldWord) }];
			if (bare.endsWith('*') && words.length === 1) return [{ prefix: foldWord(word) }];
			return alternatives(words, languages);
		};
		(minus ? unwanted : wanted).push(one());
	}
	return wanted.length ? { wanted, unwanted } : null;
}

/** Tells whether a word as it stands in a text is one that `asked` looks for. */
export function matcherOf(asked: string, language: Language): (word: string) => boolean {
	const looked = (questionOf(asked, language)?.wanted ?? []).flat();
	const folded = new Set(looked.flatMap((one) => ('phrase' in one ? one.phrase : [])));
	const stems = new Set(looked.flatMap((one) => ('stem' in one ? [one.stem] : [])));
	const prefixes = looked.flatMap((one) => ('prefix' in one ? [one.prefix] : []));
	return (word) => {
		const plain = foldWord(word);
		return (
			folded.has(plain) ||
			prefixes.some((prefix) => plain.startsWith(prefix)) ||
			stems.has(stemWord(word, language))
		);
	};
}
