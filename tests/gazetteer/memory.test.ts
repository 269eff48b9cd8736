import { describe, expect, it } from 'vitest';
import { joinGazetteers } from '#lib/gazetteer/joined.ts';
import { memoryGazetteer } from '#lib/gazetteer/memory.ts';
import { gazetteer, place, rows } from '../fixtures/gazetteer.ts';

const idsOf = (name: string) =>
	gazetteer
		.lookup(name)
		.map(({ place }) => place.id)
		.sort();

describe('the small world', () => {
	it('has every place once', () => {
		const ids = rows.map(({ place }) => place.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThanOrEqual(60);
	});

	it.each([
		['Paris', ['gn:2988507', 'gn:4717560']],
		['TRIPOLI', ['gn:2210247', 'gn:266826']],
		['طرابلس', ['gn:2210247', 'gn:266826']],
		['Georgia', ['iso:GE', 'ne:USA-3543']],
		['Washington', ['gn:4140963', 'ne:USA-3519']],
		['New York', ['gn:5128581', 'ne:USA-3559']],
		['al baghouz', ['gn:171944']],
		['Atlantis', []],
	])('finds all that %s may mean', (name, ids) => {
		expect(idsOf(name)).toEqual(ids);
	});

	it('tells a principal name from an alias', () => {
		const principal = (name: string, id: string) =>
			gazetteer.lookup(name).find(({ place }) => place.id === id)?.principal;
		expect(principal('Parijs', 'gn:2988507')).toBe(true);
		expect(principal('Stamboul', 'gn:745044')).toBe(false);
		expect(principal('VS', 'iso:US')).toBe(false);
	});
});

describe('a gazetteer of rows', () => {
	it('knows whether a name goes on after these words', () => {
		for (const prefix of ['Deir', 'deir ez', 'Deir ez-Zor', 'الشرق']) {
			expect(gazetteer.hasPrefix(prefix)).toBe(true);
		}
		for (const prefix of ['Dei', 'Deir ez-Zo', 'Zor', '']) {
			expect(gazetteer.hasPrefix(prefix)).toBe(false);
		}
	});

	it('suggests the best known first, but a whole name before its continuations', () => {
		expect(gazetteer.suggest('tri', 2).map(({ id }) => id)).toEqual(['gn:2210247', 'gn:266826']);
		expect(gazetteer.suggest('washington', 5)[0]?.name).toBe('Washington');
		expect(gazetteer.suggest('', 3)).toHaveLength(3);
	});

	it('forgives slips and other transliterations', () => {
		const found = (name: string) => gazetteer.fuzzy(name, 5).map(({ place }) => place.id);
		expect(found('Damascsu')).toContain('gn:170654');
		expect(found('Birmingam')).toContain('gn:2655603');
		expect(found('Kamischli')).toContain('gn:173377');
		expect(found('Xyzzyx')).toEqual([]);
	});

	it('lists what is near, nearest first', () => {
		const near = gazetteer.near(place('gn:171944').point, 20, 'settlement');
		expect(near.map(({ name }) => name).slice(0, 4)).toEqual([
			'Baghouz',
			'Al-Qaim',
			'Baghuz Fawqani',
			'Abu Kamal',
		]);
	});

	it('draws an outline only where it has one', () => {
		expect(gazetteer.outline('iso:SY')?.type).toBe('Polygon');
		expect(gazetteer.outline('iso:IQ')).toBeNull();
	});
});

describe('joined gazetteers', () => {
	const own = memoryGazetteer([
		{
			place: { ...place('gn:171944'), id: 'own:1', name: 'Camp Baghouz' },
			aliases: ['the pocket'],
		},
		{ place: { ...place('gn:170063'), name: 'Aleppo (corrected)' } },
	]);
	const joined = joinGazetteers([own, gazetteer]);

	it('know the places of each, the first one winning', () => {
		expect(joined.lookup('the pocket').map(({ place }) => place.id)).toEqual(['own:1']);
		expect(joined.byId('gn:170063')?.name).toBe('Aleppo (corrected)');
		expect(joined.lookup('Aleppo').find(({ place }) => place.id === 'gn:170063')?.place.name).toBe(
			'Aleppo (corrected)',
		);
		expect(joined.country('SY')?.name).toBe('Syria');
	});

	it('go on in the words of any', () => {
		expect(joined.hasPrefix('the')).toBe(true);
		expect(joined.hasPrefix('Deir')).toBe(true);
	});
});
