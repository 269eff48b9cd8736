/** What speaks for a candidate, each with its weight: the log-odds are their sum. */
import type { Place, Reason } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { type Anchors, isSpot } from './anchors.ts';
import type { Knowledge } from './evidence.ts';
import { fromHome, type Home } from './home.ts';
import { fromJudged, type Judged, matchesJudged } from './judged.ts';
import { isCountry, isIn, type Name } from './senses.ts';

/** How often areas are spoken of: countries by code, divisions by country and name. */
export type Areas = ReadonlyMap<string, number>;

/** What is known of the document so far. */
export interface Context {
	/** How often the text names each area, and how many of its names seem to lie in it. */
	readonly areas: Areas;
	/** Which part of that each name brings itself. */
	readonly shares: ReadonlyMap<string, Areas>;
	/** Where the other names seem to be, for nearness. */
	readonly anchors: Anchors;
	/** What each name is taken for so far. */
	readonly senses: ReadonlyMap<string, Place>;
}

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

const seat: Reason = { code: 'seat', facts: {}, weight: 0.8 };
const overshadowed: Reason = { code: 'overshadowed', facts: {}, weight: -1.5 };
const perPopulation = 0.82;
const unknownPopulation = 1;

const city = 50_000;

export const divisionKey = (country: string | null, name: string | null) =>
	`${country ?? ''}/${name ?? ''}`;

const divisions = new WeakMap<Place, string>();

/** The key of the division that a place is or lies in: asked often, so remembered. */
export function divisionOf(place: Place): string {
	const known = divisions.get(place);
	if (known !== undefined) return known;
	const found = divisionKey(place.country, place.kind === 'admin1' ? place.name : place.admin1);
	divisions.set(place, found);
	return found;
}

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

/** What a name that only seems to lie in an area counts, beside one that names the area. */
export const perName = 0.85;

const often = (times: number, first: number, most: number) =>
	Math.min(most, first * Math.min(1, times) + 0.7 * Math.max(0, Math.log2(times)));

function fromAreas(
	place: Place,
	key: string,
	{ areas, shares }: Context,
	gazetteer: Gazetteer,
): Reason[] {
	const reasons: Reason[] = [];
	const add = (
		code: string,
		fact: string,
		area: string,
		times: number,
		first: number,
		most: number,
	) => {
		if (times <= 0) return;
		const weight = often(times, first, most);
		const facts = { [fact]: area, times: Math.max(1, Math.round(times)) };
		reasons.push({ code, facts, weight });
	};
	const own = shares.get(key);
	const others = (area: string) => (areas.get(area) ?? 0) - (own?.get(area) ?? 0);
	const inCountry = others(place.country ?? '');
	if (place.country) {
		const name = () => gazetteer.country(place.country ?? '')?.name ?? place.country ?? '';
		// What lies in a country speaks for it, but less than for its neighbours there.
		const [first, most] = place.kind === 'country' ? [0.6, 1.5] : [1.2, 3];
		if (inCountry > 0) add('co-mentioned-country', 'country', name(), inCountry, first, most);
	}
	if (place.kind !== 'country' && place.kind !== 'region') {
		const division = place.kind === 'admin1' ? place.name : place.admin1;
		const times = others(divisionOf(place));
		add(
			'co-mentioned-area',
			'area',
			division ?? '',
			times,
			place.kind === 'admin1' ? 0.5 : 1.7,
			3.5,
		);
	}
	return reasons;
}

/** Areas of one kind in a row: the longer the row, the less likely that it holds a city. */
const perAlike = (alike: number) => Math.min(3, 1.1 + 0.4 * alike);

const nothing: readonly Reason[] = [];

function fromNeighbours(place: Place, key: string, { anchors }: Context): readonly Reason[] {
	if (!isSpot(place)) return nothing;
	return anchors.beside(place, key).map(({ place: other, km, closeness }, i) => ({
		code: 'near',
		facts: { place: other.name, km: Math.round(km) },
		weight: (i ? 0.7 : 1.8) * closeness,
	}));
}

function fromWords(
	place: Place,
	{ toponym, beside, holds }: Name,
	{ senses }: Context,
	containers: readonly Place[],
): Reason[] {
	const reasons: Reason[] = [];
	const inner =
		isArea(place) && holds.find(({ matches }) => matches.some((one) => isIn(one.place, place)));
	if (inner) reasons.push({ code: 'contains', facts: { place: inner.surface }, weight: 5 });
	const outer = containers.find((container) => isIn(place, container));
	if (outer) reasons.push({ code: 'contained', facts: { place: outer.name }, weight: 8 });
	if (toponym.within && toponym.within === place.country && place.kind !== 'country') {
		const country = place.country;
		reasons.push({ code: 'adjective', facts: { country }, weight: 5 });
	}
	if (toponym.cue && toponym.cue === place.kind) {
		reasons.push({ code: 'called', facts: { kind: place.kind }, weight: 2.5 });
	}
	if (!beside.length) return reasons;
	const alike = beside.flatMap((key) => senses.get(key) ?? []);
	const same = alike.filter(
		({ kind, country }) => kind === place.kind && (kind === 'country' || country === place.country),
	);
	if (alike.length && same.length * 2 > alike.length) {
		const facts = { place: (same[0] as Place).name };
		reasons.push({
			code: 'listed-with',
			facts,
			weight: place.kind === 'settlement' ? 0.5 : perAlike(same.length),
		});
	}
	return reasons;
}

const isArea = ({ kind }: Place): boolean => kind === 'country' || kind === 'admin1';

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
	return matches.map(({ place, principal }) => {
		const reasons = prior(place, principal, rival);
		if (principal && isSeat(place, divisions)) reasons.push(seat);
		if (isOvershadowed(place, principal, areas)) reasons.push(overshadowed);
		if (home) reasons.push(...fromHome(place, home, abroad || (rival && !principal)));
		if (judged) reasons.push(...fromJudged(place, toponym, judged));
		return { place, reasons, score: sumOf(reasons), containers };
	});
}

/** What more speaks for one candidate of a name than its option says, in this text. */
export const reasonsFor = (
	{ place, containers }: Option,
	name: Name,
	context: Context,
	{ gazetteer }: Knowledge,
): readonly Reason[] => [
	...fromAreas(place, name.key, context, gazetteer),
	...fromWords(place, name, context, containers),
	...fromNeighbours(place, name.key, context),
];
