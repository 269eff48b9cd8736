import { describe, expect, it } from 'vitest';
import { foldName } from '#lib/gazetteer/names.ts';
import { loadNames } from '#lib/server/names.ts';

const { given, family } = loadNames();

describe('the names of persons', () => {
	it.each(['John', 'Mohammed', 'Pieter', 'François', 'Ayşe', 'Jörg', 'José', 'Paris', 'محمد'])(
		'know %s as a given name',
		(name) => {
			expect(given.has(foldName(name))).toBe(true);
		},
	);

	it.each(['Smith', 'Bakker', 'Müller', 'Lefebvre', 'García', 'Yılmaz', "O'Connell", 'البشيري'])(
		'know %s as a family name',
		(name) => {
			expect(family.has(foldName(name))).toBe(true);
		},
	);

	it('are single folded words of two letters or more', () => {
		for (const name of [...given, ...family]) {
			expect(name).toMatch(/^[\p{L}\p{M}]{2,}$/u);
			expect(foldName(name)).toBe(name);
		}
	});
});
