/** What lies around something drawn: points, lines and areas of any kind. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Geometry } from 'geojson';
import type { LonLat, Outline } from '#lib/domain.ts';
import { distanceKm } from './measure.ts';
import { type Edged, edgeOf, type Located, reachOf } from './near.ts';

/** A geometry by what can be asked of its parts. */
interface Parts {
	readonly points: readonly LonLat[];
	readonly edges: readonly Edged[];
	readonly areas: readonly Outline[];
	/** Some of its positions, evenly taken, from which the way to an area is measured. */
	readonly corners: readonly LonLat[];
}

const mostCorners = 32;
const known = new WeakMap<Geometry, Parts>();

const flattened = (geometry: Geometry): readonly Exclude<Geometry, { geometries: unknown }>[] =>
	geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(flattened) : [geometry];

const asLonLat = ([lon = 0, lat = 0]: readonly number[]): LonLat => [lon, lat];

function positionsOf(coordinates: unknown): LonLat[] {
	const list = coordinates as readonly unknown[];
	if (typeof list[0] === 'number') return [asLonLat(list as readonly number[])];
	return list.flatMap(positionsOf);
}

function partsOf(geometry: Geometry): Parts {
	const there = known.get(geometry);
	if (there) return there;
	const all = flattened(geometry);
	const positions = all.flatMap(({ coordinates }) => positionsOf(coordinates));
	const step = Math.max(1, Math.ceil(positions.length / mostCorners));
	const made: Parts = {
		points: all.flatMap((one) =>
			one.type === 'Point' || one.type === 'MultiPoint' ? positionsOf(one.coordinates) : [],
		),
		edges: all.flatMap((one) => (one.type === 'Point' || one.type === 'MultiPoint' ? [] : [one])),
		areas: all.flatMap((one) =>
			one.type === 'Polygon' || one.type === 'MultiPolygon' ? [one] : [],
		),
		corners: positions.filter((_, i) => i % step === 0),
	};
	known.set(geometry, made);
	return made;
}

const least = (distances: readonly (number | undefined)[]): number | null => {
	const km = Math.min(...distances.map((each) => each ?? Infinity));
	return km === Infinity ? null : km;
};

/**
 * Kilometres from the nearest point of `geometry` to a place; 0 inside it, and for an area that it
 * touches or lies in. Null beyond `limitKm`. To an area it is measured from at most 32 of the
 * geometry's positions.
 */
export function kmFrom(geometry: Geometry, place: Located, limitKm: number): number | null {
	const { points, edges, areas, corners } = partsOf(geometry);
	if (areas.some((area) => booleanPointInPolygon([...place.point], area))) return 0;
	const { point, outline } = place;
	if (outline) return least(corners.map((corner) => reachOf(corner, place, limitKm)?.km));
	const straight = points.map((each) => distanceKm(point, each)).filter((km) => km <= limitKm);
	return least([...straight, ...edges.map((edge) => edgeOf(point, edge, limitKm)?.km)]);
}

/**
 * The places within `km` of a geometry in longitude and latitude, nearest first; those inside it
 * where `km` is 0.
 */
export function around<T extends Located>(
	geometry: Geometry,
	places: readonly T[],
	km: number,
): { readonly item: T; readonly km: number }[] {
	return places
		.flatMap((item) => {
			const away = kmFrom(geometry, item, km);
			return away === null ? [] : [{ item, km: away }];
		})
		.sort((a, b) => a.km - b.km);
}
