/** Settlements as labels: which of the world's 200,000 to name at which zoom, and in which words. */
import type { Feature, FeatureCollection, Point } from 'geojson';
import { readCities } from './cities.ts';
import { type Names, labelLanguages, nameProperties } from './names.ts';

interface Settlement {
	readonly id: string;
	readonly name: string;
	readonly names: Names;
	readonly lon: number;
	readonly lat: number;
	readonly code: string;
	readonly weight: number;
}

/** Sections of towns, and places that are no more, are not labels. */
const left = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW', 'PPLCH']);
/** The capital of a state; those of the smallest wait until there is room for them. */
const capital = { least: 60_000, weight: 1_500_000, small: 150_000 };
/** What a seat of government counts for where its population is small or unknown. */
const seats: Readonly<Record<string, number>> = {
	PPLA: 150_000,
	PPLA2: 25_000,
	PPLA3: 6_000,
	PPLA4: 1_500,
};
/** Below these zooms a settlement of less weight is not named, however empty the land. */
const floors: readonly (readonly [zoom: number, weight: number])[] = [
	[3, 2_500_000],
	[4, 700_000],
	[5, 150_000],
	[6, 30_000],
	[7, 8_000],
	[8, 1_500],
];
/** Nothing waits beyond this zoom. */
const lastZoom = 11;
/** Room that a label needs, in pixels of a map whose world is 512 pixels wide at zoom 0. */
const room = { width: 96, height: 36 };

const rankOfCapital = (population: number) =>
	population < capital.least ? capital.small : capital.weight;

function readSettlements(): Settlement[] {
	return readCities()
		.filter(({ code }) => !left.has(code))
		.map(({ code, population, ...city }) => ({
			...city,
			code,
			weight: Math.max(population, code === 'PPLC' ? rankOfCapital(population) : (seats[code] ?? 0)),
		}));
}

/** Places of our own that the gazetteer lacks, and our names for those it has. */
function withAuthored(settlements: readonly Settlement[], authored: FeatureCollection<Point>) {
	const known = new Map(settlements.map((settlement) => [settlement.id, settlement]));
	for (const { id, geometry, properties } of authored.features) {
		if (properties?.kind !== 'settlement') continue;
		const key = String(id).replace(/^gn:/, '');
		const [lon = 0, lat = 0] = geometry.coordinates;
		const base = known.get(key) ?? { id: key, code: 'PPL', weight: 1_500, lon, lat };
		const names: Names = { ...(base as Settlement).names, ...properties.names };
		known.set(key, { ...base, name: properties.name, names });
	}
	return [...known.values()];
}

const mercatorY = (lat: number) =>
	(1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;

/** The least zoom at which each settlement is named: the weightier first, where it has room. */
function zooms(settlements: readonly Settlement[]): Map<Settlement, number> {
	const given = new Map<Settlement, number>();
	const ordered = [...settlements].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
	for (let zoom = 3; zoom < lastZoom; zoom++) {
		const size = 512 * 2 ** zoom;
		const floor = floors.find(([z]) => z === zoom)?.[1] ?? 0;
		const taken = new Map<string, { x: number; y: number }[]>();
		for (const settlement of ordered) {
			if (settlement.weight < floor) break;
			const x = (settlement.lon / 360 + 0.5) * size;
			const y = mercatorY(settlement.lat) * size;
			const [column, row] = [Math.floor(x / room.width), Math.floor(y / room.height)];
			const near = [-1, 0, 1].flatMap((dx) =>
				[-1, 0, 1].flatMap((dy) => taken.get(`${column + dx}/${row + dy}`) ?? []),
			);
			const free = near.every(
				(other) => Math.abs(other.x - x) > room.width || Math.abs(other.y - y) > room.height,
			);
			// Whoever has a place on a lower zoom keeps it: labels appear, they do not vanish.
			if (!free && !given.has(settlement)) continue;
			if (!given.has(settlement)) given.set(settlement, zoom);
			const cell = `${column}/${row}`;
			taken.set(cell, [...(taken.get(cell) ?? []), { x, y }]);
		}
	}
	return given;
}

/**
 * Points with `name`, `name_xx`, `zoom` (the least to draw it at), `rank` (0 heaviest, for sorting)
 * and `kind` (capital, seat, settlement), heaviest first.
 */
export function settlementLabels(authored: FeatureCollection<Point>): Feature<Point>[] {
	const settlements = withAuthored(readSettlements(), authored);
	const given = zooms(settlements);
	return settlements
		.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
		.map(({ name, names, lon, lat, code, weight }, i) => ({
			type: 'Feature',
			geometry: { type: 'Point', coordinates: [lon, lat] },
			properties: {
				...nameProperties(name, names, labelLanguages),
				zoom: given.get(settlements[i] as Settlement) ?? lastZoom,
				rank: Math.max(0, 24 - Math.round(3 * Math.log10(Math.max(1, weight)))),
				kind: code === 'PPLC' ? 'capital' : code === 'PPLA' ? 'seat' : 'settlement',
			},
		}));
}
