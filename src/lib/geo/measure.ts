/**
 * Distance and direction on the sphere (Turf: haversine, mean radius 6,371.0088 km), which is within
 * 0.6 % of the ellipsoid.
 */
import { bearing as turfBearing } from '@turf/bearing';
import { destination as turfDestination } from '@turf/destination';
import { distance as turfDistance } from '@turf/distance';
import type { LonLat } from '#lib/domain.ts';

/** Turf's radius of the Earth. */
export const earthRadiusKm = 6371.0088;

/** The sixteen winds, clockwise from north: keys for the screen's words. */
export const winds = [
	'n',
	'nne',
	'ne',
	'ene',
	'e',
	'ese',
	'se',
	'sse',
	's',
	'ssw',
	'sw',
	'wsw',
	'w',
	'wnw',
	'nw',
	'nnw',
] as const;

export type Wind = (typeof winds)[number];

/** Kilometres between two points along the great circle. */
export function distanceKm(from: LonLat, to: LonLat): number {
	return turfDistance([...from], [...to]);
}

/** Degrees clockwise from north, 0 up to 360, in which one sets out from `from` to `to`. */
export function initialBearing(from: LonLat, to: LonLat): number {
	return (turfBearing([...from], [...to]) + 360) % 360;
}

/** The wind nearest to a bearing in degrees. */
export function wind(bearing: number): Wind {
	const index = Math.round((((bearing % 360) + 360) % 360) / 22.5) % winds.length;
	return winds[index] ?? 'n';
}

/** A longitude brought into -180 up to 180; 180 itself stays. */
export function normalLongitude(lon: number): number {
	return lon >= -180 && lon <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180;
}

/** The point `km` from `from` in the direction `bearing`. */
export function destination(from: LonLat, km: number, bearing: number): LonLat {
	const [lon = 0, lat = 0] = turfDestination([...from], km, bearing).geometry.coordinates;
	return [normalLongitude(lon), lat];
}
