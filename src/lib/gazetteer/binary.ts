/** The compact gazetteer: 200,000 places and their names in one buffer, opened without parsing. */
import type { Bbox, LonLat, Place } from '#lib/domain.ts';
import { type Columns, readColumns } from './columns.ts';
import { degree, type Tables } from './encode.ts';
import { similarNames } from './fuzzy.ts';
import type { Gazetteer, Match } from './gazetteer.ts';
import { Grid } from './grid.ts';
import { foldName } from './names.ts';
import { distanceKm } from './nearness.ts';
import { offsetsOf, partition, SortedStrings, Strings } from './strings.ts';

/** So many places and answers are kept once made. */
const kept = 20_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A part of a text longer than this is kept as a view of it, and keeps the whole text in memory. */
const longestCopied = 12;

/** The same string, holding on to nothing else. */
const alone = (name: string): string =>
	name.length > longestCopied ? decoder.decode(encoder.encode(name)) : name;

/** Remembers answers, since news repeats its names; when there are too many it starts anew. */
function remembered<T>(answer: (name: string) => T): (name: string) => T {
	const answers = new Map<string, T>();
	return (name) => {
		const known = answers.get(name);
		if (known !== undefined) return known;
		if (answers.size >= kept) answers.clear();
		const found = answer(name);
		answers.set(alone(name), found);
		return found;
	};
}

/** What is asked of one name, each found when it is. */
interface Asked {
	/** Of the name in the list, or below zero. */
	readonly index: number;
	matches?: readonly Match[];
	isPrefix?: boolean;
}

const mostSimilar = 50;

/** The rows of the file as places, made when they are asked for. */
function openPlaces(columns: Columns) {
	const ids = new Strings(columns, 'ids');
	const labels = new Strings(columns, 'labels');
	const localNames = new Strings(columns, 'localNames');
	const [lon, lat, population] = [columns('lon'), columns('lat'), columns('population')];
	const [kind, country, admin1] = [columns('kind'), columns('country'), columns('admin1')];
	const [byId, boxed, boxes] = [columns('byId'), columns('boxed'), columns('boxes')];
	const tables = JSON.parse(new TextDecoder().decode(columns('tables') as Uint8Array)) as Tables;
	const made = new Map<number, Place>();

	const pointOf = (row: number): LonLat => [(lon[row] ?? 0) / degree, (lat[row] ?? 0) / degree];
	const kindOf = (row: number) => tables.kinds[kind[row] ?? 0] ?? 'settlement';
	function bboxOf(row: number): Bbox | null {
		const at = partition(0, boxed.length, (i) => (boxed[i] ?? 0) < row);
		if (boxed[at] !== row) return null;
		const [w = 0, s = 0, e = 0, n = 0] = boxes.subarray(at * 4, at * 4 + 4);
		return [w / degree, s / degree, e / degree, n / degree];
	}
	function namesOf(row: number): Record<string, string> {
		const text = localNames.at(row);
		if (!text) return {};
		const lines = text.split('\n').filter(Boolean);
		return Object.fromEntries(
			lines.map((line) => {
				const cut = line.indexOf('=');
				return [line.slice(0, cut), line.slice(cut + 1)];
			}),
		);
	}
	function place(row: number): Place {
		const known = made.get(row);
		if (known) return known;
		if (made.size >= kept) made.clear();
		const found: Place = {
			id: ids.at(row),
			name: labels.at(row),
			names: namesOf(row),
			kind: kindOf(row),
			point: pointOf(row),
			bbox: bboxOf(row),
			country: tables.countries[country[row] ?? 0] || null,
			admin1: tables.admin1s[admin1[row] ?? 0] || null,
			population: population[row] ?? 0,
		};
		made.set(row, found);
		return found;
	}
	function withId(id: string): Place | null {
		const key = new TextEncoder().encode(id);
		const at = partition(0, ids.length, (i) => ids.compare(byId[i] ?? 0, key) < 0);
		const row = byId[at];
		return row !== undefined && ids.compare(row, key) === 0 ? place(row) : null;
	}
	const capitals = new Set(columns('capitals'));
	const matchAt = (row: number, principal: boolean): Match =>
		capitals.has(row)
			? { place: place(row), principal, capital: true }
			: { place: place(row), principal };
	return { count: ids.length, place, matchAt, withId, pointOf, kindOf };
}

