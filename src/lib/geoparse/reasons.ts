/** What speaks for a candidate, each with its weight: the log-odds are their sum. */
import type { Place, Reason } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { distanceKm } from '#lib/gazetteer/nearness.ts';
import type { Knowledge } from './evidence.ts';
import { isCountry, isIn, type Name } from './senses.ts';

/** How often areas are spoken of: countries by code, divisions by country and name. */
export type Areas = ReadonlyMap<string, number>;

/** What is known of the document so far. */
export interface Context {
	/** How often the text names each area, and how many of its names seem to lie in it. */
	readonly areas: Areas;
	/** Which part of that each name brings itself. */
	readonly shares: ReadonlyMap<string, Areas>;
	/** Places that are settled already, for nearness. */
	readonly anchors: readonly Place[];
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
const seat: Reason = { code: 'seat', facts: {}, weight: 0.8 };
const overshadowed: Reason = { code: 'overshadowed', facts: {}, weight: -1.5 };
const perPopulation = 0.82;
const unknownPopulation = 1;

const reachKm = 250;
const city = 50_000;
const counted = 3;

export const divisionKey = (country: string | null, name: string | null) =>
	`${country ?? ''}/${name ?? ''}`;

function prior(place: Place, principal: boolean, rival: boolean): Reason[] {
	const alias = rival && place.kind !== 'settlement' ? -1.5 : -0.5;
	const weight = principal ? 0.7 : alias;
	const reasons: Reason[] = [
		{ code: principal ? 'principal-name' : 'other-name', facts: {}, weight },
	];
	// "Columbia" is what some call a country, and what many cities are called.
	const share = rival && !principal ? 0.5 : 1;
	if (place.kind !== 'settlement') {
		const weight = kindWeight[place.kind] * share;
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
	const others = (area: string) => (areas.get(area) ?? 0) - perName * (own?.get(area) ?? 0);
	const inCountry = others(place.country ?? '');
	if (place.kind !== 'country') {
		const name = gazetteer.country(place.country ?? '')?.name ?? place.country ?? '';
		add('co-mentioned-country', 'country', name, inCountry, 1.2, 3);
	}
	if (place.kind !== 'country' && place.kind !== 'region') {
		const division = place.kind === 'admin1' ? place.name : place.admin1;
		const times = others(divisionKey(place.country, division));
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

function fromNeighbours(place: Place, key: string, { anchors }: Context): Reason[] {
	if (place.kind === 'country' || place.kind === 'region' || place.kind === 'admin1') return [];
	const near = anchors
		.filter(({ id, names, name }) => id !== place.id && foldName(names.en ?? name) !== key)
		.map((anchor) => ({ anchor, km: distanceKm(anchor.point, place.point) }))
		.filter(({ km }) => km < reachKm)
		.sort((a, b) => a.km - b.km)
		.slice(0, counted);
	return near.map(({ anchor, km }, i) => ({
		code: 'near',
		facts: { place: anchor.name, km: Math.round(km) },
		weight: ((i ? 0.7 : 1.8) * (reachKm - km)) / reachKm,
	}));
}

function fromWords(
	place: Place,
	{ toponym, beside }: Name,
	{ senses }: Context,
	containers: readonly Place[],
): Reason[] {
	const reasons: Reason[] = [];
	const outer = containers.find((container) => isIn(place, container));
	if (outer) reasons.push({ code: 'contained', facts: { place: outer.name }, weight: 8 });
	if (toponym.within && toponym.within === place.country && place.kind !== 'country') {
		const country = place.country;
		reasons.push({ code: 'adjective', facts: { country }, weight: 5 });
	}
	if (toponym.cue && toponym.cue === place.kind) {
		reasons.push({ code: 'called', facts: { kind: place.kind }, weight: 2.5 });
	}
	const alike = beside.flatMap((key) => senses.get(key) ?? []);
	const same = alike.filter(
		({ kind, country }) => kind === place.kind && (kind === 'country' || country === place.country),
	);
	if (alike.length && same.length * 2 > alike.length) {
		const facts = { place: (same[0] as Place).name };
		reasons.push({ code: 'listed-with', facts, weight: place.kind === 'settlement' ? 0.5 : 1.5 });
	}
	return reasons;
}

/** A village called America is no rival to what everybody calls America. */
const isKnown = ({ kind, population }: Place): boolean =>
	kind !== 'settlement' || population > city;

/** California in Pennsylvania is hardly ever meant. */
const isOvershadowed = (place: Place, matches: readonly Match[]): boolean =>
	place.kind === 'settlement' &&
	matches.some(
		({ principal, place: { kind, country, name } }) =>
			principal && kind === 'admin1' && country === place.country && name !== place.admin1,
	);

/** Agadez is the town before it is the region around it. */
const isSeat = (place: Place, matches: readonly Match[]): boolean =>
	place.kind === 'settlement' &&
	matches.some(
		({ place: { kind, country, name } }) =>
			kind === 'admin1' && country === place.country && name === place.admin1,
	);

/** All that speaks for one candidate of a name, in this text. */
export function reasonsFor(
	{ place, principal }: Match,
	name: Name,
	context: Context,
	{ gazetteer }: Knowledge,
): Reason[] {
	const { matches, container } = name.toponym;
	const named = matches.some(isCountry);
	const rival = matches.some((match) => match.principal && isKnown(match.place));
	// "Georgia, Iraq, Iran" is a list, and nothing in Iran.
	const containers = container && !named ? gazetteer.lookup(container) : [];
	return [
		...prior(place, principal, rival),
		...(isSeat(place, matches) ? [seat] : []),
		...(isOvershadowed(place, matches) ? [overshadowed] : []),
		...fromAreas(place, name.key, context, gazetteer),
		...fromWords(
			place,
			name,
			context,
			containers.map((match) => match.place),
		),
		...fromNeighbours(place, name.key, context),
	];
}
