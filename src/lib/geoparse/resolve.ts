/**
 * Which place each toponym means, by the document as a whole: countries and divisions it speaks of,
 * what follows after a comma, what kind of thing it is said to be, how near the other places are,
 * and how well known each candidate is. One sense per discourse (Gale, Church and Yarowsky 1992):
 * the same name means the same place throughout.
 */
import type { Candidate, Place, Reason } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { distanceKm } from '#lib/gazetteer/nearness.ts';
import type { Knowledge } from './evidence.ts';
import type { Toponym } from './recognize.ts';

/** How often areas are spoken of: countries by code, divisions by country and name. */
type Areas = ReadonlyMap<string, number>;

/** What is known of the document so far. */
interface Context {
	/** How often the text names each area, and how many of its names seem to lie in it. */
	readonly areas: Areas;
	/** Which part of that each name brings itself. */
	readonly shares: ReadonlyMap<string, Areas>;
	/** Places that are settled already, for nearness. */
	readonly anchors: readonly Place[];
	/** What each name is taken for so far. */
	readonly senses: ReadonlyMap<string, Place>;
}

/** All occurrences of one name. */
interface Name {
	readonly key: string;
	readonly toponym: Toponym;
	/** Names that stand in a list with it. */
	readonly beside: readonly string[];
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
const capital: Reason = { code: 'capital', facts: {}, weight: 1.2 };
const perPopulation = 0.82;
const unknownPopulation = 1;

const most = 6;
const reachKm = 250;
const counted = 3;

const divisionKey = (country: string | null, name: string | null) =>
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
const perName = 0.85;

const often = (times: number, first: number, most: number) =>
	Math.min(most, first * Math.min(1, times) + 0.7 * Math.max(0, Math.log2(times)));

/** Is `inner` in the area that `outer` names? */
const isIn = (inner: Place, outer: Place): boolean =>
	inner.id !== outer.id &&
	inner.country === outer.country &&
	(outer.kind === 'country' || (outer.kind === 'admin1' && inner.admin1 === outer.name));

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

const isCountry = ({ place, principal }: Match) => place.kind === 'country' && principal;

function rank(name: Name, context: Context, { gazetteer, capitals }: Knowledge): Candidate[] {
	const { toponym, key } = name;
	const { matches, container } = toponym;
	// Mexico is the country before it is its capital.
	const named = matches.some(isCountry);
	const rival = matches.some(({ principal }) => principal);
	// "Georgia, Iraq, Iran" is a list, and nothing in Iran.
	const containers =
		container && !matches.some(isCountry)
			? gazetteer.lookup(container).map(({ place }) => place)
			: [];
	return matches
		.map(({ place, principal }): Candidate => {
			const reasons = [
				...prior(place, principal, rival),
				...(capitals.has(place.id) && !named ? [capital] : []),
				...fromAreas(place, key, context, gazetteer),
				...fromWords(place, name, context, containers),
				...fromNeighbours(place, key, context),
			];
			return { place, reasons, score: reasons.reduce((sum, { weight }) => sum + weight, 0) };
		})
		.sort((a, b) => b.score - a.score || (a.place.id < b.place.id ? -1 : 1));
}

/** Areas that the text names, by name, by demonym, or after a comma. */
function namedAreas(toponyms: readonly Toponym[], gazetteer: Gazetteer): Map<string, number> {
	const areas = new Map<string, number>();
	const add = (key: string | null | undefined, times: number) => {
		if (key) areas.set(key, (areas.get(key) ?? 0) + times);
	};
	const contained = new Set<string>();
	for (const { country, matches, evidence, container, key } of toponyms) {
		add(country, 1);
		if (evidence < 0) continue;
		const named = matches.find(isCountry);
		if (named) add(named.place.country, 1);
		if (!container || named || contained.has(key)) continue;
		contained.add(key);
		for (const { place: outer } of gazetteer.lookup(container)) {
			if (outer.kind === 'admin1' && matches.some(({ place }) => isIn(place, outer))) {
				add(divisionKey(outer.country, outer.name), 1);
				add(outer.country, 0.5);
			}
		}
	}
	return areas;
}

/** How likely each candidate is, by its score. */
function likelihoods(candidates: readonly Candidate[]): number[] {
	const top = candidates[0]?.score ?? 0;
	const powers = candidates.map(({ score }) => Math.exp(score - top));
	const sum = powers.reduce((all, one) => all + one, 0);
	return powers.map((power) => power / sum);
}

const areaKeys = ({ kind, country, name, admin1 }: Place): string[] => {
	if (kind === 'country' || kind === 'region' || !country) return [];
	const division = kind === 'admin1' ? name : admin1;
	return division ? [country, divisionKey(country, division)] : [country];
};

/** What share of a name lies in each area, by the likelihood of its candidates. */
function sharesOf(candidates: readonly Candidate[]): Map<string, number> {
	const shares = new Map<string, number>();
	for (const [i, share] of likelihoods(candidates).entries()) {
		for (const key of areaKeys((candidates[i] as Candidate).place)) {
			// Many small namesakes in a country are no reason to think of it.
			shares.set(key, Math.max(shares.get(key) ?? 0, share));
		}
	}
	return shares;
}

/** Does the text itself say in which area the place lies? */
function stated({ within, container, matches }: Toponym, gazetteer: Gazetteer): string {
	if (within) return within;
	if (!container || matches.some(isCountry)) return '';
	const outer = gazetteer
		.lookup(container)
		.find((match) => matches.some(({ place }) => isIn(place, match.place)));
	return outer?.place.id ?? '';
}

/**
 * The senses a text may use: one for a name, but one for each area where it is said to lie in
 * several. `keyOf` finds the sense of an occurrence.
 */
function distinct(toponyms: readonly Toponym[], gazetteer: Gazetteer) {
	const statedIn = new Map<string, Set<string>>();
	const areas = toponyms.map((toponym) => {
		const area = toponym.kind === 'name' ? stated(toponym, gazetteer) : '';
		const { key } = toponym;
		if (area) statedIn.set(key, (statedIn.get(key) ?? new Set()).add(area));
		return area;
	});
	const keys = toponyms.map(({ key }, i) => {
		const several = (statedIn.get(key)?.size ?? 0) > 1;
		return several && areas[i] ? `${key}@${areas[i]}` : key;
	});
	const names = new Map<string, { toponym: Toponym; beside: Set<string> }>();
	const lists = new Map<number, Set<string>>();
	for (const [i, toponym] of toponyms.entries()) {
		if (toponym.kind !== 'name') continue;
		const key = keys[i] as string;
		const known = names.get(key);
		if (!known) names.set(key, { toponym, beside: new Set() });
		else {
			const { toponym: first } = known;
			const said = areas[i] ? toponym : first;
			const { container, within } = said;
			known.toponym = { ...first, container, ...(within && { within }) };
			const cue = first.cue ?? toponym.cue;
			if (cue) known.toponym = { ...known.toponym, cue };
		}
		if (toponym.list === undefined) continue;
		lists.set(toponym.list, (lists.get(toponym.list) ?? new Set()).add(key));
	}
	for (const listed of lists.values()) {
		for (const key of listed) {
			for (const other of listed) if (other !== key) names.get(key)?.beside.add(other);
		}
	}
	return {
		keys,
		names: [...names].map(([key, { toponym, beside }]): Name => ({
			key,
			toponym,
			beside: [...beside],
		})),
	};
}

/** What of a first reading is sure enough to help with the rest. */
const sure = 1;

const readings = 3;

function contextFrom(
	named: Areas,
	names: readonly Name[],
	ranked: ReadonlyMap<string, readonly Candidate[]>,
): Context {
	const areas = new Map(named);
	const shares = new Map<string, Areas>();
	const senses = new Map<string, Place>();
	const anchors: Place[] = [];
	for (const { key, toponym } of names) {
		const candidates = ranked.get(key) ?? [];
		const [best, second] = candidates;
		if (!best) continue;
		senses.set(key, best.place);
		if (toponym.evidence <= 0) continue;
		const own = sharesOf(candidates);
		shares.set(key, own);
		for (const [area, share] of own) areas.set(area, (areas.get(area) ?? 0) + perName * share);
		const { kind } = best.place;
		const pointed = kind !== 'country' && kind !== 'region' && kind !== 'admin1';
		if (pointed && best.score - (second?.score ?? 0) > sure) anchors.push(best.place);
	}
	return { areas, shares, senses, anchors };
}

/** The candidates of each toponym, best first, in the order of `toponyms`. */
export function resolve(toponyms: readonly Toponym[], knowledge: Knowledge): Candidate[][] {
	const { gazetteer } = knowledge;
	const areas = namedAreas(toponyms, gazetteer);
	const { keys, names } = distinct(toponyms, gazetteer);
	let context: Context = { areas, shares: new Map(), anchors: [], senses: new Map() };
	let ranked = new Map<string, Candidate[]>();
	for (let reading = 0; reading < readings; reading++) {
		ranked = new Map(names.map((name) => [name.key, rank(name, context, knowledge)]));
		context = contextFrom(areas, names, ranked);
	}
	return toponyms.map((toponym, i) => {
		if (toponym.kind === 'name') return (ranked.get(keys[i] as string) ?? []).slice(0, most);
		const place = toponym.country ? gazetteer.country(toponym.country) : null;
		const reasons: Reason[] = [{ code: 'demonym', facts: {}, weight: 5 }];
		return place ? [{ place, reasons, score: 5 }] : [];
	});
}
