/** Builds `geodata/gazetteer/`: the compact index of places and names, and their outlines. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { LonLat } from '../../src/lib/domain.ts';
import { encodeGazetteer } from '../../src/lib/gazetteer/encode.ts';
import type { GazetteerRow } from '../../src/lib/gazetteer/row.ts';
import { type Authored, parseSupplement } from '../../src/lib/gazetteer/supplement.ts';
import { type Areas, bboxOf, middleOf, readAreas } from './areas.ts';
import { type Boundaries, readBoundaries } from './boundaries.ts';
import { type City, readCities } from './cities.ts';
import { countyRows } from './counties.ts';
import { countryRows } from './countries.ts';
import { type DivisionFinder, divisionFinder, divisionRows } from './divisions.ts';
import { readTable } from './table.ts';

const here = (path: string) => new URL(path, import.meta.url);

/** Our own tables of places, in `geodata/supplement/`. */
const tables = ['divisions', 'regions', 'waters', 'lands', 'places'];

function readSupplement(): Authored[] {
	return tables.flatMap((table) => {
		const path = here(`../supplement/${table}.tsv`);
		try {
			return parseSupplement(readFileSync(path, 'utf8'));
		} catch (error) {
			throw new Error(`${path.pathname}: ${(error as Error).message}`, { cause: error });
		}
	});
}

/**
 * Not names a text would use: airport codes, numbers, years, single letters, and the lower-case
 * letter-by-letter transcriptions (`ba li` for Paris) that GeoNames took over from elsewhere.
 */
const isName = (alias: string) =>
	!/^([A-Z]{2,4}|[\d\s.-]+|.)$|[[\]()]|^[a-z]{1,3}$|^[a-z](?![’'-])[^A-Z'’-]*$/u.test(alias);

/** The script that a country writes its own places in, where it is not Latin. */
const scripts: Readonly<Record<string, string>> = {
	Arabic: 'DZ BH EG IQ JO KW LB LY MR MA OM PS QA SA SD SY TN AE YE IR AF PK',
	Cyrillic: 'RU UA BY BG RS MK KZ KG MN TJ',
	Greek: 'GR CY',
	Hebrew: 'IL',
	Han: 'CN TW HK MO JP SG',
	Hangul: 'KR KP',
	Georgian: 'GE',
	Armenian: 'AM',
	Thai: 'TH',
	Devanagari: 'IN NP',
	Bengali: 'BD',
	Ethiopic: 'ET ER',
};
const native = new Map(
	Object.entries(scripts).flatMap(([script, codes]) => {
		const pattern = new RegExp(`^[\\p{Script=${script}}\\p{M}\\s\\-]+$`, 'u');
		return codes.split(' ').map((code) => [code, pattern] as const);
	}),
);

function settlementRow(city: City, admin1: string | null): GazetteerRow {
	const names = city.others.filter(isName);
	const script = native.get(city.country);
	return {
		principals: [city.given, city.ascii, ...names.filter((name) => script?.test(name))],
		aliases: names,
		...(city.code === 'PPLC' && { capital: true }),
		place: {
			id: `gn:${city.id}`,
			name: city.name.normalize('NFC'),
			names: city.names as Record<string, string>,
			kind: 'settlement',
			point: [city.lon, city.lat],
			bbox: null,
			country: city.country || null,
			admin1,
			population: city.population,
		},
	};
}

/** A row of our own; it adds to, and goes before, what another list knows under the same id. */
function authoredRow(
	own: Authored,
	known: GazetteerRow | undefined,
	areas: Areas,
	finder: DivisionFinder,
): GazetteerRow {
	const outline = own.parts.length > 0 ? areas.add(own.id, own.parts) : null;
	const point: LonLat | undefined =
		own.point ?? known?.place.point ?? (outline ? middleOf(outline) : undefined);
	if (!point) throw new Error(`${own.id} needs a point, or the parts it is made of.`);
	const country = own.country ?? known?.place.country ?? null;
	const isSpot = own.kind === 'settlement' || own.kind === 'facility';
	return {
		principals: known?.principals,
		...(known?.capital && { capital: true }),
		aliases: [...own.aliases, ...(known?.aliases ?? []), ...(known ? [known.place.name] : [])],
		place: {
			id: own.id,
			name: own.names.en ?? own.id,
			names: { ...known?.place.names, ...own.names },
			kind: own.kind,
			point,
			bbox: own.bbox ?? (outline ? bboxOf(outline) : null) ?? known?.place.bbox ?? null,
			country,
			admin1: known?.place.admin1 ?? (isSpot && country ? finder.at(country, point) : null),
			population: own.population || known?.place.population || 0,
		},
	};
}

/** Abbreviations and initials of places that other lists and tables know; none is a principal name. */
function addShortForms(rows: Map<string, GazetteerRow>): void {
	for (const [id, { en, aliases = '' }] of readTable('short')) {
		const row = rows.get(id);
		if (!row || row.place.name !== en) {
			throw new Error(`short.tsv: ${id} is ${row?.place.name ?? 'nothing'}, not ${en}.`);
		}
		rows.set(id, { ...row, aliases: [...(row.aliases ?? []), ...aliases.split(';')] });
	}
}

/** A division's people are those of its settlements; sections of a city are counted with the city. */
function addPopulations(rows: Map<string, GazetteerRow>, cities: readonly City[]): void {
	const key = (country: string | null, division: string | null) => `${country}/${division}`;
	const people = new Map<string, number>();
	for (const { id, code, population } of cities) {
		const settlement = rows.get(`gn:${id}`)?.place;
		if (!settlement?.admin1 || code === 'PPLX') continue;
		const at = key(settlement.country, settlement.admin1);
		people.set(at, (people.get(at) ?? 0) + population);
	}
	for (const [id, row] of rows) {
		const { kind, country, name, population } = row.place;
		if (kind !== 'admin1' || population) continue;
		rows.set(id, { ...row, place: { ...row.place, population: people.get(key(country, name)) ?? 0 } });
	}
}

/** Best compression that takes seconds, not minutes; the same bytes for the same input. */
function compress(bytes: Uint8Array): Uint8Array {
	return brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: 9,
			[constants.BROTLI_PARAM_LGWIN]: 24,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
		},
	});
}

export function buildGazetteer(boundaries: Boundaries = readBoundaries()): void {
	const areas = readAreas(boundaries);
	const cities = readCities();
	const authored = readSupplement();
	const finder = divisionFinder(areas, authored);
	const rows = new Map(
		[
			...countryRows(areas, cities),
			...divisionRows(areas),
			...countyRows(areas),
			...cities.map((city) => settlementRow(city, finder.of(city))),
		].map((row) => [row.place.id, row]),
	);
	for (const own of authored) rows.set(own.id, authoredRow(own, rows.get(own.id), areas, finder));
	addPopulations(rows, cities);
	addShortForms(rows);
	mkdirSync(here('../gazetteer/'), { recursive: true });
	writeFileSync(here('../gazetteer/places.bin.br'), compress(encodeGazetteer([...rows.values()])));
	writeFileSync(here('../gazetteer/outlines.bin.br'), compress(areas.encode()));
}
