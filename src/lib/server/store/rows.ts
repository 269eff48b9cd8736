/** Rows of the database as the domain's words, and cursors of its pages. */
import * as v from 'valibot';
import type { Candidate, Document, Mention, MentionStatus, Place } from '#lib/domain.ts';
import { QueryError } from '#lib/query.ts';
import type { Page } from './port.ts';
import { all, type Condition, type DocumentKey, type Row, type Value } from './sql.ts';

export const documentColumns =
	'd.id, d.title, d.source, d.url, d.published, d.language, d.hash, d.imported, d.set_name, d.home';

/** Columns of a mention, with its place's record from `left join place p`. */
export const mentionColumns =
	'm.document_id, m.start, m.end, m.surface, m.kind, m.status, m.confidence, m.metonym, m.uncertainty_km, p.record as place';

const textOrNull = (value: Row[string] | undefined) => (value ? String(value) : null);

export function asDocument(row: Row): Omit<Document, 'text'> {
	return {
		id: String(row.id),
		title: String(row.title),
		source: textOrNull(row.source),
		url: textOrNull(row.url),
		published: textOrNull(row.published),
		set: textOrNull(row.set_name),
		language: String(row.language),
		...(row.home && { home: String(row.home) }),
		hash: String(row.hash),
		imported: String(row.imported),
	};
}

/** As many places as are kept read; in a list of mentions the same ones come again and again. */
const keptPlaces = 2000;
const places = new Map<string, Place>();

export function asPlace(record: Row[string] | undefined): Place | null {
	if (!record) return null;
	const text = String(record);
	const known = places.get(text);
	if (known) return known;
	const place = JSON.parse(text) as Place;
	if (places.size >= keptPlaces) places.clear();
	places.set(text, place);
	return place;
}

export function asMention(row: Row): Omit<Mention, 'candidates'> {
	const documentId = String(row.document_id);
	const [start, end] = [Number(row.start), Number(row.end)];
	return {
		id: `${documentId}:${start}-${end}`,
		documentId,
		start,
		end,
		surface: String(row.surface),
		kind: row.kind as Mention['kind'],
		place: asPlace(row.place),
		confidence: Number(row.confidence),
		metonym: row.metonym === 1,
		status: row.status as MentionStatus,
		...(row.uncertainty_km !== null && { uncertaintyKm: Number(row.uncertainty_km) }),
	};
}

/** A candidate as a row keeps it: its place is in the table of places. */
type KeptCandidate = Omit<Candidate, 'place'> & { readonly place: string };

export const keepCandidates = (candidates: readonly Candidate[]): string =>
	JSON.stringify(
		candidates.map(({ place, score, reasons }): KeptCandidate => ({
			place: place.id,
			score,
			reasons,
		})),
	);

export function asCandidates(
	kept: Row[string] | undefined,
	placeOf: (id: string) => Place | null,
): Candidate[] {
	return (JSON.parse(String(kept)) as KeptCandidate[]).flatMap(({ place: id, ...rest }) => {
		const place = placeOf(id);
		return place ? [{ place, ...rest }] : [];
	});
}

/** A cursor is the sort key of a page's last row, so pages stay right while others write. */
const cursorAt = (key: readonly Value[]): string =>
	Buffer.from(JSON.stringify(key)).toString('base64url');

const IdKey = v.tuple([v.string()]);
const NumberKey = v.tuple([v.number()]);
const DocumentKeySchema = v.tuple([v.string(), v.string()]);
const MentionKey = v.tuple([v.string(), v.string(), v.number()]);

function keyIn<S extends v.GenericSchema>(schema: S, cursor: string): v.InferOutput<S> {
	try {
		return v.parse(schema, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
	} catch {
		throw new QueryError('cursor', cursor, 'expected the "next" of an earlier answer');
	}
}

/**
 * What comes after the row that `cursor` stands for, in the order of its list; everything after none.
 * @throws {QueryError} when it is not a cursor that a page of this list gave.
 */
export const after = {
	/** In order of id. */
	place(cursor: string | undefined): Condition[] {
		if (cursor === undefined) return [];
		return [{ sql: 'm.place_id > ?', values: keyIn(IdKey, cursor) }];
	},
	/** The id itself; null at the beginning. */
	placeId: (cursor: string | undefined): string | null =>
		cursor === undefined ? null : keyIn(IdKey, cursor)[0],
	id(cursor: string | undefined): Condition[] {
		if (cursor === undefined) return [];
		return [{ sql: 'd.id > ?', values: keyIn(IdKey, cursor) }];
	},
	/** In order of number. */
	feature(cursor: string | undefined): Condition[] {
		if (cursor === undefined) return [];
		return [{ sql: 'number > ?', values: keyIn(NumberKey, cursor) }];
	},
};

/** The date and id that a cursor of documents stands for; null at the beginning. */
export const documentKey = (cursor: string | undefined): DocumentKey | null =>
	cursor === undefined ? null : keyIn(DocumentKeySchema, cursor);

/** The date, id and start that a cursor of mentions stands for; null at the beginning. */
export const mentionKey = (cursor: string | undefined) =>
	cursor === undefined ? null : keyIn(MentionKey, cursor);

/** Documents that come after one, newest first, then by id; all after none. */
export function olderDocuments(after: DocumentKey | null): readonly Condition[] {
	if (!after) return [all([])];
	const [published, id] = after;
	return [
		{ sql: 'd.published = ? and d.id > ?', values: [published, id] },
		{ sql: 'd.published < ?', values: [published] },
	];
}

/**
 * The same where the newest come first: what is left of the cursor's own day, then what is older.
 * Each is read from its place in an index; in one condition everything of that day would be read
 * again for every page, and what has no date is all of one day.
 */
export const older = {
	/** Newest first, then by id. */
	document: (cursor: string | undefined): readonly Condition[] =>
		olderDocuments(documentKey(cursor)),
	/** Newest document first, then by position. */
	mention(cursor: string | undefined): readonly Condition[] {
		const after = mentionKey(cursor);
		if (!after) return [all([])];
		const [published, id, start] = after;
		return [
			{
				sql: 'm.published = ? and (m.document_id, m.start) > (?, ?)',
				values: [published, id, start],
			},
			{ sql: 'm.published < ?', values: [published] },
		];
	},
};

/** Asks for one stretch after the other, until there are as many rows as `wanted`. */
export async function inTurn<T>(
	stretches: readonly Condition[],
	wanted: number,
	ask: (stretch: Condition, wanted: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
	let rows: readonly T[] = [];
	for (const stretch of stretches) {
		if (rows.length >= wanted) break;
		rows = [...rows, ...(await ask(stretch, wanted - rows.length))];
	}
	return rows;
}

/** Splits what was read one row too far into a page and the cursor of the next. */
export function pageOf<T>(
	items: readonly T[],
	limit: number,
	keyAt: (last: T) => readonly Value[],
): Page<T> {
	const page = items.slice(0, limit);
	const last = page.at(-1);
	return { items: page, next: items.length > limit && last ? cursorAt(keyAt(last)) : null };
}
