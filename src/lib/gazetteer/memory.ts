/** A gazetteer of plain rows: a test's small world, an analyst's own places. */
import type { Outline } from '#lib/domain.ts';
import type { Gazetteer, Match } from './gazetteer.ts';
import { foldName, soundKey } from './names.ts';
import { distanceKm, edits, editsAllowed } from './nearness.ts';
import { foldedNames, type GazetteerRow, prominence } from './row.ts';

/** `Deir`, `Deir ez` and `Deir ez Zor` of `Deir ez Zor`. */
const wordPrefixes = (name: string) =>
	[...`${name} `.matchAll(/ /g)].map(({ index }) => name.slice(0, index));

/** A gazetteer over `rows`; `outlines` by place id. For worlds of up to a few thousand places. */
export function memoryGazetteer(
	rows: readonly GazetteerRow[],
	outlines: Readonly<Record<string, Outline>> = {},
): Gazetteer {
	const byId = new Map(rows.map(({ place }) => [place.id, place]));
	const byName = new Map<string, Match[]>();
	for (const row of rows) {
		for (const [name, principal] of foldedNames(row)) {
			const match = { place: row.place, principal, ...(row.capital && { capital: true }) };
			byName.set(name, [...(byName.get(name) ?? []), match]);
		}
	}
	const names = [...byName.keys()];
	const prefixes = new Set(names.flatMap(wordPrefixes));
	const placesOf = (name: string) => (byName.get(name) ?? []).map(({ place }) => place);
	return {
		lookup: (name) => byName.get(foldName(name)) ?? [],
		hasPrefix: (prefix) => prefixes.has(foldName(prefix)),
		suggest(prefix, limit) {
			const folded = foldName(prefix);
			const longer = names
				.filter((name) => name !== folded && name.startsWith(folded))
				.flatMap(placesOf);
			const ranked = [placesOf(folded), longer].flatMap((places) =>
				places.toSorted((a, b) => prominence(b) - prominence(a)),
			);
			return [...new Set(ranked)].slice(0, limit);
		},
		fuzzy(name, limit) {
			const folded = foldName(name);
			const key = soundKey(folded);
			const most = editsAllowed(folded);
			return names
				.filter((other) => edits(folded, other, most) <= most || (key && soundKey(other) === key))
				.flatMap((other) => byName.get(other) ?? [])
				.toSorted((a, b) => prominence(b.place) - prominence(a.place))
				.slice(0, limit);
		},
		byId: (id) => byId.get(id) ?? null,
		country: (code) => byId.get(`iso:${code}`) ?? null,
		outline: (id) => outlines[id] ?? null,
		near: (point, km, kind) =>
			rows
				.map(({ place }) => place)
				.filter((place) => (!kind || place.kind === kind) && distanceKm(place.point, point) <= km)
				.toSorted((a, b) => distanceKm(a.point, point) - distanceKm(b.point, point)),
	};
}
