/** Which part of the world the map should show. */
import type { Bbox } from '#lib/domain.ts';
import { union } from '#lib/geo/bbox.ts';
import type { PlaceFeature } from '#lib/map/place.ts';

/** The box of a place: of its outline, or its point alone. */
export function boxOf({ bbox, properties: { lon, lat } }: PlaceFeature): Bbox {
	if (bbox?.length !== 4) return [lon, lat, lon, lat];
	const [west, south, east, north] = bbox;
	return [west, south, east, north];
}

/** The box around all of them; null of none. */
export const extentOf = (places: readonly PlaceFeature[]): Bbox | null => union(places.map(boxOf));

/** The value below which `share` of the weight lies. */
function quantile(values: readonly (readonly [value: number, weight: number])[], share: number) {
	const sorted = values.toSorted(([a], [b]) => a - b);
	const target = share * sorted.reduce((sum, [, weight]) => sum + weight, 0);
	let sum = 0;
	for (const [value, weight] of sorted) {
		sum += weight;
		if (sum >= target) return value;
	}
	return sorted.at(-1)?.[0] ?? 0;
}

const tail = 0.3;

/**
 * Where most is said to happen: the box without the outermost three tenths of the mentions on each side.
 * Countries do not count, since a wide one would say little about where.
 */
export function heartOf(places: readonly PlaceFeature[]): Bbox | null {
	const points = places.filter(({ geometry }) => geometry.type === 'Point');
	if (points.length < 5) return extentOf(points.length ? points : places);
	const along = (axis: 'lon' | 'lat') =>
		points.map(({ properties }) => [properties[axis], properties.mentionCount] as const);
	const [lons, lats] = [along('lon'), along('lat')];
	return [
		quantile(lons, tail),
		quantile(lats, tail),
		quantile(lons, 1 - tail),
		quantile(lats, 1 - tail),
	];
}
