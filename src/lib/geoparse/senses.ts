/** Which occurrences mean one place: all of a name, unless the text itself tells two apart. */
import type { Place } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { distanceKm } from '#lib/gazetteer/nearness.ts';
import type { Toponym } from './recognize.ts';

/** All occurrences of one name. */
export interface Name {
	readonly key: string;
	readonly toponym: Toponym;
	/** Names that stand in a list with it. */
	readonly beside: readonly string[];
	/** Toponyms that it stands after to say where they lie: "Atlanta, Georgia". */
	readonly holds: readonly Toponym[];
}

/** Of a district only its middle is known. */
const districtKm = 60;

export const isCountry = ({ place, principal }: Match) => place.kind === 'country' && principal;

/** Is `inner` in the area that `outer` names? */
export const isIn = (inner: Place, outer: Place): boolean =>
	inner.id !== outer.id &&
	inner.country === outer.country &&
	(outer.kind === 'country' ||
		(outer.kind === 'admin1' && inner.admin1 === outer.name) ||
		(outer.kind === 'admin2' &&
			inner.kind !== 'admin1' &&
			distanceKm(inner.point, outer.point) < districtKm));

/** Does the text itself say in which area the place lies? */
function stated({ within, container, matches }: Toponym, gazetteer: Gazetteer): string {
	if (within) return within;
	if (!container || matches.some(isCountry)) return '';
	const outer = gazetteer
		.lookup(container)
		.find((match) => matches.some(({ place }) => isIn(place, match.place)));
	return outer?.place.id ?? '';
}

/** What stands before each name that follows after a comma, each of them once. */
function holdersOf(toponyms: readonly Toponym[]): Map<string, Map<string, Toponym>> {
	const holders = new Map<string, Map<string, Toponym>>();
	for (const toponym of toponyms) {
		if (!toponym.container) continue;
		const outer = foldName(toponym.container);
		const inner = holders.get(outer) ?? new Map<string, Toponym>();
		holders.set(outer, inner.set(toponym.key, toponym));
	}
	return holders;
}

/**
 * The senses a text may use: one for a name, but one for each area where it is said to lie in
 * several. `keyOf` finds the sense of an occurrence.
 */
export function distinct(toponyms: readonly Toponym[], gazetteer: Gazetteer) {
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
	const holding = holdersOf(toponyms);
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
			holds: [...(holding.get(key)?.values() ?? [])],
		})),
	};
}
