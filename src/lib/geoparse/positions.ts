/** Points that a text gives in figures: coordinates, grid references, "30 km south of Hajin". */
import { toPoint } from 'mgrs/dist/mgrs.esm.js';
import type { Candidate, Language, LonLat, ParsedMention, Place, Span } from '#lib/domain.ts';
import { destination } from '#lib/geo/measure.ts';

/** The letters of the four winds: which way is positive. Dutch Oost is French and Spanish oeste. */
const hemispheres: Readonly<Record<Language, string>> = {
	en: 'N S E W',
	nl: 'N Z O W',
	de: 'N S O W',
	fr: 'N S E O',
	es: 'N S E O',
	tr: 'K G D B',
};

const angle = String.raw`(\d{1,3}(?:[.,]\d+)?)\s?°\s?(?:(\d{1,2}(?:[.,]\d+)?)\s?['′’]\s?)?(?:(\d{1,2}(?:[.,]\d+)?)\s?(?:["″”]|'')\s?)?`;
const decimals = /(?<![\d.,])(-?\d{1,2}\.\d{3,}),\s?(-?\d{1,3}\.\d{3,})(?!\.?\d)/g;
const grid =
	/\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{5}\s?\d{5}|\d{4}\s?\d{4}|\d{3}\s?\d{3})\b/g;

const number = (text: string | undefined) => Number((text ?? '0').replace(',', '.'));

function degrees([whole, minutes, seconds]: readonly (string | undefined)[]): number {
	return number(whole) + number(minutes) / 60 + number(seconds) / 3600;
}

interface Position extends Span {
	readonly point: LonLat;
}

const onEarth = ({ point: [lon, lat] }: Position) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

function inDegrees(text: string, language: Language): Position[] {
	const [north = 'N', south = 'S', east = 'E', west = 'W'] = (
		hemispheres[language] ?? (hemispheres.en as string)
	).split(' ');
	// English letters are understood everywhere, where they do not mean something else.
	const easts = east === 'E' || west === 'E' ? east : `${east}E`;
	const wests = west === 'W' || east === 'W' ? west : `${west}W`;
	const pair = new RegExp(
		`${angle}([${north}${south}NS])[\\s,;/]{1,3}(?:and |en |und |et |y |ve )?${angle}([${easts}${wests}])(?!\\p{L})`,
		'gu',
	);
	return [...text.matchAll(pair)].map((found) => {
		const [all, , , , vertical = '', , , , horizontal = ''] = found;
		const lat = degrees(found.slice(1, 4)) * (vertical === south || vertical === 'S' ? -1 : 1);
		const lon = degrees(found.slice(5, 8)) * (wests.includes(horizontal) ? -1 : 1);
		return { start: found.index, end: found.index + all.length, point: [lon, lat] };
	});
}

function inGrid(text: string): Position[] {
	return [...text.matchAll(grid)].flatMap((found) => {
		try {
			const [lon, lat] = toPoint(found[0].replaceAll(/\s/g, ''));
			return [{ start: found.index, end: found.index + found[0].length, point: [lon, lat] }];
		} catch {
			// Letters and figures that look like a reference, and lie outside the grid.
			return [];
		}
	});
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** A place that no gazetteer has. */
function placeAt([lon, lat]: LonLat, name: string): Place {
	const point = [round(lon), round(lat)] as const;
	return {
		...{ id: `xy:${point.join(',')}`, name, names: {}, kind: 'facility', point },
		...{ bbox: null, country: null, admin1: null, population: 0 },
	};
}

/** Coordinates written in the text: degrees, decimal pairs (latitude first) and MGRS references. */
export function coordinatesIn(text: string, language: Language): ParsedMention[] {
	if (!/\d/.test(text)) return [];
	const pairs = [...text.matchAll(decimals)].map((found): Position => {
		const point = [Number(found[2]), Number(found[1])] as const;
		return { start: found.index, end: found.index + found[0].length, point };
	});
	return [...inDegrees(text, language), ...pairs, ...inGrid(text)]
		.filter(onEarth)
		.map(({ start, end, point }): ParsedMention => {
			const surface = text.slice(start, end);
			const place = placeAt(point, surface);
			const reasons = [{ code: 'written', facts: {}, weight: 8 }];
			const candidates: Candidate[] = [{ place, score: 8, reasons }];
			const bare = { start, end, surface, kind: 'coordinates' as const, metonym: false };
			return { ...bare, place, candidates, confidence: 0.97 };
		});
}

const bearings: Readonly<Record<string, number>> = {
	...{ north: 0, northeast: 45, east: 90, southeast: 135 },
	...{ south: 180, southwest: 225, west: 270, northwest: 315 },
};
const inEnglish: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
	nl: [
		[/noord(?:en)?/, 'north'],
		[/zuid(?:en)?/, 'south'],
		[/oosten/, 'east'],
		[/westen/, 'west'],
	],
	de: [
		[/nord|nörd/, 'north'],
		[/süd/, 'south'],
		[/öst|ost/, 'east'],
		[/west/, 'west'],
	],
	fr: [
		[/nord/, 'north'],
		[/sud/, 'south'],
		[/ouest/, 'west'],
		[/est$/, 'east'],
	],
	es: [
		[/nor(?:te)?/, 'north'],
		[/sur|sud/, 'south'],
		[/oeste/, 'west'],
		[/este$/, 'east'],
	],
	en: [
		[/north/, 'north'],
		[/south/, 'south'],
		[/east/, 'east'],
		[/west/, 'west'],
	],
};

