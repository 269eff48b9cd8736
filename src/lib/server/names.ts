/** Reads the lists of words that the program carries with it. */
import { existsSync, readFileSync } from 'node:fs';
import type { PersonNames } from '#lib/geoparse/names.ts';
import { geodataPath } from './geodata.ts';

const read = (path: string) =>
	new Set(readFileSync(geodataPath(path), 'utf8').trimEnd().split('\n'));

let loaded: PersonNames | undefined;

/**
 * Given and family names, single words, as `foldName` writes them. Some are names of places too:
 * `paris`, `jordan`. Later calls give the same sets.
 */
export function loadNames(): PersonNames {
	loaded ??= { given: read('names/given.txt'), family: read('names/family.txt') };
	return loaded;
}

const words = new Map<string, ReadonlySet<string>>();

/** Ordinary words of a language that are also the name of some place, folded; none where unknown. */
export function ordinaryWords(language: string): ReadonlySet<string> {
	const known = words.get(language);
	if (known) return known;
	const path = /^[a-z]{2,3}$/.test(language) ? `words/${language}.txt` : '';
	const found = path && existsSync(geodataPath(path)) ? read(path) : new Set<string>();
	words.set(language, found);
	return found;
}
