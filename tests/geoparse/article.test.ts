/** The article this project began with, where it lies beside the repository: every mention, nothing else. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadGeoparser } from '#lib/server/geoparser.ts';

const path = '../shared/articles/baghouz-2019-03.nl.txt';

describe.skipIf(!existsSync(path))('the report on the last enclave', () => {
	// The file is asked for even where the story is skipped.
	const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
	const { language, mentions } = loadGeoparser()(text);
	const of = (surface: string) => mentions.filter((mention) => mention.surface === surface);

	it('is Dutch', () => {
		expect(language).toBe('nl');
	});

	it('names Baghouz each time, and means the village on the Euphrates', () => {
		expect(of('Baghouz')).toHaveLength(text.match(/Baghouz/g)?.length ?? 0);
		for (const { place } of of('Baghouz')) expect(place?.id).toBe('gn:171944');
	});

	it.each([
		['Oost-Syrische', 'demonym', 'iso:SY'],
		['Verenigde Staten', 'name', 'iso:US'],
		['Amerikanen', 'people', 'iso:US'],
		['Turkije', 'name', 'iso:TR'],
		['Irak', 'name', 'iso:IQ'],
		['Egypte', 'name', 'iso:EG'],
		['Libische', 'demonym', 'iso:LY'],
	])('marks %s as a %s of %s', (surface, kind, id) => {
		expect(of(surface).length).toBeGreaterThan(0);
		for (const mention of of(surface)) {
			expect([mention.kind, mention.place?.id]).toEqual([kind, id]);
		}
	});

	it('takes Kurds for a people without a point', () => {
		for (const { kind, place } of of('Koerdische')) {
			expect([kind, place]).toEqual(['people', null]);
		}
	});

	it('takes no person, organisation or ordinary word for a place', () => {
		const inside = (words: string) => {
			const start = text.indexOf(words);
			expect(start).toBeGreaterThanOrEqual(0);
			return mentions.filter((one) => one.start < start + words.length && one.end > start);
		};
		for (const words of [
			'van der Steen',
			'Debeuf',
			'Tahrir Institute for Middle East Policy Europe',
			'EenVandaag',
			'afgelegen gebied',
			'Syrische Democratische Strijdkrachten',
		]) {
			expect(inside(words), words).toEqual([]);
		}
	});
});
