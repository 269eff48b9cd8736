/** A query as SQL conditions over `mention m` and `document d`. */
import type { Bbox, PartialDate, Query } from '#lib/domain.ts';
import { pad } from '#lib/geo/bbox.ts';
import type { Value } from './database.ts';
import { wordsQuery } from './words.ts';

export interface Condition {
	readonly sql: string;
	readonly values: readonly Value[];
}

/** What a query asks, by the table it asks it of. */
export interface Conditions {
	readonly document: readonly Condition[];
	readonly mention: readonly Condition[];
	/** Does the query ask for some mentions, so that a document without one is not an answer? */
	readonly particular: boolean;
}

/** The conditions joined by AND, true when there are none. */
export function all(conditions: readonly Condition[]): Condition {
	return {
		sql: conditions.map(({ sql }) => sql).join(' and ') || '1',
		values: conditions.flatMap(({ values }) => values),
	};
}

/** The last day a partial date can mean, so that "2019-03" reaches to the end of March. */
const lastDay = (date: PartialDate): string => date + '-12-31'.slice(date.length - 4);

/** Longitudes of a box as intervals: two when it crosses the antimeridian. */
export const intervals = ([west, , east]: Bbox): readonly (readonly [number, number])[] =>
	west <= east
		? [[west, east]]
		: [
				[west, 180],
				[-180, east],
			];

const placeIn = (sql: string, ...values: Value[]): Condition => ({
	sql: `m.place_id in (${sql})`,
	values,
});

function inBox(box: Bbox): Condition {
	const [, south, , north] = box;
	const parts = intervals(box);
	const each = '(east >= ? and west <= ? and north >= ? and south <= ?)';
	return placeIn(
		`select place from place_box where ${parts.map(() => each).join(' or ')}`,
		...parts.flatMap(([west, east]) => [west, east, south, north]),
	);
}

/**
 * A document of "2019-03" lies in every interval that has a day of that March; one without a date
 * lies in none.
 */
function published({ datetime }: Query, table: string): Condition[] {
	if (!datetime) return [];
	const { from, to } = datetime;
	const since = from ?? '0';
	const [year, month] = [since.slice(0, 4), since.slice(0, 7)];
	const found: Condition[] = [
		{
			sql: `(${table}.published >= ? or ${table}.published in (?, ?))`,
			values: [since, year, month],
		},
	];
	if (to !== null) found.push({ sql: `${table}.published <= ?`, values: [lastDay(to)] });
	return found;
}

function ofDocument(query: Query): Condition[] {
	const found: Condition[] = [];
	if (query.language) found.push({ sql: 'd.language = ?', values: [query.language] });
	if (query.words !== undefined) {
		const question = wordsQuery(query.words);
		found.push(
			question === null
				? { sql: '0', values: [] }
				: {
						sql: 'd.number in (select rowid from document_words where document_words match ?)',
						values: [question],
					},
		);
	}
	return found;
}

function ofMention({ bbox, near, kind, places, status, demonyms }: Query): Condition[] {
	const found: Condition[] = [];
	if (bbox) found.push(inBox(bbox));
	if (near) found.push(inBox(pad([...near.point, ...near.point], near.km)));
	if (kind) found.push(placeIn('select id from place where kind = ?', kind));
	if (places) found.push(placeIn('select value from json_each(?)', JSON.stringify(places)));
	if (status) found.push({ sql: 'm.status = ?', values: [status] });
	else found.push({ sql: `m.status <> 'rejected'`, values: [] });
	if (demonyms === false) {
		found.push({ sql: `m.kind not in ('demonym', 'people')`, values: [] });
	}
	return found;
}

/** The conditions of a question about documents, which mentions may answer. */
export function documentConditions(query: Query): Conditions {
	const { bbox, near, kind, places, status, document } = query;
	const one = document === undefined ? [] : [{ sql: 'd.id = ?', values: [document] }];
	return {
		document: [...one, ...published(query, 'd'), ...ofDocument(query)],
		mention: ofMention(query),
		particular: [bbox, near, kind, places, status].some((part) => part !== undefined),
	};
}

/**
 * The conditions of a question about mentions; only `document` needs the document's own row. The
 * exact distance of `near` is left to whoever can measure.
 */
export function mentionConditions(query: Query): Omit<Conditions, 'particular'> {
	const { document } = query;
	const one = document === undefined ? [] : [{ sql: 'm.document_id = ?', values: [document] }];
	return {
		document: ofDocument(query),
		mention: [...one, ...published(query, 'm'), ...ofMention(query)],
	};
}
