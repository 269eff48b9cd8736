/** What mentions are counted by, from the columns: the same as SQL counts, in a fraction of the time. */
import type { Bbox, Outline } from '#lib/domain.ts';
import { areaKinds, type TilePlace } from '#lib/geo/tiles.ts';
import type { FacetCount, FacetName } from '../port.ts';
import type { DocumentKey, Value } from '../sql.ts';
import { type Columns, isName, statusOf, type Wanted } from './columns.ts';

/** Counts by slot of the place. */
interface PlaceCounts {
	readonly mentions: Uint32Array;
	readonly documents: Uint32Array;
	/** Mentions by name. */
	readonly names: Uint32Array;
}

export function countPlaces(columns: Columns, wanted: Wanted): PlaceCounts {
	const { length } = columns.placeIds;
	const [mentions, documents, names] = [0, 1, 2].map(() => new Uint32Array(length)) as [
		Uint32Array,
		Uint32Array,
		Uint32Array,
	];
	/** The document that a place was last met in, from 1. */
	const met = new Uint32Array(length);
	columns.each(wanted, (document, place, mark) => {
		if (place < 0) return;
		mentions[place] = (mentions[place] ?? 0) + 1;
		if (isName(mark)) names[place] = (names[place] ?? 0) + 1;
		if (met[place] === document + 1) return;
		met[place] = document + 1;
		documents[place] = (documents[place] ?? 0) + 1;
	});
	return { mentions, documents, names };
}

/** A place that is mentioned, how often, and in how many documents. */
export interface CountedPlace {
	readonly id: string;
	readonly mentions: number;
	readonly documents: number;
}

const countedAt =
	(columns: Columns, { mentions, documents }: PlaceCounts) =>
	(slot: number): CountedPlace => ({
		id: columns.placeIds[slot] ?? '',
		mentions: mentions[slot] ?? 0,
		documents: documents[slot] ?? 0,
	});

/** Most mentioned first, then by id. */
export function mostMentioned(columns: Columns, wanted: Wanted, limit: number): CountedPlace[] {
	const counts = countPlaces(columns, wanted);
	const { mentions } = counts;
	// Those with fewer mentions than the last of the list need not be put in order.
	const having = new Map<number, number>();
	for (const count of mentions) if (count) having.set(count, (having.get(count) ?? 0) + 1);
	let [fewest, listed] = [1, 0];
	for (const [count, places] of [...having].sort(([a], [b]) => b - a)) {
		fewest = count;
		listed += places;
		if (listed >= limit) break;
	}
	const slots: number[] = [];
	for (let slot = 0; slot < mentions.length; slot++) {
		if ((mentions[slot] ?? 0) >= fewest) slots.push(slot);
	}
	return slots
		.map(countedAt(columns, counts))
		.sort((a, b) => b.mentions - a.mentions || (a.id < b.id ? -1 : 1))
		.slice(0, limit);
}

/** In order of their ids, those after `after`. */
export function placesAfter(
	columns: Columns,
	wanted: Wanted,
	after: string | null,
	limit: number,
): CountedPlace[] {
	const counts = countPlaces(columns, wanted);
	const at = countedAt(columns, counts);
	const found: CountedPlace[] = [];
	for (const slot of columns.placesById()) {
		if (found.length === limit) break;
		if (!counts.mentions[slot]) continue;
		if (after === null || (columns.placeIds[slot] ?? '') > after) found.push(at(slot));
	}
	return found;
}

/** Places that are points in a box which does not cross the antimeridian. */
export function* pointsOf(
	columns: Columns,
	wanted: Wanted,
	[west, south, east, north]: Bbox,
	outline: (id: string) => Outline | null,
): Generator<TilePlace> {
	const { mentions, names } = countPlaces(columns, wanted);
	const isArea = columns.codes.kind.mask((kind) => areaKinds.has(kind));
	const physical = columns.codes.kind.mask((kind) => kind === 'physical');
	for (let slot = 0; slot < mentions.length; slot++) {
		const kind = columns.kind[slot] ?? 0;
		if (!mentions[slot] || isArea[kind]) continue;
		const point = [columns.lon[slot] ?? 0, columns.lat[slot] ?? 0] as const;
		const [lon, lat] = point;
		if (lon < west || lon > east || lat < south || lat > north) continue;
		const id = columns.placeIds[slot] ?? '';
		if (physical[kind] && outline(id)) continue;
		yield { id, point, mentions: mentions[slot] ?? 0, named: names[slot] ?? 0 };
	}
}

