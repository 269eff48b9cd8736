/** Writes the compact gazetteer that `binary.ts` opens. */
import type { CountryCode, PlaceKind } from '#lib/domain.ts';
import { writeColumns } from './columns.ts';
import { soundKey } from './names.ts';
import { foldedNames, type GazetteerRow, prominence } from './row.ts';
import { byBytes, packStrings } from './strings.ts';

/** Degrees are kept as whole hundred-thousandths, about a metre. */
export const degree = 1e5;

/** What is small enough to be JSON in the file. */
export interface Tables {
	readonly kinds: readonly PlaceKind[];
	readonly countries: readonly CountryCode[];
	readonly admin1s: readonly string[];
}

/** Sixteen bits of FNV-1a; never 0, which stands for a name without a key. */
export function soundHash(key: string): number {
	if (!key) return 0;
	let hash = 0x811c9dc5;
	for (let i = 0; i < key.length; i++) {
		hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
	}
	return (hash >>> 16) ^ (hash & 0xffff) || 1;
}

/** Folded name → rows that have it, each times two, plus one where it is a principal name. */
function postingsOf(rows: readonly GazetteerRow[]): [name: string, postings: number[]][] {
	const postings = new Map<string, number[]>();
	rows.forEach((row, index) => {
		for (const [name, principal] of foldedNames(row)) {
			const posting = index * 2 + (principal ? 1 : 0);
			const list = postings.get(name);
			if (list) list.push(posting);
			else postings.set(name, [posting]);
		}
	});
	return [...postings].sort(([a], [b]) => byBytes(a, b));
}

const distinct = (values: readonly (string | null)[]) =>
	[...new Set(values.map((value) => value ?? ''))].sort(byBytes);

const indexIn = (list: readonly string[]) => {
	const index = new Map(list.map((item, i) => [item, i]));
	return (item: string | null) => index.get(item ?? '') ?? 0;
};

/**
 * A gazetteer file of `rows`, best known first inside; the order they come in does not matter.
 * @throws {Error} where two rows have the same id.
 */
export function encodeGazetteer(rows: readonly GazetteerRow[]): Uint8Array<ArrayBuffer> {
	const sorted = rows.toSorted(
		(a, b) => prominence(b.place) - prominence(a.place) || byBytes(a.place.id, b.place.id),
	);
	const places = sorted.map(({ place }) => place);
	const byId = [...places.keys()].sort((a, b) => byBytes(places[a]?.id ?? '', places[b]?.id ?? ''));
	const twice = byId.find((row, i) => places[row]?.id === places[byId[i + 1] ?? -1]?.id);
	if (twice !== undefined) throw new Error(`Two rows have the id ${places[twice]?.id}.`);

	const kinds = distinct(places.map(({ kind }) => kind)) as PlaceKind[];
	const countries = distinct(places.map(({ country }) => country));
	const admin1s = distinct(places.map(({ admin1 }) => admin1));
	const [kindOf, countryOf, admin1Of] = [indexIn(kinds), indexIn(countries), indexIn(admin1s)];
	const tables: Tables = { kinds, countries, admin1s };
	const named = postingsOf(sorted);
	const capitals = [...sorted.keys()].filter((row) => sorted[row]?.capital);
	const boxed = [...places.keys()].filter((row) => places[row]?.bbox);
	const localNames = places.map(({ names }) =>
		Object.entries<string>(names)
			.map(([language, name]) => `${language}=${name}`)
			.join('\n'),
	);
	return writeColumns({
		tables: new TextEncoder().encode(JSON.stringify(tables)),
		...packStrings(
			'ids',
			places.map(({ id }) => id),
		),
		byId: Uint32Array.from(byId),
		...packStrings(
			'labels',
			places.map(({ name }) => name),
		),
		...packStrings('localNames', localNames),
		lon: Int32Array.from(places, ({ point }) => Math.round(point[0] * degree)),
		lat: Int32Array.from(places, ({ point }) => Math.round(point[1] * degree)),
		population: Uint32Array.from(places, ({ population }) => population),
		kind: Uint8Array.from(places, ({ kind }) => kindOf(kind)),
		country: Uint16Array.from(places, ({ country }) => countryOf(country)),
		admin1: Uint16Array.from(places, ({ admin1 }) => admin1Of(admin1)),
		capitals: Uint32Array.from(capitals),
		boxed: Uint32Array.from(boxed),
		boxes: Int32Array.from(
			boxed.flatMap((row) => (places[row]?.bbox ?? []).map((n) => Math.round(n * degree))),
		),
		...packStrings(
			'names',
			named.map(([name]) => name),
		),
		sounds: Uint16Array.from(named, ([name]) => soundHash(soundKey(name))),
		postingCounts: Uint16Array.from(named, ([, postings]) => postings.length),
		postings: Uint32Array.from(named.flatMap(([, postings]) => postings)),
	});
}
