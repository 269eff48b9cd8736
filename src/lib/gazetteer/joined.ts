/** Several gazetteers as one: an analyst's own places before the shipped ones, and outlines. */
import type { Outline, Place } from '#lib/domain.ts';
import type { Gazetteer } from './gazetteer.ts';
import { distanceKm } from './nearness.ts';

/**
 * Earlier gazetteers win: where two know the same id, the place is the first one's, whichever name
 * it was found under. `outlines` answers before any of them.
 */
export function joinGazetteers(
	gazetteers: readonly Gazetteer[],
	outlines: (id: string) => Outline | null = () => null,
): Gazetteer {
	function first<T>(ask: (gazetteer: Gazetteer) => T | null): T | null {
		for (const gazetteer of gazetteers) {
			const answer = ask(gazetteer);
			if (answer) return answer;
		}
		return null;
	}
	const [only] = gazetteers;
	if (only && gazetteers.length === 1) {
		return { ...only, outline: (id) => outlines(id) ?? only.outline(id) };
	}
	const byId = (id: string) => first((g) => g.byId(id));

	/** One item per place, with the first gazetteer's version of the place. */
	function merge<T>(
		items: readonly T[],
		placeOf: (item: T) => Place,
		put: (item: T, p: Place) => T,
	) {
		const seen = new Map<string, T>();
		for (const item of items) {
			const { id } = placeOf(item);
			if (!seen.has(id)) seen.set(id, put(item, byId(id) ?? placeOf(item)));
		}
		return [...seen.values()];
	}
	const mergePlaces = (ask: (gazetteer: Gazetteer) => readonly Place[]) =>
		merge(
			gazetteers.flatMap(ask),
			(place) => place,
			(_, place) => place,
		);
	const mergeMatches = (ask: (gazetteer: Gazetteer) => ReturnType<Gazetteer['lookup']>) =>
		merge(
			gazetteers.flatMap(ask),
			({ place }) => place,
			(match, place) => ({ ...match, place }),
		);

	return {
		lookup: (name) => mergeMatches((g) => g.lookup(name)),
		hasPrefix: (prefix) => gazetteers.some((g) => g.hasPrefix(prefix)),
		suggest: (prefix, limit) => mergePlaces((g) => g.suggest(prefix, limit)).slice(0, limit),
		fuzzy: (name, limit) => mergeMatches((g) => g.fuzzy(name, limit)).slice(0, limit),
		byId,
		country: (code) => first((g) => g.country(code)),
		outline: (id) => outlines(id) ?? first((g) => g.outline(id)),
		near: (point, km, kind) =>
			mergePlaces((g) => g.near(point, km, kind)).toSorted(
				(a, b) => distanceKm(a.point, point) - distanceKm(b.point, point),
			),
	};
}
