/** Tiles of the Web Mercator pyramid, and points gathered so that a tile stays small. */
import type { Bbox, LonLat, PlaceKind } from '#lib/domain.ts';

/** Zoom, column from the west and row from the north; there are 2^z columns and rows. */
export interface Tile {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

export const deepestZoom = 22;

/** Is it one of the pyramid? */
export const isTile = ({ z, x, y }: Tile): boolean =>
	[z, x, y].every((part) => Number.isInteger(part) && part >= 0) &&
	z <= deepestZoom &&
	x < 2 ** z &&
	y < 2 ** z;

/** Web Mercator ends here. */
const northernmost = 85.051_128_779_806_6;

/** Where a point lies in the world's square, from 0 to 1 eastward and southward; poles at the edge. */
export function inWorld([lon, lat]: LonLat): readonly [x: number, y: number] {
	const bounded = Math.max(-northernmost, Math.min(northernmost, lat));
	const sine = Math.sin((bounded * Math.PI) / 180);
	const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
	return [lon / 360 + 0.5, Math.max(0, Math.min(1, y))];
}

const latitude = (y: number): number =>
	(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** The box of a tile; the outermost rows reach to the poles. */
export function tileBbox({ z, x, y }: Tile): Bbox {
	const count = 2 ** z;
	const west = (x / count) * 360 - 180;
	const south = y === count - 1 ? -90 : latitude((y + 1) / count);
	return [west, south, west + 360 / count, y === 0 ? 90 : latitude(y / count)];
}

/** Kinds of places that are areas, with an outline or without. */
export const areaKinds: ReadonlySet<PlaceKind> = new Set(['country', 'admin1', 'admin2', 'region']);

/** A place on a tile. */
export interface TilePlace {
	readonly id: string;
	readonly point: LonLat;
	readonly mentions: number;
	/** Mentions by name, not only by demonym. */
	readonly named: number;
}

/** One place, or several that stand too close together to be told apart. */
export interface TileMark extends TilePlace {
	/** 1 for a place by itself; of several, the `id` is that of the most mentioned. */
	readonly places: number;
}

/** Cells to a side of a tile; of a tile drawn at 512 px each is 64 px wide, as far as the largest mark. */
const cells = 8;
/** From this zoom on, no place hides another. */
export const aloneFromZoom = 14;
/** The most mentioned ones, where that many stand alone on a tile. */
const mostAlone = 5000;

/** The same order whatever the order of the places before. */
const mostMentioned = (a: TilePlace, b: TilePlace): number =>
	b.mentions - a.mentions || (a.id < b.id ? -1 : 1);

/** Degrees are summed in ten-millionths, so that a centre is the same in whatever order its places come. */
const perDegree = 1e7;

/** What is known of a cell while its places come by. */
interface Cell {
	most: TilePlace;
	places: number;
	mentions: number;
	named: number;
	/** Of longitude and latitude, each place as often as it is mentioned. */
	readonly sum: [number, number];
}

function added(cell: Cell | undefined, place: TilePlace): Cell {
	const { mentions, named, point } = place;
	const one = cell ?? { most: place, places: 0, mentions: 0, named: 0, sum: [0, 0] };
	if (mostMentioned(place, one.most) < 0) one.most = place;
	one.places += 1;
	one.mentions += mentions;
	one.named += named;
	one.sum[0] += Math.round(point[0] * perDegree) * mentions;
	one.sum[1] += Math.round(point[1] * perDegree) * mentions;
	return one;
}

/** At the centre of the mentions, so that a gathered mark stands where most of them are. */
function merged({ most, places, mentions, named, sum: [lon, lat] }: Cell): TileMark {
	const centre = [lon / mentions / perDegree, lat / mentions / perDegree] as const;
	return { id: most.id, point: places === 1 ? most.point : centre, mentions, named, places };
}

/**
 * The places of a tile, those of one cell gathered at their common centre.
 * @param places those in the tile's box; others are left out, so each is on one tile only
 */
export function gathered(places: Iterable<TilePlace>, { z, x, y }: Tile): TileMark[] {
	const count = 2 ** z;
	const byCell = new Map<number, Cell>();
	const alone: TileMark[] = [];
	for (const place of places) {
		const [worldX, worldY] = inWorld(place.point);
		// 180° and the south pole belong to the last column and row.
		const column = Math.min(worldX * count, count - 1e-9) - x;
		const row = Math.min(worldY * count, count - 1e-9) - y;
		if (column < 0 || column >= 1 || row < 0 || row >= 1) continue;
		if (z >= aloneFromZoom) {
			alone.push({ ...place, places: 1 });
			continue;
		}
		const cell = Math.floor(column * cells) * cells + Math.floor(row * cells);
		byCell.set(cell, added(byCell.get(cell), place));
	}
	const marks = z >= aloneFromZoom ? alone : Array.from(byCell.values(), merged);
	return marks.sort(mostMentioned).slice(0, mostAlone);
}
