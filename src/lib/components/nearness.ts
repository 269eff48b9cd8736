/** The question "what is near?" put to the places on the map, and the words of its answer. */
import type { LonLat } from '#lib/domain.ts';
import { type Wind, destination, distanceKm, initialBearing } from '#lib/geo/measure.ts';
import { type Neighbour, isAtEdge, near } from '#lib/geo/near.ts';
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

/** How one stands to a neighbour: inside it, at its border, or some way off. */
export type Nearness = Pick<Neighbour<LocatedPlace>, 'item' | 'km'> &
	(
		| { readonly stands: 'away'; readonly wind: Wind }
		| { readonly stands: 'inside' | 'border'; readonly wind: null }
	);

/**
 * Is the place in this country or division? The gazetteer knows on which side of a border a village
 * is; an outline made for maps of the world may run past it. Null where the gazetteer cannot tell.
 */
function liesIn({ properties: own }: PlaceFeature, { properties: area }: PlaceFeature) {
	if (!own.country || !area.country) return null;
	if (area.kind === 'country') return own.country === area.country;
	if (area.kind !== 'admin1') return null;
	if (own.country !== area.country) return false;
	return own.admin1 && own.admin1 === area.name;
}

/** How far the outlines of countries and divisions stray from their borders at most. */
const strayKm = 5;

function standing(
	from: LonLat,
	origin: PlaceFeature | null,
	found: Neighbour<LocatedPlace>,
): Nearness {
	const { item, km, wind } = found;
	const known = origin && item.outline && liesIn(origin, item.place);
	if (known) return { item, km: 0, stands: 'inside', wind: null };
	if (wind) return { item, km, stands: 'away', wind };
	const beyond = known === false && item.outline && isAtEdge(from, item.outline, strayKm);
	return { item, km, stands: beyond ? 'border' : 'inside', wind };
}

const order = ({ km, stands }: Nearness) => (stands === 'inside' ? -1 : km);

/** Within the radius, or the nearest so many; not the place that one measures from. */
export function neighbours(
	places: readonly LocatedPlace[],
	{ point, km }: { readonly point: LonLat; readonly km: number },
	nearest: number | null,
): Nearness[] {
	const origin = places.find(({ outline, point: own }) => !outline && same(own, point))?.place;
	const others = places.filter(({ outline, point: own }) => outline !== null || !same(own, point));
	return near(point, others, nearest === null ? { km } : {})
		.map((found) => standing(point, origin ?? null, found))
		.sort((a, b) => order(a) - order(b))
		.slice(0, nearest ?? undefined);
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