function bearingOf(words: string, language: Language): number | null {
	const lower = words.toLowerCase();
	const parts = (inEnglish[language] ?? []).filter(([pattern]) => pattern.test(lower));
	const vertical = parts.find(([, word]) => word === 'north' || word === 'south')?.[1] ?? '';
	const horizontal = parts.find(([, word]) => word === 'east' || word === 'west')?.[1] ?? '';
	return bearings[vertical + horizontal] ?? null;
}

const figure = String.raw`(\d{1,4}(?:[.,]\d+)?)\s?(km|kilomet(?:er|re|ers|res)|kilomètres?|kilómetros?|miles?|mijl|Meilen)\s+`;
const phrases: Readonly<Record<Language, RegExp>> = {
	en: new RegExp(
		`${figure}(?:to the |due )?((?:north|south)?-?(?:east|west)?(?:north|south)?)\\s+of\\s+$`,
		'iu',
	),
	nl: new RegExp(
		`${figure}(?:ten )?((?:noord|zuid)?(?:oosten|westen)|noorden|zuiden)\\s+van\\s+$`,
		'iu',
	),
	de: new RegExp(`${figure}((?:nord|süd)?(?:östlich|westlich)|nördlich|südlich)\\s+von\\s+$`, 'iu'),
	fr: new RegExp(`${figure}au ((?:nord|sud)?-?(?:est|ouest)?)\\s+(?:de\\s+|d['’])$`, 'iu'),
	es: new RegExp(`${figure}al ((?:nor|sud|sur)?(?:este|oeste)|norte|sur)\\s+de\\s+$`, 'iu'),
};
const perMile = 1.609344;
/** How far before a name its description may begin. */
const reach = 60;
/** Which way "south" may be off, and "about" in the distance: a third of the way. */
const vagueness = 0.3;

/** The point meant by a distance and direction before a mention: "30 km south of Hajin". */
export function derivedFrom(
	text: string,
	base: ParsedMention,
	language: Language,
): ParsedMention | null {
	if (!base.place || base.kind !== 'name') return null;
	const from = Math.max(0, base.start - reach);
	const found = phrases[language]?.exec(text.slice(from, base.start));
	const bearing = found ? bearingOf(found[3] ?? '', language) : null;
	if (!found || bearing === null) return null;
	const km = number(found[1]) * (/^mi|^mij|^Mei/i.test(found[2] ?? '') ? perMile : 1);
	const start = from + found.index;
	const surface = text.slice(start, base.start).trimEnd();
	const point = destination(base.place.point, km, bearing);
	const place = placeAt(point, `${surface} ${base.surface}`);
	const uncertaintyKm = Math.max(1, Math.round(km * vagueness));
	const facts = { place: base.place.name, km: Math.round(km * 10) / 10, uncertaintyKm };
	const reasons = [{ code: 'derived', facts, weight: 4 }];
	return {
		...{ start, end: start + surface.length, surface, kind: 'derived', metonym: false },
		...{ place, candidates: [{ place, score: 4, reasons }] },
		confidence: base.confidence * 0.9,
		uncertaintyKm,
	};
}
