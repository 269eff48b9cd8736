/** The compact gazetteer: 200,000 places and their names in one buffer, opened without parsing. */
import type { Bbox, CountryCode, Language, LonLat, Place, PlaceKind } from '#lib/domain.ts';
import { type Column, readColumns, writeColumns } from './columns.ts';
import type { Gazetteer, Match } from './gazetteer.ts';
import { foldedNames, type GazetteerRow } from './memory.ts';
import { consonantKey, foldName } from './names.ts';
import { distanceKm, withinEdits } from './nearness.ts';
import { compareBytes, packStrings, Strings } from './strings.ts';

const kinds: readonly PlaceKind[] = [
	'country',
	'admin1',
	'admin2',
	'settlement',
	'physical',
	'region',
	'facility',
];
/** Degrees are kept as integers of 0.00001, about a metre. */
const degree = 1e5;
const encoder = new TextEncoder();
const byBytes = (a: string, b: string) => compareBytes(encoder.encode(a), encoder.encode(b));

/** Sparse facts of a few thousand rows, by row number. */
interface Extras {
	readonly names: Record<number, Record<Language, string>>;
	readonly bbox: Record<number, Bbox>;
}

function flatten(lists: readonly (readonly number[])[]): {
	starts: Uint32Array;
	items: Uint32Array;
} {
	const starts = new Uint32Array(lists.length + 1);
	lists.forEach((list, i) => (starts[i + 1] = (starts[i] ?? 0) + list.length));
	return { starts, items: Uint32Array.from(lists.flat()) };
}

/** A gazetteer file of `rows`; their order does not matter, ids must be unique. */
export function encodeGazetteer(rows: readonly GazetteerRow[]): Uint8Array {
	const sorted = rows.toSorted((a, b) => byBytes(a.place.id, b.place.id));
	const places = sorted.map(({ place }) => place);
	const distinct = (pick: (place: Place) => string | null) =>
		[...new Set(places.map((place) => pick(place) ?? ''))].sort(byBytes);
	const countries = distinct(({ country }) => country);
	const admin1s = distinct(({ admin1 }) => admin1);
	const rank = (list: readonly string[]) => new Map(list.map((item, i) => [item, i]));
	const countryRank = rank(countries);
	const admin1Rank = rank(admin1s);

	const postings = new Map<string, number[]>();
	sorted.forEach((row, index) => {
		for (const [name, principal] of foldedNames(row)) {
			const list = postings.get(name);
			const posting = index * 2 + (principal ? 1 : 0);
			if (list) list.push(posting);
			else postings.set(name, [posting]);
		}
	});
	const names = [...postings.keys()].sort(byBytes);
	const { starts, items } = flatten(names.map((name) => postings.get(name) ?? []));

	const extras: Extras = { names: {}, bbox: {} };
	places.forEach((place, index) => {
		if (Object.keys(place.names).length) extras.names[index] = place.names;
		if (place.bbox) extras.bbox[index] = place.bbox;
	});
	const ids = packStrings(places.map(({ id }) => id));
	const labels = packStrings(places.map(({ name }) => name));
	const packedNames = packStrings(names);
	const tables = { kinds, countries, admin1s, extras };
	return writeColumns({
		ids: ids.bytes,
		idOffsets: ids.offsets,
		labels: labels.bytes,
		labelOffsets: labels.offsets,
		names: packedNames.bytes,
		nameOffsets: packedNames.offsets,
		postingStarts: starts,
		postings: items,
		lon: Int32Array.from(places, ({ point }) => Math.round(point[0] * degree)),
		lat: Int32Array.from(places, ({ point }) => Math.round(point[1] * degree)),
		population: Uint32Array.from(places, ({ population }) => population),
		kind: Uint8Array.from(places, ({ kind }) => kinds.indexOf(kind)),
		country: Uint8Array.from(places, ({ country }) => countryRank.get(country ?? '') ?? 0),
		admin1: Uint16Array.from(places, ({ admin1 }) => admin1Rank.get(admin1 ?? '') ?? 0),
		tables: encoder.encode(JSON.stringify(tables)),
	});
}

/** Rows by whole-degree cell, made when first asked for: most programs never ask. */
class Grid {
	readonly #starts = new Uint32Array(360 * 180 + 1);
	readonly #rows: Uint32Array;

	constructor(lon: Column, lat: Column) {
		this.#rows = new Uint32Array(lon.length);
		const cells = Uint32Array.from(lon, (value, i) =>
			cellOf(value / degree, (lat[i] ?? 0) / degree),
		);
		for (const cell of cells) this.#starts[cell + 1] = (this.#starts[cell + 1] ?? 0) + 1;
		for (let i = 1; i < this.#starts.length; i++) {
			this.#starts[i] = (this.#starts[i] ?? 0) + (this.#starts[i - 1] ?? 0);
		}
		const next = this.#starts.slice();
		cells.forEach((cell, i) => {
			const at = next[cell] ?? 0;
			this.#rows[at] = i;
			next[cell] = at + 1;
		});
	}

