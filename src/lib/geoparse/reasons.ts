/** What speaks for a candidate, each with its weight: the log-odds are their sum. */
import type { Place, Reason } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { type Anchors, isSpot } from './anchors.ts';
import type { Knowledge } from './evidence.ts';
import { type Areas, isArea, type Option } from './options.ts';
import { isIn, type Name } from './senses.ts';

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
	if (toponym.articled && place.kind === 'settlement') {
		reasons.push({ code: 'articled', facts: {}, weight: -2 });
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
