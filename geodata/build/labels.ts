/** Labels of areas: countries, their divisions, seas. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon, Point, Position } from 'geojson';
import polylabel from 'polylabel';
import type { Boundaries } from './boundaries.ts';
import { type Names, labelLanguages, nameProperties } from './names.ts';

const require = createRequire(import.meta.url);

/** Web Mercator, in units of the world's width, and back: labels are placed on the map as drawn. */
const project = ([lon = 0, lat = 0]: Position): [number, number] => [
	lon / 360 + 0.5,
	(1 - Math.asinh(Math.tan((Math.max(-84, Math.min(84, lat)) * Math.PI) / 180)) / Math.PI) / 2,
];
const unproject = ([x, y]: readonly [number, number]): Position => [
	round((x - 0.5) * 360),
	round((Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI),
];
const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

/**
 * The point of a country farthest from its borders, and how far that is in world widths. Of several
 * parts the one that is widest on the ground counts, not the one that Mercator swells.
 */
function heart(country: MultiPolygon): { point: Position; reach: number } {
	let best = { point: [0, 0] as Position, reach: 0, ground: -1 };
	for (const polygon of country.coordinates) {
		// Squeezed from the sides, because a label is wider than high.
		const squeezed = polygon.map((ring) =>
			ring.map(project).map(([x, y]) => [x / 1.6, y] as const),
		);
		const xs = (squeezed[0] ?? []).map(([x]) => x);
		if (Math.max(...xs) - Math.min(...xs) < 2 * best.ground) continue;
		const found = polylabel(squeezed, 1e-5);
		const point = unproject([found[0] * 1.6, found[1]]);
		const ground = found.distance * Math.cos(((point[1] ?? 0) * Math.PI) / 180);
		if (ground > best.ground) best = { point, reach: found.distance, ground };
	}
	return best;
}

function territoryNames(language: string): Record<string, string> {
	const path = require.resolve(`cldr-localenames-full/main/${language}/territories.json`);
	const { main } = JSON.parse(readFileSync(path, 'utf8'));
	return main[language].localeDisplayNames.territories;
}

/** A point per country, with `zoom`, the least at which its name fits into it, and `reach` for sorting. */
export function countryLabels({ countries }: Boundaries): Feature<Point>[] {
	const named = labelLanguages.map((language) => [language, territoryNames(language)] as const);
	// The shorter or more familiar of the two names that CLDR offers; Turkey's is so in English alone.
	const other: Readonly<Record<string, string>> = {
		PS: 'short',
		HK: 'short',
		MO: 'short',
		CD: 'variant',
		CG: 'variant',
	};
	const key = (code: string, language: string) =>
		code === 'TR' && language === 'en' ? 'TR-alt-variant' : `${code}-alt-${other[code]}`;
	return [...countries]
		.map(([code, country]) => ({ code, ...heart(country) }))
		.sort((a, b) => b.reach - a.reach)
		.flatMap(({ code, point, reach }) => {
			const names: Names = Object.fromEntries(
				named.map(([language, of]) => [
					language,
					of[key(code, language)] ?? of[code],
				]),
			);
			if (!names.en) return [];
			// A name may reach over its country's borders a little: 11 pixels from heart to border do.
			const zoom = Math.max(1, Math.min(7, Math.log2(11 / (512 * reach))));
			return {
				type: 'Feature' as const,
				geometry: { type: 'Point' as const, coordinates: point },
				properties: {
					...nameProperties(names.en, names, labelLanguages),
					code,
					zoom: Math.round(zoom * 10) / 10,
				},
			};
		});
}

/** A point per first-level division, where Natural Earth sets its label. */
export function divisionLabels({ divisions }: Boundaries): Feature<Point>[] {
	return divisions.flatMap(({ properties }) => {
		const { name, latitude, longitude, min_label } = properties;
		if (!name || min_label > 11) return [];
		const names = Object.fromEntries(
			labelLanguages.map((language) => [language, properties[`name_${language}`] ?? undefined]),
		);
		return {
			type: 'Feature',
			geometry: { type: 'Point', coordinates: [round(longitude), round(latitude)] },
			properties: { ...nameProperties(name, names, labelLanguages), zoom: min_label },
		};
	});
}

/** Oceans, seas and gulfs from our own table. */
export function seaLabels(): Feature<Point>[] {
	const file = new URL('../basemap/seas.tsv', import.meta.url);
	const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
	const columns = head.split('\t');
	return lines.map((line) => {
		const row = Object.fromEntries(line.split('\t').map((cell, i) => [columns[i], cell]));
		return {
			type: 'Feature',
			geometry: { type: 'Point', coordinates: [Number(row.lon), Number(row.lat)] },
			properties: {
				...nameProperties(row.en ?? '', row, labelLanguages),
				zoom: Number(row.zoom),
				kind: row.kind ?? 'sea',
			},
		};
	});
}
