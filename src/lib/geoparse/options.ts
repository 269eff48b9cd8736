/** What a name may mean, and what speaks for each place whatever else the text says. */
import type { Place, Reason } from '#lib/domain.ts';
import type { Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import type { Knowledge } from './evidence.ts';
import { fromHome, type Home } from './home.ts';
import { fromJudged, type Judged, matchesJudged } from './judged.ts';
import { isCountry, type Name } from './senses.ts';

/** How often areas are spoken of: countries by code, divisions by country and name. */
export type Areas = ReadonlyMap<string, number>;

const kindWeight: Readonly<Record<Place['kind'], number>> = {
	country: 8.5,
	region: 5.5,
	admin1: 4.8,
	admin2: 3.2,
	physical: 3,
	facility: 2.5,
	settlement: 0,
};
/**
 * How well known a place of its kind is: less than its like where few live there (Norfolk Island,
 * a Portland in Jamaica), more where it is wide (a sea).
 */
function standing({ kind, population, bbox }: Place): number {
	const weight = kindWeight[kind];
	const size = Math.log10(population + 1);
	if (kind === 'country') return weight + 1.2 * Math.min(0, size - 7);
	if (kind === 'admin1') return population ? Math.max(3, weight + 0.8 * (size - 6)) : weight - 0.8;
	if (kind !== 'physical' || !bbox) return weight;
	const [west, south, east, north] = bbox;
	const degrees = Math.max((east - west + 360) % 360, north - south);
	return weight + Math.min(3, Math.log2(1 + degrees) / 2);
}

const capital: Reason = { code: 'capital', facts: {}, weight: 0.5 };
const seat: Reason = { code: 'seat', facts: {}, weight: 0.8 };
const overshadowed: Reason = { code: 'overshadowed', facts: {}, weight: -1.5 };
const perPopulation = 0.82;
const unknownPopulation = 1;

const city = 50_000;

function prior(place: Place, principal: boolean, rival: boolean): Reason[] {
	const alias = rival && place.kind !== 'settlement' ? -1.5 : -0.5;
	const weight = principal ? 0.7 : alias;
	const reasons: Reason[] = [
		{ code: principal ? 'principal-name' : 'other-name', facts: {}, weight },
	];
	// "Columbia" is what some call a country, and what many cities are called.
	const share = rival && !principal ? 0.5 : 1;
	if (place.kind !== 'settlement') {
		const weight = standing(place) * share;
		reasons.push({ code: 'kind', facts: { kind: place.kind }, weight });
	} else if (place.population) {
		const weight = Math.log10(place.population + 1) * perPopulation;
		reasons.push({ code: 'population', facts: { population: place.population }, weight });
	} else {
		reasons.push({ code: 'small', facts: {}, weight: unknownPopulation });
	}
	return reasons;
}

/** Is it a country or a first-level division? */
export const isArea = ({ kind }: Place): boolean => kind === 'country' || kind === 'admin1';

const calledIn = new WeakMap<Place, ReadonlySet<string>>();

/** The names of an area in the languages that are read, folded: asked often, so remembered. */
function namesOf(place: Place): ReadonlySet<string> {
	const known = calledIn.get(place);
	if (known) return known;
	const names = new Set(
		[place.name, ...Object.values(place.names)].map((name) => foldName(name ?? '')),
	);
	calledIn.set(place, names);
	return names;
}

/** Colombia is Columbia in languages that are not read here: no principal name of it. */
const asWritten = (match: Match, key: string): Match =>
	match.principal && isArea(match.place) && !namesOf(match.place).has(key)
		? { ...match, principal: false }
		: match;

/** A village called America is no rival to what everybody calls America. */
const isKnown = ({ kind, population }: Place): boolean =>
	kind !== 'settlement' || population > city;

/** California in Pennsylvania is hardly ever meant, nor the Minnesota that is mostly called Minneota. */
const isOvershadowed = (place: Place, principal: boolean, areas: readonly Match[]): boolean =>
	place.kind === 'settlement' &&
	areas.some(
		({ principal: known, place: { kind, country, name } }) =>
			known &&
			(!principal || (kind === 'admin1' && country === place.country && name !== place.admin1)),
	);

/** Agadez is the town before it is the region around it. */
const isSeat = (place: Place, divisions: readonly Match[]): boolean =>
	place.kind === 'settlement' &&
	divisions.some(
		({ place: { country, name } }) => country === place.country && name === place.admin1,
	);

/** Mexico is the country before it is its capital. */
const isCountrysName = ({ country }: Place, areas: readonly Match[]): boolean =>
	areas.some(({ place }) => place.kind === 'country' && place.country === country);

/** The weights of `reasons` added to a score. */
export const sumOf = (reasons: readonly Reason[], score = 0): number =>
	reasons.reduce((sum, { weight }) => sum + weight, score);

/** A place that a name may mean, with what speaks for it whatever else the text says. */
export interface Option {
	readonly place: Place;
	readonly reasons: readonly Reason[];
	/** The sum of their weights. */
	readonly score: number;
	/** What stands after a comma, or nothing. */
	readonly containers: readonly Place[];
}

/** What is known beside the text itself. */
export interface Beside {
	readonly home?: Home | null;
	readonly judged?: Judged | undefined;
}

/** Does the text name another country than that of home, in which the name has a place? */
const isAbroad = (matches: readonly Match[], named: Areas, { place: home }: Home): boolean =>
	matches.some(
		({ place: { country } }) => country && country !== home.country && named.has(country),
	);

/** "Georgia, Iraq, Iran" and "Illinois, Missouri, Ohio" are lists, with nothing in Iran or Missouri. */
const isOneOfAreas = (matches: readonly Match[], beside: readonly string[]): boolean =>
	matches.some(isCountry) ||
	(beside.length > 1 && matches.some(({ place, principal }) => principal && isArea(place)));

/**
 * What a name may mean.
 * @param named the areas that the text itself names
 */
export function optionsOf(
	{ toponym, beside }: Name,
	{ gazetteer }: Knowledge,
	named: Areas,
	{ home, judged }: Beside,
): Option[] {
	const { container } = toponym;
	const found = judged ? matchesJudged(toponym, judged, gazetteer) : toponym.matches;
	const matches = found.map((match) => asWritten(match, toponym.key));
	const rival = matches.some((match) => match.principal && isKnown(match.place));
	const inside = container && !isOneOfAreas(matches, beside) ? gazetteer.lookup(container) : [];
	const abroad = Boolean(home && isAbroad(matches, named, home));
	const containers = inside.map(({ place }) => place);
	const areas = matches.filter(({ place: { kind } }) => kind === 'country' || kind === 'admin1');
	const divisions = areas.filter(({ place }) => place.kind === 'admin1');
	return matches.map(({ place, principal, capital: seated }) => {
		const reasons = prior(place, principal, rival);
		// A paper that has a home means a capital no sooner than others do.
		if (principal && seated && !home && !isCountrysName(place, areas)) reasons.push(capital);
		if (principal && isSeat(place, divisions)) reasons.push(seat);
		if (isOvershadowed(place, principal, areas)) reasons.push(overshadowed);
		if (home) reasons.push(...fromHome(place, home, abroad || (rival && !principal)));
		if (judged) reasons.push(...fromJudged(place, toponym, judged));
		return { place, reasons, score: sumOf(reasons), containers };
	});
}
