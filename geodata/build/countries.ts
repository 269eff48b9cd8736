/** The countries of ISO 3166-1, and Kosovo, as gazetteer rows. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { LonLat } from '../../src/lib/domain.ts';
import type { GazetteerRow } from '../../src/lib/gazetteer/row.ts';
import { type Areas, bboxOf, middleOf } from './areas.ts';
import type { City } from './cities.ts';
import { labelLanguages } from './names.ts';
import { readTable } from './table.ts';

const require = createRequire(import.meta.url);
const readJson = (name: string) => JSON.parse(readFileSync(require.resolve(name), 'utf8'));

/** Languages besides those of the labels whose names for countries count as principal. */
const principal =
	'bg bn ca cs da el et fa fi he hi hr hu id it ja ko lt lv nb pl pt ro ru sk sl sr sv sw th uk ur vi zh'.split(' ');

/** CLDR's names of territories: `SY`, and `US-alt-short` beside `US`. */
function territories(language: string): Record<string, string> {
	const { main } = readJson(`cldr-localenames-full/main/${language}/territories.json`);
	return main[language].localeDisplayNames.territories;
}

/** Every name a language's list gives a country, its short and variant forms too. */
const allNames = (names: Record<string, string>, code: string) =>
	['', '-alt-short', '-alt-variant'].flatMap((form) => names[code + form] ?? []);

/** `US` and `VS` are found, but are words too. */
const isWhole = (name: string) => /\p{L}{4}|[^\p{Script=Latin}\P{L}]{2}/u.test(name);

/** `Bosnia & Herzegovina`, `St. Lucia`: as sentences write them. */
const spelled = (name: string) => name.replace(' & ', ' and ').replace(/^St\. /, 'Saint ');

/** Where the people of a country live, on average: a point for one without an outline. */
function meanOf(cities: readonly City[]): LonLat {
	const weights = cities.map(({ population }) => population + 1);
	const total = weights.reduce((a, b) => a + b, 0);
	const mean = (pick: (city: City) => number) =>
		cities.reduce((sum, city, i) => sum + pick(city) * (weights[i] ?? 0), 0) / total;
	return [mean(({ lon }) => lon), mean(({ lat }) => lat)];
}

export function countryRows(areas: Areas, cities: readonly City[]): GazetteerRow[] {
	const authored = readTable('countries');
	const iso = require('i18n-iso-countries');
	const languages = (iso.getSupportedLanguages() as string[]).toSorted();
	for (const language of languages) {
		iso.registerLocale(readJson(`i18n-iso-countries/langs/${language}.json`));
	}
	const labels = new Map(labelLanguages.map((language) => [language as string, territories(language)]));
	const foreign = principal.map((language) => territories(language === 'nb' ? 'no' : language));
	const citiesOf = Map.groupBy(cities, ({ country }) => country);
	const codes = [...Object.keys(iso.getAlpha2Codes()), 'XK'].toSorted();

	return [...new Set(codes)].flatMap((code): GazetteerRow[] => {
		const own = authored.get(code);
		const name = own?.en || labels.get('en')?.[code];
		if (!name) return [];
		const names = [...labels].flatMap(([language, list]) => {
			const known = own?.[language] || list[code];
			return known ? [[language, known.normalize('NFC')]] : [];
		});
		const settled = citiesOf.get(code) ?? [];
		const outline = areas.codes.includes(code) ? areas.add(`iso:${code}`, [code]) : null;
		const authoredPoint: LonLat | null = own?.lon ? [Number(own.lon), Number(own.lat)] : null;
		if (!outline && !authoredPoint && settled.length === 0) return [];
		return [
			{
				principals: [
					...[...labels.values()].flatMap((list) => allNames(list, code)).filter(isWhole),
					spelled(name),
					...foreign.flatMap((list) => list[code] ?? []),
				],
				aliases: [
					...languages.flatMap((language) => iso.getName(code, language, { select: 'all' }) ?? []),
					...[...labels.values(), ...foreign].flatMap((list) => allNames(list, code)),
					...(own?.aliases?.split(';') ?? []),
				],
				place: {
					id: `iso:${code}`,
					name,
					names: Object.fromEntries(names),
					kind: 'country',
					point: authoredPoint ?? (outline ? middleOf(outline) : meanOf(settled)),
					bbox: outline ? bboxOf(outline) : null,
					country: code,
					admin1: null,
					population:
						Number(own?.population) || settled.reduce((sum, { population }) => sum + population, 0),
				},
			},
		];
	});
}
