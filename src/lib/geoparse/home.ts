/**
 * Where the publisher of a text is at home: a paper in Ohio says "Dublin" and means its own. What
 * speaks for a place near home is weaker than what the text says itself, and stronger than size.
 */
import type { LonLat, Place, Reason } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { distanceKm } from '#lib/gazetteer/nearness.ts';
import { prominence } from '#lib/gazetteer/row.ts';
import type { Toponym } from './recognize.ts';
import { isIn } from './senses.ts';

/** Shorter than any sentence, longer than the name of any place. */
export const longestHome = 200;

const figures = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,2}(?:\.\d+)?)\s*$/;
/** Of a point in the wild, the country and division are those of the nearest settlement. */
const nearestKm = 100;

function pointIn(words: string): LonLat | null {
	const [, lon, lat] = figures.exec(words) ?? [];
	const point: LonLat = [Number(lon), Number(lat)];
	return Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90 ? point : null;
}

function placeAt(point: LonLat, gazetteer: Gazetteer): Place {
	const [beside] = gazetteer.near(point, nearestKm, 'settlement');
	const id = point.join(',');
	const { country = null, admin1 = null } = beside ?? {};
	const nothing = { names: {}, bbox: null, population: 0 };
	return { id, name: beside?.name ?? id, kind: 'facility', point, country, admin1, ...nothing };
}

/** A place with the name of its country, for the sentence that tells of it. */
export interface Home {
	readonly place: Place;
	readonly country: string;
}

const bestOf = (places: readonly Place[]): Place | null =>
	places.reduce<Place | null>((best, one) => {
		const more = best ? prominence(one) - prominence(best) : 1;
		return more > 0 || (more === 0 && best && one.id < best.id) ? one : best;
	}, null);

/**
 * The place that `words` tell: "Columbus, Ohio", "Ohio", longitude and latitude, or a gazetteer's
 * id. Of several with one name, the best known; null where there is none.
 */
export function homeIn(words: string, gazetteer: Gazetteer): Home | null {
	const told = words.trim();
	const point = pointIn(told);
	const place = point
		? placeAt(point, gazetteer)
		: (gazetteer.byId(told) ?? placeCalled(told, gazetteer));
	if (!place) return null;
	return { place, country: gazetteer.country(place.country ?? '')?.name ?? place.country ?? '' };
}

/** "Columbus, Ohio": each name lies in those after it. */
function placeCalled(told: string, gazetteer: Gazetteer): Place | null {
	const [name = '', ...containers] = told.split(',');
	const places = gazetteer.lookup(name.trim()).map(({ place }) => place);
	const inside = containers.reduce<readonly Place[]>((left, container) => {
		const outer = gazetteer.lookup(container.trim()).map(({ place }) => place);
		return left.filter((place) => outer.some((each) => isIn(place, each)));
	}, places);
	return bestOf(inside);
}

/** What a wrong home is told with. */
export const homeExpected =
	'expected the name of a place such as "Columbus, Ohio", longitude and latitude such as -83,39.96, or an id of the gazetteer';

const reachKm = 250;
const perCountry = 0.5;
const perDivision = 1.2;
const perNearness = 1.2;
/** What nearness would say, where no point is told. */
const ofWhole = 0.7;
/** Where the text itself names another country, and for lesser names, home matters less. */
const lesser = 0.4;

const isPointed = ({ kind }: Place) => kind !== 'country' && kind !== 'region';

/** The division that a place is or lies in. */
const divisionIn = ({ kind, name, admin1 }: Place) => (kind === 'admin1' ? name : admin1);

/**
 * What speaks for `place` where the publisher is at `home`.
 * @param isLess whether the text names a country, not that of home, in which the name has a place,
 *   or other places are better known by that name
 */
export function fromHome(place: Place, { place: home, country }: Home, isLess: boolean): Reason[] {
	if (!isPointed(place) || !home.country || place.country !== home.country) return [];
	const share = isLess ? lesser : 1;
	// Of an area, home is all of it and no point.
	const isPoint = home.kind === 'settlement' || home.kind === 'facility';
	const division = divisionIn(home);
	const isOfDivision = isPointed(home) && division !== null && divisionIn(place) === division;
	const isOfWhole = !isPoint && (isOfDivision || home.kind === 'country');
	const weight =
		(perCountry + (isOfDivision ? perDivision : 0) + (isOfWhole ? ofWhole : 0)) * share;
	const reasons: Reason[] = [
		isOfDivision
			? { code: 'home-area', facts: { area: division }, weight }
			: { code: 'home-country', facts: { country }, weight },
	];
	const km = distanceKm(place.point, home.point);
	if (isPoint && place.kind !== 'admin1' && km < reachKm) {
		const facts = { place: home.name, km: Math.round(km) };
		const weight = perNearness * (1 - km / reachKm) * share;
		reasons.push({ code: 'home-near', facts, weight });
	}
	return reasons;
}

const aroundKm = 100;
/** A word that many places are called by says nothing by one of them being near. */
const few = 12;

/** Names that a place around home bears are likelier names of places. */
export const withHome = (toponyms: readonly Toponym[], { place: home }: Home): readonly Toponym[] =>
	toponyms.map((toponym) => {
		const { kind, matches, doubtful, evidence } = toponym;
		if (kind !== 'name' || doubtful || matches.length > few) return toponym;
		const isNear = matches.some(
			({ place }) =>
				place.country === home.country &&
				(home.kind === 'admin1'
					? place.admin1 === home.name
					: isPointed(home) && distanceKm(place.point, home.point) < aroundKm),
		);
		return isNear ? { ...toponym, evidence: evidence + 1 } : toponym;
	});