	/** Rows in every cell that a circle may touch. */
	*around([lon, lat]: LonLat, km: number): Generator<number> {
		const reach = km / 111.19;
		const south = Math.max(-90, lat - reach);
		const north = Math.min(90, lat + reach);
		const widest = Math.max(Math.abs(south), Math.abs(north));
		const wide = widest >= 89 ? 180 : Math.min(180, reach / Math.cos((widest * Math.PI) / 180));
		const columns = Math.min(360, Math.floor(lon + wide) - Math.floor(lon - wide) + 1);
		for (let y = Math.floor(south); y <= Math.min(89, Math.floor(north)); y++) {
			for (let i = 0; i < columns; i++) {
				const cell = cellOf(Math.floor(lon - wide) + i, y);
				for (let at = this.#starts[cell] ?? 0; at < (this.#starts[cell + 1] ?? 0); at++) {
					yield this.#rows[at] ?? 0;
				}
			}
		}
	}
}

function cellOf(lon: number, lat: number): number {
	const x = (((Math.floor(lon) + 180) % 360) + 360) % 360;
	return Math.min(179, Math.floor(lat) + 90) * 360 + x;
}

/**
 * The gazetteer in `bytes`, as `encodeGazetteer` made them. Places are made when they are asked for.
 * @throws {Error} when the bytes are not a gazetteer file of this version.
 */
export function openGazetteer(bytes: Uint8Array): Gazetteer {
	const column = readColumns(bytes);
	const ids = new Strings(column('ids'), column('idOffsets'));
	const labels = new Strings(column('labels'), column('labelOffsets'));
	const names = new Strings(column('names'), column('nameOffsets'));
	const [starts, postings] = [column('postingStarts'), column('postings')];
	const [lon, lat] = [column('lon'), column('lat')];
	const [population, kind] = [column('population'), column('kind')];
	const [country, admin1] = [column('country'), column('admin1')];
	const tables = JSON.parse(new TextDecoder().decode(column('tables') as Uint8Array)) as {
		kinds: PlaceKind[];
		countries: CountryCode[];
		admin1s: string[];
		extras: Extras;
	};
	let grid: Grid | undefined;
	const made = new Map<number, Place>();

	function place(row: number): Place {
		const known = made.get(row);
		if (known) return known;
		const found: Place = {
			id: ids.at(row),
			name: labels.at(row),
			names: tables.extras.names[row] ?? {},
			kind: tables.kinds[kind[row] ?? 0] ?? 'settlement',
			point: [(lon[row] ?? 0) / degree, (lat[row] ?? 0) / degree],
			bbox: tables.extras.bbox[row] ?? null,
			country: tables.countries[country[row] ?? 0] || null,
			admin1: tables.admin1s[admin1[row] ?? 0] || null,
			population: population[row] ?? 0,
		};
		made.set(row, found);
		return found;
	}

	function* matches(name: number): Generator<Match> {
		for (let at = starts[name] ?? 0; at < (starts[name + 1] ?? 0); at++) {
			const posting = postings[at] ?? 0;
			yield { place: place(posting >>> 1), principal: posting % 2 === 1 };
		}
	}

	function lookup(name: string): Match[] {
		const index = names.indexOf(foldName(name));
		return index < 0 ? [] : [...matches(index)];
	}

	function byId(id: string): Place | null {
		const row = ids.indexOf(id);
		return row < 0 ? null : place(row);
	}

	/** Rows of a range of names, most populous first. */
	function mostPopulous([from, to]: readonly [number, number], limit: number): Place[] {
		const rows = new Set<number>();
		for (let at = starts[from] ?? 0; at < (starts[to] ?? 0); at++) {
			rows.add((postings[at] ?? 0) >>> 1);
		}
		return [...rows]
			.sort((a, b) => (population[b] ?? 0) - (population[a] ?? 0))
			.slice(0, limit)
			.map(place);
	}

	return {
		lookup,
		hasPrefix(prefix) {
			const folded = foldName(prefix);
			if (names.indexOf(folded) >= 0) return true;
			const [from, to] = names.startingWith(`${folded} `);
			return from < to;
		},
		suggest: (prefix, limit) => mostPopulous(names.startingWith(foldName(prefix)), limit),
		fuzzy(name, limit) {
			const folded = foldName(name);
			const key = consonantKey(folded);
			const most = folded.length < 6 ? 1 : 2;
			const found: Match[] = [];
			// Names that share the first letter and either lie within the edits or sound alike.
			const [from, to] = names.startingWith(folded.slice(0, 1));
			for (let i = from; i < to && found.length < limit; i++) {
				const length = names.at(i).length;
				if (Math.abs(length - folded.length) > 3) continue;
				const other = names.at(i);
				if (withinEdits(folded, other, most) || (key.length > 2 && consonantKey(other) === key)) {
					found.push(...matches(i));
				}
			}
			return found.slice(0, limit);
		},
		byId,
		country: (code) => byId(`iso:${code}`),
		outline: () => null,
		near(point, km, wanted) {
			grid ??= new Grid(lon, lat);
			return [...grid.around(point, km)]
				.filter((row) => !wanted || tables.kinds[kind[row] ?? 0] === wanted)
				.map(place)
				.filter((found) => distanceKm(found.point, point) <= km);
		},
	};
}
