/**
 * Which place each toponym means, by the document as a whole: countries it speaks of, what follows
 * after a comma, how near the other places are, and how well known each candidate is. One sense per
 * discourse (Gale, Church and Yarowsky 1992): the same name means the same place throughout.
 */
import type { Candidate, CountryCode, Place, Reason } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { distanceKm } from '#lib/gazetteer/nearness.ts';
import type { Toponym } from './recognize.ts';

/** What is known of the document: how often each country is meant, and its likely places. */
interface Context {
	readonly countries: ReadonlyMap<CountryCode, number>;
	readonly anchors: readonly Place[];
}

const kindWeight: Readonly<Record<Place['kind'], number>> = {
	country: 5,
	region: 4,
	physical: 2.5,
	admin1: 2,
	facility: 2,
	admin2: 1,
	settlement: 0,
};

const most = 6;
const reach = 300;

function prior(place: Place, principal: boolean): Reason[] {
	const reasons: Reason[] = [
		{ code: principal ? 'principal-name' : 'other-name', facts: {}, weight: principal ? 1 : -0.5 },
	];
	if (kindWeight[place.kind]) {
		reasons.push({ code: 'kind', facts: { kind: place.kind }, weight: kindWeight[place.kind] });
	}
	if (place.population && place.kind === 'settlement') {
		const weight = Math.log10(place.population + 1) * 0.6;
		reasons.push({ code: 'population', facts: { population: place.population }, weight });
	}
	return reasons;
}

function fromContext(
	place: Place,
	toponym: Toponym,
	{ countries, anchors }: Context,
	gazetteer: Gazetteer,
): Reason[] {
	const reasons: Reason[] = [];
	const times = place.kind === 'country' ? 0 : (countries.get(place.country ?? '') ?? 0);
	if (times) {
		const country = gazetteer.country(place.country ?? '')?.name ?? place.country ?? '';
		const weight = Math.min(3.5, 1.5 + Math.log2(times));
		reasons.push({ code: 'co-mentioned-country', facts: { country, times }, weight });
	}
	if (toponym.container) {
		const containers = gazetteer.lookup(toponym.container).map((match) => match.place);
		const inside = containers.find(
			(container) =>
				(container.kind === 'country' && container.country === place.country) ||
				(container.kind === 'admin1' &&
					container.country === place.country &&
					container.name === place.admin1),
		);
		if (inside) reasons.push({ code: 'contained', facts: { place: inside.name }, weight: 6 });
	}
	if (place.kind === 'settlement' || place.kind === 'facility' || place.kind === 'physical') {
		let nearest: { place: Place; km: number } | null = null;
		for (const anchor of anchors) {
			if (anchor.id === place.id) continue;
			const km = distanceKm(anchor.point, place.point);
			if (!nearest || km < nearest.km) nearest = { place: anchor, km };
		}
		if (nearest && nearest.km < reach) {
			const weight = 2.5 * (1 - nearest.km / reach);
			const facts = { place: nearest.place.name, km: Math.round(nearest.km) };
			reasons.push({ code: 'near', facts, weight });
		}
	}
	return reasons;
}

function rank(toponym: Toponym, context: Context, gazetteer: Gazetteer): Candidate[] {
	return toponym.matches
		.map(({ place, principal }): Candidate => {
			const reasons = [
				...prior(place, principal),
				...fromContext(place, toponym, context, gazetteer),
			];
			return { place, reasons, score: reasons.reduce((sum, { weight }) => sum + weight, 0) };
		})
		.sort((a, b) => b.score - a.score || (a.place.id < b.place.id ? -1 : 1))
		.slice(0, most);
}

/** Countries named or implied: by their own names, by demonyms, by large places in them. */
function countriesOf(toponyms: readonly Toponym[]): Map<CountryCode, number> {
	const counts = new Map<CountryCode, number>();
	const add = (code: CountryCode | null | undefined, times: number) => {
		if (code) counts.set(code, (counts.get(code) ?? 0) + times);
	};
	for (const { country, matches, evidence } of toponyms) {
		add(country, 1);
		if (evidence < 0) continue;
		const named = matches.find(({ place, principal }) => place.kind === 'country' && principal);
		if (named) add(named.place.country, 1);
		else if (matches.length === 1) add(matches[0]?.place.country, 0.5);
	}
	return counts;
}

/** The candidates of each toponym, best first, in the order of `toponyms`. */
export function resolve(toponyms: readonly Toponym[], gazetteer: Gazetteer): Candidate[][] {
	const countries = countriesOf(toponyms);
	const senses = new Map<string, Toponym>();
	for (const toponym of toponyms) {
		if (toponym.kind !== 'name') continue;
		const key = foldName(toponym.surface);
		const known = senses.get(key);
		// The occurrence that says most about itself speaks for all of that name.
		if (!known || (toponym.container && !known.container)) senses.set(key, toponym);
	}
	const decide = (context: Context) =>
		new Map([...senses].map(([key, toponym]) => [key, rank(toponym, context, gazetteer)]));
	const first = decide({ countries, anchors: [] });
	const anchors = [...first].flatMap(([key, [best, second]]) => {
		const sure =
			best && (senses.get(key)?.evidence ?? 0) > 0 && best.score - (second?.score ?? 0) > 1;
		return sure && best.place.kind === 'settlement' ? [best.place] : [];
	});
	const final = decide({ countries, anchors });
	return toponyms.map((toponym) => {
		if (toponym.kind === 'name') return final.get(foldName(toponym.surface)) ?? [];
		const place = toponym.country ? gazetteer.country(toponym.country) : null;
		const reasons: Reason[] = [{ code: 'demonym', facts: {}, weight: 5 }];
		return place ? [{ place, reasons, score: 5 }] : [];
	});
}
