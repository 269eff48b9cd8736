/** What a gazetteer is made of: a place, and the names under which it is found. */
import type { Place, PlaceKind } from '#lib/domain.ts';
import { foldName } from './names.ts';

export interface GazetteerRow {
	readonly place: Place;
	/** Names as good as `place.name` and `place.names`, in languages that no screen shows. */
	readonly principals?: readonly string[];
	/** Minor names. */
	readonly aliases?: readonly string[];
	/** Is it the seat of a country's government? */
	readonly capital?: boolean;
}

/** The folded names of a row, each with whether it is a principal one. */
export function foldedNames({ place, principals = [], aliases = [] }: GazetteerRow) {
	const folded = new Map<string, boolean>();
	for (const alias of aliases) folded.set(foldName(alias), false);
	for (const name of [place.name, ...Object.values<string>(place.names), ...principals]) {
		folded.set(foldName(name), true);
	}
	folded.delete('');
	return folded;
}

/** Where no population says how well known a place is, its kind does. */
const known: Readonly<Record<PlaceKind, number>> = {
	country: 20_000_000,
	region: 3_000_000,
	physical: 200_000,
	admin1: 500_000,
	admin2: 20_000,
	facility: 5_000,
	settlement: 0,
};

/** How well known a place is likely to be, for the order of lists; no ground to resolve by. */
export const prominence = (place: Pick<Place, 'kind' | 'population'>): number =>
	place.population + known[place.kind];
