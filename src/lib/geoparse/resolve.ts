/**
 * Which place each toponym means, by the document as a whole: countries and divisions it speaks of,
 * what follows after a comma, what kind of thing it is said to be, how near the other places are,
 * and how well known each candidate is. One sense per discourse (Gale, Church and Yarowsky 1992):
 * the same name means the same place throughout.
 */
import type { Candidate, Place, Reason } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { recognitionConfidence } from './confidence.ts';
import type { Knowledge } from './evidence.ts';
import { type Areas, type Beside, type Option, optionsOf, sumOf } from './options.ts';
import { type Context, divisionKey, divisionOf, perName, reasonsFor } from './reasons.ts';
import { Anchors } from './anchors.ts';
import type { Toponym } from './recognize.ts';
import { distinct, isCountry, isIn, type Name } from './senses.ts';

const most = 6;

/** A candidate whose reasons are in two parts: those of every reading, and those of this one. */
interface Ranked {
	readonly place: Place;
	readonly score: number;
	readonly option: Option;
	readonly more: readonly Reason[];
}

const asCandidate = ({ place, score, option, more }: Ranked): Candidate => ({
	place,
	reasons: [...option.reasons, ...more],
	score,
});

function rank(
	name: Name,
	options: readonly Option[],
	context: Context,
	knowledge: Knowledge,
): Ranked[] {
	return options
		.map((option): Ranked => {
			const more = reasonsFor(option, name, context, knowledge);
			const score = sumOf(more, option.score);
			return { place: option.place, score, option, more };
		})
		.sort((a, b) => b.score - a.score || (a.place.id < b.place.id ? -1 : 1));
}

interface NamedAreas {
	readonly areas: Map<string, number>;
	/** Which part of that each name brings by being a country's. */
	readonly own: ReadonlyMap<string, Map<string, number>>;
}

/** Areas that the text names, by name, by demonym, or after a comma. */
function namedAreas(toponyms: readonly Toponym[], gazetteer: Gazetteer): NamedAreas {
	const areas = new Map<string, number>();
	const own = new Map<string, Map<string, number>>();
	const add = (key: string | null | undefined, times: number, to: Map<string, number> = areas) => {
		if (key) to.set(key, (to.get(key) ?? 0) + times);
	};
	const contained = new Set<string>();
	for (const { country, matches, evidence, container, key } of toponyms) {
		add(country, 1);
		if (evidence < 0) continue;
		const named = matches.find(isCountry);
		if (named) {
			add(named.place.country, 1);
			const brought = own.get(key) ?? new Map<string, number>();
			own.set(key, brought);
			add(named.place.country, 1, brought);
		}
		if (!container || named || contained.has(key)) continue;
		contained.add(key);
		for (const { place: outer } of gazetteer.lookup(container)) {
			if (outer.kind === 'admin1' && matches.some(({ place }) => isIn(place, outer))) {
				add(divisionKey(outer.country, outer.name), 1);
				add(outer.country, 0.5);
			}
		}
	}
	return { areas, own };
}

/** How likely each candidate is, by its score. */
function likelihoods(candidates: readonly Ranked[]): number[] {
	const top = candidates[0]?.score ?? 0;
	const powers = candidates.map(({ score }) => Math.exp(score - top));
	const sum = powers.reduce((all, one) => all + one, 0);
	return powers.map((power) => power / sum);
}

const areaKeys = (place: Place): string[] => {
	const { kind, country, admin1 } = place;
	if (kind === 'country' || kind === 'region' || !country) return [];
	return kind === 'admin1' || admin1 ? [country, divisionOf(place)] : [country];
};

/** What share of a name lies in each area, by the likelihood of its candidates. */
function sharesOf(candidates: readonly Ranked[], likely: readonly number[]): Map<string, number> {
	const shares = new Map<string, number>();
	for (const [i, share] of likely.entries()) {
		for (const key of areaKeys((candidates[i] as Ranked).place)) {
			// Many small namesakes in a country are no reason to think of it.
			shares.set(key, Math.max(shares.get(key) ?? 0, share));
		}
	}
	return shares;
}

const readings = 3;

function contextFrom(
	{ areas: named, own: brought }: NamedAreas,
	names: readonly Name[],
	ranked: ReadonlyMap<string, readonly Ranked[]>,
): Context {
	const areas = new Map(named);
	const shares = new Map<string, Areas>();
	const senses = new Map<string, Place>();
	const anchors = new Anchors();
	for (const { key, toponym } of names) {
		const candidates = ranked.get(key) ?? [];
		const [best] = candidates;
		if (!best) continue;
		senses.set(key, best.place);
		if (toponym.evidence <= 0) continue;
		const likely = likelihoods(candidates);
		const own = sharesOf(candidates, likely);
		const all = new Map(brought.get(key));
		const believed = recognitionConfidence(toponym.evidence);
		for (const [area, part] of own) {
			const share = part * believed;
			areas.set(area, (areas.get(area) ?? 0) + perName * share);
			all.set(area, (all.get(area) ?? 0) + perName * share);
		}
		shares.set(key, all);
		anchors.add(key, candidates, likely, believed);
	}
	return { areas, shares, senses, anchors };
}

/** The candidates of each toponym, best first, in the order of `toponyms`. */
export function resolve(
	toponyms: readonly Toponym[],
	knowledge: Knowledge,
	beside: Beside = {},
): Candidate[][] {
	const { gazetteer } = knowledge;
	const named = namedAreas(toponyms, gazetteer);
	const { keys, names } = distinct(toponyms, gazetteer);
	const options = names.map((name) => optionsOf(name, knowledge, named.areas, beside));
	let context: Context = {
		areas: named.areas,
		shares: named.own,
		anchors: new Anchors(),
		senses: new Map(),
	};
	let ranked = new Map<string, Ranked[]>();
	for (let reading = 0; reading < readings; reading++) {
		ranked = new Map(
			names.map((name, i) => [name.key, rank(name, options[i] ?? [], context, knowledge)]),
		);
		if (reading + 1 < readings) context = contextFrom(named, names, ranked);
	}
	return toponyms.map((toponym, i) => {
		if (toponym.kind === 'name')
			return (ranked.get(keys[i] as string) ?? []).slice(0, most).map(asCandidate);
		const place = toponym.country ? gazetteer.country(toponym.country) : null;
		const reasons: Reason[] = [{ code: 'demonym', facts: {}, weight: 5 }];
		return place ? [{ place, reasons, score: 5 }] : [];
	});
}
