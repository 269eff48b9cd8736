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

/** The shortest stretch that holds `share` of the weight. */
function shortest(
	values: readonly (readonly [value: number, weight: number])[],
	share: number,
): readonly [least: number, most: number] {
	const sorted = values.toSorted(([a], [b]) => a - b);
	const target = share * sorted.reduce((sum, [, weight]) => sum + weight, 0);
	let best: readonly [number, number] = [sorted[0]?.[0] ?? 0, sorted.at(-1)?.[0] ?? 0];
	let first = 0;
	let inside = 0;
	for (const [last, weight] of sorted) {
		inside += weight;
		while (inside - (sorted[first]?.[1] ?? 0) >= target) inside -= sorted[first++]?.[1] ?? 0;
		const least = sorted[first]?.[0] ?? last;
		if (inside >= target && last - least < best[1] - best[0]) best = [least, last];
	}
	return best;
}

const most = 0.6;

/**
 * Where most is said to happen: on each axis, the shortest stretch with three fifths of the
 * mentions, so that a corpus about two regions opens on the one it says more of. Countries do not
 * count, since a wide one would say little about where.
 */
export function heartOf(places: readonly PlaceFeature[]): Bbox | null {
	const points = places.filter(({ geometry }) => geometry.type === 'Point');
	if (points.length < 5) return extentOf(points.length ? points : places);
	const along = (axis: 'lon' | 'lat') =>
		shortest(
			points.map(({ properties }) => [properties[axis], properties.mentionCount] as const),
			most,
		);
	const [west, east] = along('lon');
	const [south, north] = along('lat');
	return [west, south, east, north];
}
