/** Builds `geodata/names/`: given and family names, which tell persons from places. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { allLocales, type NameList } from '@faker-js/faker';
import { foldName } from '../../src/lib/gazetteer/names.ts';

/** A single word in the letters of our languages; folding makes hyphens spaces, so `Jean-Luc` is two. */
const word = /^[\p{Script=Latin}\p{Script=Arabic}]{2,}$/u;

function write(file: string, lists: readonly (NameList | undefined)[]): void {
	const names = lists.flatMap((list) => Object.values(list ?? {}).flat());
	const folded = names.map(foldName).filter((name) => word.test(name));
	const sorted = [...new Set(folded)].sort();
	writeFileSync(new URL(`../names/${file}`, import.meta.url), `${sorted.join('\n')}\n`);
}

export function buildPersons(): void {
	mkdirSync(new URL('../names/', import.meta.url), { recursive: true });
	const persons = Object.values(allLocales).map(({ person }) => person);
	write('given.txt', persons.map((person) => person?.first_name));
	write('family.txt', persons.map((person) => person?.last_name));
}
