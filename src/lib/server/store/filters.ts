/** A query as SQL conditions over `mention m` and `document d`. */
import type { Bbox, PartialDate, Query } from '#lib/domain.ts';
import { pad } from '#lib/geo/bbox.ts';
import { filterCondition, type Over } from './filter-sql.ts';
import { questionOf } from './question.ts';
import type { Condition, Dialect, PlainBox, Question, Value } from './sql.ts';

/** A query whose words are a question already; null where they look for nothing. */
export interface Asked extends Omit<Query, 'words'> {
	readonly question?: Question | null;
	/** A later page: it begins at a cursor, which is nearer than the end of the interval. */
	readonly isLater?: boolean;
}

/** The query as it can be asked; `near` and what is common are left to whoever reads. */
export function askedOf({ words, ...query }: Query): Asked {
	return words === undefined ? query : { ...query, question: questionOf(words, query.language) };
}

/** What a query asks, by the table it asks it of. */
export interface Conditions {
	readonly document: readonly Condition[];
	readonly mention: readonly Condition[];
	/** Does the query ask for some mentions, so that a document without one is not an answer? */
	readonly particular: boolean;
}

/** The last day a partial date can mean, so that "2019-03" reaches to the end of March. */
const lastDay = (date: PartialDate): string => date + '-12-31'.slice(date.length - 4);

/** A box as boxes that do not cross the antimeridian: two when it does. */
export function plainBoxes([west, south, east, north]: Bbox): readonly PlainBox[] {
	if (west <= east) return [{ west, south, east, north }];
	return [
		{ west, south, east: 180, north },
		{ west: -180, south, east, north },
	];
}

const among = ({ sql, values }: Condition): Condition => ({
	sql: `m.place_id in (${sql})`,
	values,
});
const placeWith = (column: string, ...values: Value[]): Condition =>
	among({ sql: `select id from place where ${column} = ?`, values });

type Interval = NonNullable<Query['datetime']>;

/** An interval as dates are compared: since a day, or one of `days`, which are less precise. */
export function boundsOf({ from, to, undated = false }: Interval) {
	const since = from ?? '0';
	const [year, month] = [since.slice(0, 4), since.slice(0, 7)];
	const days = undated ? [year, month, ''] : [year, month];
	return { earliest: undated ? '' : year, since, days, until: to === null ? null : lastDay(to) };
}

/**
 * A document of "2019-03" lies in every interval that has a day of that March; one without a date
 * lies in none, or where that is asked in every one: it sorts before all dates.
 */
export function published({ datetime, isLater = false }: Asked, table: string): Condition[] {
	if (!datetime) return [];
	const { earliest, since, days, until } = boundsOf(datetime);
	const found: Condition[] = [
		// Said again for the index, which knows nothing of OR.
		{ sql: `${table}.published >= ?`, values: [earliest] },
		{
			sql: `${table}.published >= ? or ${table}.published in (${days.map(() => '?').join(', ')})`,
			values: [since, ...days],
		},
	];
	// An index is read from one end only: of a later page from its cursor.
	const end = isLater ? `${table}.published || ''` : `${table}.published`;
	if (until !== null) found.push({ sql: `${end} <= ?`, values: [until] });
	return found;
}

/** The same of a date as it is kept. */
export function publishedIn(datetime: Interval, date: string): boolean {
	const { earliest, since, days, until } = boundsOf(datetime);
	return (
		date >= earliest && (date >= since || days.includes(date)) && (until === null || date <= until)
	);
}

export const impossible: Condition = { sql: 'false', values: [] };

function ofDocument({ language, source, set, question }: Asked, dialect: Dialect): Condition[] {
	const found: Condition[] = [];
	const equal = { language, source, set_name: set };
	for (const [column, value] of Object.entries(equal)) {
		if (value !== undefined) found.push({ sql: `d.${column} = ?`, values: [value] });
	}
	if (question !== undefined) {
		found.push(question === null ? impossible : dialect.withWords(question));
	}
	return found;
}

/** Mentions of places whose box meets `box`. */
export const placesInside = (box: Bbox, dialect: Dialect): Condition =>
	among(dialect.placesIn(plainBoxes(box)));

/** What is asked of the place `m.place_id` alone. */
export function placeConditions(query: Asked, dialect: Dialect): Condition[] {
	const { bbox, near, kind, country, places } = query;
	const found: Condition[] = [];
	if (bbox) found.push(placesInside(bbox, dialect));
	if (near) {
		found.push(placesInside(pad([...near.point, ...near.point], near.km), dialect));
	}
	if (kind) found.push(placeWith('kind', kind));
	if (country) found.push(placeWith('country', country));
	// One alone is read in the order of an index; of several the rows must be sorted.
	if (places?.length === 1) found.push({ sql: 'm.place_id = ?', values: places });
	else if (places) found.push(among(dialect.list(places)));
	return found;
}

function ofMention(query: Asked, dialect: Dialect): Condition[] {
	const { status, demonyms } = query;
	const found = placeConditions(query, dialect);
	if (status) found.push({ sql: 'm.status = ?', values: [status] });
	else found.push({ sql: `m.status <> 'rejected'`, values: [] });
	if (demonyms === false) {
		found.push({ sql: `m.kind not in ('demonym', 'people')`, values: [] });
	}
	return found;
}

const filtered = ({ filter }: Asked, over: Over, dialect: Dialect): Condition[] =>
	filter ? [filterCondition(filter, over, dialect, (bbox) => placesInside(bbox, dialect))] : [];

/** Does a query ask for some mentions, so that a document without one is no answer? */
export const isParticular = (query: Asked): boolean => {
	const { bbox, near, around, kind, country, places, status } = query;
	return [bbox, near, around, kind, country, places, status].some((part) => part !== undefined);
};

/** The conditions of a question about documents, which mentions may answer. */
export function documentConditions(query: Asked, dialect: Dialect): Conditions {
	const { document } = query;
	const one = document === undefined ? [] : [{ sql: 'd.id = ?', values: [document] }];
	return {
		document: [
			...one,
			...published(query, 'd'),
			...ofDocument(query, dialect),
			...filtered(query, 'document', dialect),
		],
		mention: ofMention(query, dialect),
		particular: isParticular(query),
	};
}

/**
 * The conditions of a question about mentions; only `document` needs the document's own row. The
 * exact distance of `near` is left to whoever can measure.
 */
export function mentionConditions(query: Asked, dialect: Dialect): Omit<Conditions, 'particular'> {
	const { document } = query;
	const one = document === undefined ? [] : [{ sql: 'm.document_id = ?', values: [document] }];
	return {
		document: ofDocument(query, dialect),
		mention: [
			...one,
			...published(query, 'm'),
			...ofMention(query, dialect),
			...filtered(query, 'mention', dialect),
		],
	};
}