/** The names of the file and the rows that have them. */
function openNames(columns: Columns) {
	const names = new SortedStrings(columns, 'names');
	const postings = columns('postings');
	const starts = offsetsOf(columns('postingCounts'));
	const of = (name: number) => postings.subarray(starts[name], starts[name + 1]);

	/** The `limit` best known rows that have one of a range of names: rows are in that order. */
	function best([from, to]: readonly [number, number], limit: number): number[] {
		const rows: number[] = [];
		for (const posting of postings.subarray(starts[from], starts[to])) {
			const row = posting >>> 1;
			const last = rows[rows.length - 1] ?? Infinity;
			if ((rows.length >= limit && row >= last) || rows.includes(row)) continue;
			rows.splice(
				partition(0, rows.length, (i) => (rows[i] ?? 0) < row),
				0,
				row,
			);
			rows.length = Math.min(rows.length, limit);
		}
		return rows;
	}
	return { names, sounds: columns('sounds'), of, best };
}

/**
 * The gazetteer in `bytes`, as `encodeGazetteer` made them. It knows no outlines: see `outlines.ts`.
 * @throws {Error} when the bytes are not a whole gazetteer file of this version.
 */
export function openGazetteer(bytes: Uint8Array): Gazetteer {
	const columns = readColumns(bytes);
	const { count, place, matchAt, withId, pointOf, kindOf } = openPlaces(columns);
	const { names, sounds, of, best } = openNames(columns);
	let grid: Grid | undefined;

	function matches(name: number): readonly Match[] {
		const found: Match[] = [];
		for (const posting of of(name)) {
			found.push(matchAt(posting >>> 1, posting % 2 === 1));
		}
		return found;
	}

	const asked = remembered((name): Asked => ({ index: names.indexOf(foldName(name)) }));
	/** As many as any list shows; the same unknown names come back from text to text. */
	const similar = remembered((name): readonly Match[] => {
		const found = new Map<string, Match>();
		for (const index of similarNames(names, sounds, foldName(name))) {
			for (const match of matches(index)) {
				if (!found.has(match.place.id)) found.set(match.place.id, match);
			}
			if (found.size >= mostSimilar) break;
		}
		return [...found.values()];
	});
	const startsName = (folded: string): boolean => {
		if (!folded) return false;
		const [from, to] = names.startingWith(`${folded} `);
		return from < to;
	};

	return {
		lookup(name) {
			const about = asked(name);
			return (about.matches ??= about.index < 0 ? [] : matches(about.index));
		},
		hasPrefix(prefix) {
			const about = asked(prefix);
			return (about.isPrefix ??= about.index >= 0 || startsName(foldName(prefix)));
		},
		suggest(prefix, limit) {
			const folded = foldName(prefix);
			const whole = names.indexOf(folded);
			const exact = whole < 0 ? [] : best([whole, whole + 1], limit);
			const longer = best(names.startingWith(folded), limit);
			return [...new Set([...exact, ...longer])].slice(0, limit).map(place);
		},
		fuzzy: (name, limit) => similar(name).slice(0, limit),
		byId: withId,
		country: remembered((code) => withId(`iso:${code}`)),
		outline: () => null,
		near(point, km, kind) {
			grid ??= new Grid(count, pointOf);
			return [...grid.around(point, km)]
				.filter((row) => !kind || kindOf(row) === kind)
				.map((row) => ({ row, km: distanceKm(pointOf(row), point) }))
				.filter((found) => found.km <= km)
				.sort((a, b) => a.km - b.km || a.row - b.row)
				.map(({ row }) => place(row));
		},
	};
}
