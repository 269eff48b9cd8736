/** Geodesic circles as RFC 7946 polygons, whole across the antimeridian and round the poles. */
import { destination as turfDestination } from '@turf/destination';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { LonLat } from '#lib/domain.ts';
import { earthRadiusKm, normalLongitude } from './measure.ts';

/** A quarter of the way round the Earth: larger circles are better said as what lies outside. */
export const maxRadiusKm = 10_000;

const steps = 128;
const radians = Math.PI / 180;

/** Both latitudes at which the circle meets a meridian, lower first. */
function crossings([lon, lat]: LonLat, km: number, meridian: number): [number, number] {
	const a = Math.sin(lat * radians);
	const b = Math.cos(lat * radians) * Math.cos((meridian - lon) * radians);
	const middle = Math.atan2(a, b);
	const ratio = Math.cos(km / earthRadiusKm) / Math.hypot(a, b);
	const reach = Math.acos(Math.max(-1, Math.min(1, ratio)));
	return [(middle - reach) / radians, (middle + reach) / radians];
}

/** The area beyond a circle that has a pole inside: from its edge to the pole, all round. */
function cap(ring: readonly Position[], center: LonLat, km: number): Polygon {
	const edge = ring
		.map(([lon = 0, lat = 0]) => [normalLongitude(lon), lat])
		.filter(([lon = 0]) => Math.abs(lon) < 180)
		.sort(([a = 0], [b = 0]) => a - b);
	const [lower, upper] = crossings(center, km, 180);
	const north = center[1] > 0;
	const lat = north ? lower : upper;
	const line = [[-180, lat], ...edge, [180, lat]];
	const pole = north ? 90 : -90;
	if (!north) line.reverse();
	const [start, end] = [line[0] as Position, line.at(-1) as Position];
	const corners = [
		[end[0] as number, pole],
		[start[0] as number, pole],
	];
	return { type: 'Polygon', coordinates: [[...line, ...corners, start]] };
}

/** Cuts a counterclockwise ring that reaches over a meridian into its two sides, both closed. */
function cut(
	ring: readonly Position[],
	center: LonLat,
	km: number,
	meridian: number,
): MultiPolygon {
	const [lower, upper] = crossings(center, km, meridian);
	const west: Position[] = [];
	const east: Position[] = [];
	ring.forEach((position, i) => {
		const [lon = 0, lat = 0] = position;
		const [next = lon] = ring[(i + 1) % ring.length] ?? [];
		const inWest = lon <= meridian;
		if (inWest) west.push([meridian > 0 ? lon : lon + 360, lat]);
		else east.push([meridian > 0 ? lon - 360 : lon, lat]);
		if (inWest === next <= meridian) return;
		// Counterclockwise, one goes east along the southern edge and back along the northern.
		const crossing = inWest ? lower : upper;
		west.push([180, crossing]);
		east.push([-180, crossing]);
	});
	const close = (part: Position[]) => [[...part, part[0] as Position]];
	return { type: 'MultiPolygon', coordinates: [close(west), close(east)] };
}

/**
 * All points within `km` of a center, as a polygon of 128 corners on the circle.
 * @throws {RangeError} where `km` is not above 0 and at most `maxRadiusKm`.
 */
export function circle(center: LonLat, km: number): Polygon | MultiPolygon {
	if (!(km > 0 && km <= maxRadiusKm)) {
		throw new RangeError(`A radius of ${km} km: it must be above 0 and at most ${maxRadiusKm}.`);
	}
	// At a pole itself every direction is the same; 11 m beside it the formula holds.
	const from: LonLat = [center[0], Math.max(-89.9999, Math.min(89.9999, center[1]))];
	const ring = Array.from({ length: steps }, (_, i) => {
		const bearing = (-360 * i) / steps;
		return turfDestination([...from], km, bearing).geometry.coordinates;
	});
	if (Math.abs(from[1]) + km / earthRadiusKm / radians >= 90) return cap(ring, from, km);
	const lons = ring.map(([lon = 0]) => lon);
	if (Math.max(...lons) > 180) return cut(ring, from, km, 180);
	if (Math.min(...lons) < -180) return cut(ring, from, km, -180);
	return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
}
