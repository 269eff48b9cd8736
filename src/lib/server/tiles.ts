/** Tiles of places as Mapbox Vector Tiles (version 2). */
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import * as v from 'valibot';
import { deepestZoom, inWorld, isTile, type Tile } from '#lib/geo/tiles.ts';
import { QueryError } from '#lib/query.ts';
import type { PlaceMark } from './store/port.ts';

const extent = 4096;
/** What the one layer is called. */
export const layerName = 'places';

const whole = v.pipe(v.string(), v.regex(/^\d{1,8}$/), v.transform(Number));
const TileSchema = v.pipe(v.object({ z: whole, x: whole, y: whole }), v.check(isTile));

/** @throws {QueryError} when the path names no tile. */
export function readTile(path: Readonly<Record<string, string | undefined>>): Tile {
	const result = v.safeParse(TileSchema, path);
	if (result.success) return result.output;
	const { z, x, y } = path;
	throw new QueryError(
		'tile',
		`${z}/${x}/${y}`,
		`expected zoom/column/row: a zoom from 0 to ${deepestZoom}, column and row below 2 to its power`,
	);
}

/** A place's properties, or what a gathered mark has of its places; the map draws both. */
const tags = ({ place, places, mentions, named }: PlaceMark) =>
	places > 1
		? { point_count: places, point_count_abbreviated: shortly(places), count: mentions }
		: {
				id: place.id,
				name: place.name,
				label: place.name,
				kind: place.kind,
				count: mentions,
				demonym: named === 0,
				extended: place.kind === 'physical',
			};

const shortly = (count: number): string =>
	count < 1000 ? String(count) : `${Math.round(count / 100) / 10}k`;

/** @returns the bytes of the tile; none where it is empty */
export function encodeTile(marks: readonly PlaceMark[], { z, x, y }: Tile): Uint8Array | null {
	if (!marks.length) return null;
	const count = 2 ** z;
	const features = marks.map((mark) => {
		const [worldX, worldY] = inWorld(mark.point);
		const at = [
			Math.round((worldX * count - x) * extent),
			Math.round((worldY * count - y) * extent),
		] as [number, number];
		return { type: 1 as const, geometry: [at], tags: tags(mark) };
	});
	const tile = { features } as unknown as Parameters<typeof fromGeojsonVt>[0][string];
	return fromGeojsonVt({ [layerName]: tile }, { version: 2, extent });
}
