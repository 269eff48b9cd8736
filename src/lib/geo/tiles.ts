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

const cellOf = (place: TilePlace): Cell => ({
	...{ most: place, places: 1, mentions: place.mentions, named: place.named },
	sum: [
		Math.round(place.point[0] * perDegree) * place.mentions,
		Math.round(place.point[1] * perDegree) * place.mentions,
	],
});

/** At the centre of the mentions, so that a gathered mark stands where most of them are. */
const centreOf = ({ most, places, mentions, sum: [lon, lat] }: Cell): LonLat =>
	places === 1 ? most.point : [lon / mentions / perDegree, lat / mentions / perDegree];

/** Marks closer than this would hide each other, in widths of a tile: 36 px where it is drawn at 512. */
const apart = 36 / 512;

/** Those of neighbouring cells that stand too close become one, at the one that is mentioned more. */
function joined(cells: readonly Cell[], tile: Tile): Cell[] {
	const kept: { readonly cell: Cell; readonly at: readonly [x: number, y: number] }[] = [];
	const byMentions = cells.toSorted(
		(a, b) => b.mentions - a.mentions || mostMentioned(a.most, b.most),
	);
	for (const cell of byMentions) {
		const at = inWorld(centreOf(cell));
		const hidden = kept.find(
			(one) => Math.hypot(one.at[0] - at[0], one.at[1] - at[1]) * 2 ** tile.z < apart,
		);
		if (hidden) join(hidden.cell, cell);
		else kept.push({ cell, at });
	}
	// Joining moves the centres: until none is too close.
	const left = kept.map(({ cell }) => cell);
	return left.length < cells.length ? joined(left, tile) : left;
}

function join(one: Cell, other: Cell): void {
	if (mostMentioned(other.most, one.most) < 0) one.most = other.most;
	one.places += other.places;
	one.mentions += other.mentions;
	one.named += other.named;
	one.sum[0] += other.sum[0];
	one.sum[1] += other.sum[1];
}

const markOf = (cell: Cell): TileMark => {
	const { most, places, mentions, named } = cell;
	return { id: most.id, point: centreOf(cell), mentions, named, places };
};

/**
 * The places of a tile, those of one cell gathered at their common centre.
 * @param places those in the tile's box; others are left out, so each is on one tile only
 */
export function gathered(places: Iterable<TilePlace>, tile: Tile): TileMark[] {
	const { z, x, y } = tile;
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
		const there = byCell.get(cell);
		if (there) join(there, cellOf(place));
		else byCell.set(cell, cellOf(place));
	}
	const marks = z >= aloneFromZoom ? alone : joined([...byCell.values()], tile).map(markOf);
	return marks.sort(mostMentioned).slice(0, mostAlone);
}