/** By date as published: mentions, and the documents that have some. */
export function countDates(
	columns: Columns,
	wanted: Wanted,
): { published: string; mentions: number; documents: number }[] {
	const { values } = columns.codes.published;
	const [mentions, documents] = [new Uint32Array(values.length), new Uint32Array(values.length)];
	let last = -1;
	columns.each(wanted, (document) => {
		const date = columns.published[document] ?? 0;
		mentions[date] = (mentions[date] ?? 0) + 1;
		if (document !== last) documents[date] = (documents[date] ?? 0) + 1;
		last = document;
	});
	return values.flatMap((published, date) => {
		const count = mentions[date] ?? 0;
		return count ? [{ published, mentions: count, documents: documents[date] ?? 0 }] : [];
	});
}

/** Mentions by every value of every facet; of what has none, nothing. */
export function countFacets(columns: Columns, wanted: Wanted): Map<FacetName, FacetCount[]> {
	const { codes } = columns;
	const ofDocuments = ['language', 'source', 'set'] as const;
	const ofPlaces = ['kind', 'country'] as const;
	const counts = Object.fromEntries(
		[...ofDocuments, ...ofPlaces].map((name) => [name, new Uint32Array(codes[name].values.length)]),
	) as Record<(typeof ofDocuments | typeof ofPlaces)[number], Uint32Array>;
	const byMark = new Uint32Array(wanted.marks.length);
	const byDocument = new Uint32Array(columns.documentIds.length);
	const byPlace = new Uint32Array(columns.placeIds.length);
	columns.each(wanted, (document, place, mark) => {
		byMark[mark] = (byMark[mark] ?? 0) + 1;
		byDocument[document] = (byDocument[document] ?? 0) + 1;
		if (place >= 0) byPlace[place] = (byPlace[place] ?? 0) + 1;
	});
	const sum = (name: keyof typeof counts, by: Uint32Array) => {
		const [column, of] = [columns[name], counts[name]];
		for (let slot = 0; slot < by.length; slot++) {
			const code = column[slot] ?? 0;
			if (by[slot]) of[code] = (of[code] ?? 0) + (by[slot] ?? 0);
		}
	};
	for (const name of ofDocuments) sum(name, byDocument);
	for (const name of ofPlaces) sum(name, byPlace);
	const counted = (values: readonly Value[], mentions: Uint32Array): FacetCount[] =>
		Array.from(mentions, (count, i) => ({
			value: String(values[i] ?? ''),
			mentions: count,
		})).filter(({ value, mentions: count }) => value && count);
	const names = [...ofDocuments, ...ofPlaces];
	const statuses = Array.from(byMark, (_, mark) => statusOf(mark));
	return new Map<FacetName, FacetCount[]>([
		['status', counted(statuses, byMark)],
		...names.map((name) => [name, counted(codes[name].values, counts[name])] as const),
	]);
}

/** A document with the mentions in it that are wanted. */
export interface DocumentCount {
	readonly id: string;
	readonly published: string;
	readonly mentions: number;
	/** Distinct places. */
	readonly places: number;
}

const none = { mentions: 0, places: 0 };

/**
 * Documents with a mention that is wanted, newest first, from the one with the key `from` on.
 * @param least 0 for documents that are wanted themselves, with a mention or without
 */
export function* newestWith(
	columns: Columns,
	wanted: Wanted,
	from: DocumentKey | null,
	least: 0 | 1 = 1,
): Generator<DocumentCount> {
	const slots = columns.newestFirst();
	const first = from ? columns.newestFrom(from) : 0;
	for (let at = first; at < slots.length; at++) {
		const slot = slots[at] ?? 0;
		const found = columns.countIn(slot, wanted);
		const counts = found ?? (!least && wanted.documents?.[slot] ? none : null);
		const [published, id] = columns.keyOf(slot);
		if (counts) yield { id, published, ...counts };
	}
}
