/** Does a geometry itself, not only the box around it, meet a box or a polygon? */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Geometry, Polygon, Position } from 'geojson';
import type { Bbox } from '#lib/domain.ts';
import { contains } from './bbox.ts';

type Rings = readonly (readonly Position[])[];
type Edge = readonly [from: Position, to: Position];

/** Do two lines share a point, in the plane of longitude and latitude? */
export const linesMeet = (a: readonly Position[], b: readonly Position[]): boolean => {
	const edges = edgesNear([b], planeBox(a));
	return edgesNear([a], planeBox(b)).some((edge) => edges.some((other) => cross(edge, other)));
};

/** A box of the plane: it never crosses the antimeridian. */
export function planeBox(positions: readonly Position[]): Bbox {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x = NaN, y = NaN] of positions) {
		west = Math.min(west, x);
		south = Math.min(south, y);
		east = Math.max(east, x);
		north = Math.max(north, y);
	}
	return [west, south, east, north];
}

const share = (a: Bbox, b: Bbox): boolean =>
	a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Above 0 where `c` lies left of the way from `a` to `b`, 0 where it lies on it. */
const side = ([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [cx = 0, cy = 0]: Position) =>
	Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const touches = (edge: Edge, point: Position): boolean =>
	side(...edge, point) === 0 && share(planeBox(edge), planeBox([point]));

function cross(a: Edge, b: Edge): boolean {
	if (!share(planeBox(a), planeBox(b))) return false;
	const [c, d, e, f] = [side(...a, b[0]), side(...a, b[1]), side(...b, a[0]), side(...b, a[1])];
	if (c * d < 0 && e * f < 0) return true;
	return touches(a, b[0]) || touches(a, b[1]) || touches(b, a[0]) || touches(b, a[1]);
}

const edgesNear = (rings: Rings, box: Bbox): Edge[] =>
	rings.flatMap((ring) =>
		ring.slice(1).flatMap((to, i): Edge[] => {
			const edge = [ring[i] ?? to, to] as const;
			return share(planeBox(edge), box) ? [edge] : [];
		}),
	);

const isIn = (point: Position | undefined, rings: Rings): boolean =>
	point !== undefined &&
	booleanPointInPolygon([...point], { type: 'Polygon', coordinates: rings as Position[][] });

function polygonsMeet(a: Rings, b: Rings): boolean {
	const [boxA, boxB] = [planeBox(a.flat()), planeBox(b.flat())];
	if (!share(boxA, boxB)) return false;
	const edges = edgesNear(b, boxA);
	if (edgesNear(a, boxB).some((edge) => edges.some((other) => cross(edge, other)))) return true;
	// Where no edges cross, one lies in the other with all its points, or none.
	return isIn(a[0]?.[0], b) || isIn(b[0]?.[0], a);
}

const asRings = (west: number, south: number, east: number, north: number): Rings => [
	[
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south],
	],
];

function ringsOf(area: Bbox | Polygon): readonly Rings[] {
	if ('type' in area) return [area.coordinates];
	const [west, south, east, north] = area;
	if (west <= east) return [asRings(west, south, east, north)];
	return [asRings(west, south, 180, north), asRings(-180, south, east, north)];
}

/**
 * What lies on the edge is in the area, and what lies in a hole is not.
 * @param geometry a point or an area; anything else meets nothing
 * @param area a box, which may cross the antimeridian, or a polygon
 */
export function meets(geometry: Geometry, area: Bbox | Polygon): boolean {
	switch (geometry.type) {
		case 'Point': {
			const [lon = NaN, lat = NaN] = geometry.coordinates;
			return 'type' in area ? isIn([lon, lat], area.coordinates) : contains(area, [lon, lat]);
		}
		case 'Polygon':
			return ringsOf(area).some((rings) => polygonsMeet(geometry.coordinates, rings));
		case 'MultiPolygon':
			return geometry.coordinates.some((polygon) =>
				ringsOf(area).some((rings) => polygonsMeet(polygon, rings)),
			);
		default:
			return false;
	}
}
