/** The question "what is near?" put to the places on the map, and the words of its answer. */
import type { LonLat } from '#lib/domain.ts';
import { destination, distanceKm, initialBearing } from '#lib/geo/measure.ts';
import { type Neighbour, near } from '#lib/geo/near.ts';
import type { Outline } from '#lib/domain.ts';
import { type PlaceFeature, outlineOf, pointOf } from '#lib/map/place.ts';

export interface LocatedPlace {
	readonly point: LonLat;
	readonly outline: Outline | null;
	readonly place: PlaceFeature;
}

/** Places as `near` takes them. */
export const located = (places: readonly PlaceFeature[]): LocatedPlace[] =>
	places.map((place) => ({ point: pointOf(place), outline: outlineOf(place), place }));

const same = (a: LonLat, b: LonLat) =>
	Math.abs(a[0] - b[0]) < 0.00005 && Math.abs(a[1] - b[1]) < 0.00005;

/** The place whose own point this is, if any: then it is called by its name. */
export const placeAt = (places: readonly PlaceFeature[], point: LonLat) =>
	places.find((place) => same(pointOf(place), point)) ?? null;

/** Within the radius, or the nearest so many; not the place that one measures from. */
export function neighbours(
	places: readonly LocatedPlace[],
	{ point, km }: { readonly point: LonLat; readonly km: number },
	nearest: number | null,
): Neighbour<LocatedPlace>[] {
	const others = places.filter(({ outline, point: own }) => outline !== null || !same(own, point));
	return near(point, others, nearest === null ? { km } : { limit: nearest });
}

const stepKm = 100;

/** The shortest way between two points, as corners close enough to look curved on the map. */
export function wayBetween(from: LonLat, to: LonLat): LonLat[] {
	const km = distanceKm(from, to);
	const steps = Math.max(1, Math.ceil(km / stepKm));
	const bearing = initialBearing(from, to);
	let previous = from[0];
	return Array.from({ length: steps + 1 }, (_, i) => {
		const [lon, lat] = i === steps ? to : destination(from, (km * i) / steps, bearing);
		// Longitudes run on across the antimeridian, so that no line is drawn round the world.
		const turns = Math.round((previous - lon) / 360);
		previous = lon + 360 * turns;
		return [previous, lat];
	});
}

/** A slider's position, 0 to 1000, for a radius between `least` and `most` km, and back. */
export const sliderSteps = 1000;

export const toSlider = (km: number, { least, most }: { least: number; most: number }) =>
	Math.round((sliderSteps * Math.log(km / least)) / Math.log(most / least));

/** Rounded to two significant figures: nobody asks for 203.7 km with a slider. */
export function fromSlider(position: number, { least, most }: { least: number; most: number }) {
	const km = least * (most / least) ** (position / sliderSteps);
	return Number(km.toPrecision(2));
}

/** `34.4509° N, 40.9621° E`. */
export function coordinates([lon, lat]: LonLat): string {
	const ns = lat < 0 ? 'S' : 'N';
	const ew = lon < 0 ? 'W' : 'E';
	return `${Math.abs(lat).toFixed(3)}° ${ns}, ${Math.abs(lon).toFixed(3)}° ${ew}`;
}
