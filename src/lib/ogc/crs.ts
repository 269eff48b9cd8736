/** Coordinate reference systems of OGC API – Features Part 2 (OGC 18-058r1). */
import type { Feature, Geometry, Position } from 'geojson';
import type { Bbox } from '#lib/domain.ts';

/** WGS 84, longitude before latitude, as everything is kept. */
export const storageCrs = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
/** WGS 84, latitude before longitude. */
const epsg4326 = 'http://www.opengis.net/def/crs/EPSG/0/4326';

export const crsList: readonly string[] = [storageCrs, epsg4326];

export const latitudeFirst = (crs: string): boolean => crs === epsg4326;

const flipped = (position: Position): Position => {
	const [first = 0, second = 0, ...rest] = position;
	return [second, first, ...rest];
};

function flip(geometry: Geometry): Geometry {
	switch (geometry.type) {
		case 'Point':
			return { ...geometry, coordinates: flipped(geometry.coordinates) };
		case 'Polygon':
			return { ...geometry, coordinates: geometry.coordinates.map((ring) => ring.map(flipped)) };
		case 'MultiPolygon':
			return {
				...geometry,
				coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(flipped))),
			};
		default:
			return geometry;
	}
}

/** The feature with its coordinates in the order of `crs`. */
export function inCrs<G extends Geometry | null, P>(feature: Feature<G, P>, crs: string) {
	if (!latitudeFirst(crs)) return feature;
	const { bbox, geometry, ...rest } = feature;
	const [west = 0, south = 0, east = 0, north = 0] = bbox ?? [];
	return {
		...rest,
		...(bbox && { bbox: [south, west, north, east] }),
		geometry: geometry && flip(geometry),
	};
}

/** A box given in `crs`, as everything else takes it. */
export const boxFrom = ([a, b, c, d]: Bbox, crs: string): Bbox =>
	latitudeFirst(crs) ? [b, a, d, c] : [a, b, c, d];
