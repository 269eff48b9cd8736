/**
 * Builds `geodata/words/`: ordinary words that are also the name of some place, so that a reader of
 * names can be wary of them (Reading, Nice, Berg).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import nspell from 'nspell';
import { loadGazetteer } from '../../src/lib/server/gazetteer.ts';
import { foldName } from '../../src/lib/gazetteer/names.ts';

/** Languages with a spelling dictionary whose licence lets us; German's is GPL, and left aside. */
const languages = ['en', 'es', 'fr', 'nl', 'tr'];
const ordinary = /^\p{Ll}{3,}$/u;

const readDictionary = (language: string, file: string) =>
	readFileSync(new URL(`node_modules/dictionary-${language}/index.${file}`, import.meta.url));

function write(name: string, words: readonly string[]): void {
	const sorted = [...new Set(words)].sort();
	writeFileSync(new URL(`../words/${name}.txt`, import.meta.url), `${sorted.join('\n')}\n`);
}

/** Comes after the gazetteer, whose names it looks words up in. */
export function buildWords(): void {
	mkdirSync(new URL('../words/', import.meta.url), { recursive: true });
	const gazetteer = loadGazetteer();
	for (const language of languages) {
		const { data } = nspell({
			aff: readDictionary(language, 'aff'),
			dic: readDictionary(language, 'dic'),
		});
		// The keys are all inflected forms.
		const words = Object.keys(data).filter((word) => ordinary.test(word));
		const folded = words.map(foldName).filter((word) => gazetteer.lookup(word).length);
		write(language, folded);
	}
}
