/** Which mentions a query asks for, in the columns. */
import { type Asked, isParticular, placeConditions, publishedIn } from '../filters.ts';
import { all, type Condition, type Dialect, type Question, type Sql, type Value } from '../sql.ts';
import { type Columns, marksWith, type Wanted } from './columns.ts';

interface Corpus {
	readonly sql: Sql;
	readonly dialect: Dialect;
}

/** Can the columns tell what fulfils it? A filter's expression only SQL can, and of one document it is quick. */
export const isOfColumns = ({ filter, document }: Asked): boolean =>
	filter === undefined && document === undefined;

/** Are the documents that a query asks for read from an index in their order? */
export const isListed = (query: Asked): boolean => {
	const { question, language, source, set } = query;
	const others = [language, source, set].some((part) => part !== undefined);
	return !isParticular(query) && !(question && others);
};

/** The mentions of so few places are sooner gathered by an index and put in order. */
const fewPlaces = 1000;

/** Are the mentions that a query asks for sooner read from an index? */
export const isInOrder = (query: Asked): boolean => {
	const { question, language, source, set, kind, country, bbox, near, around, status } = query;
	const others = [question, language, source, set, kind, country, bbox, near, around, status];
	const { length } = query.places ?? [];
	return others.every((part) => part === undefined) && length <= fewPlaces;
};

/**
 * Which mentions a query asks for.
 * @param more conditions on the place `m.place_id`
 */
export async function wantedOf(
	{ sql, dialect }: Corpus,
	columns: Columns,
	query: Asked,
	more: readonly Condition[] = [],
): Promise<Wanted> {
	const { status, demonyms } = query;
	const marks = marksWith(
		(its, named) => (status ? its === status : its !== 'rejected') && (demonyms !== false || named),
	);
	const documents = await documentsOf({ sql, dialect }, columns, query);
	return { marks, documents, places: await placesOf({ sql, dialect }, columns, query, more) };
}

/** Slots that fulfil every one of the conditions on a column of codes; null where there are none. */
function fulfilling(
	length: number,
	conditions: readonly (readonly [column: Uint32Array, codes: Uint8Array])[],
): Uint8Array | null {
	if (!conditions.length) return null;
	const found = new Uint8Array(length).fill(1);
	for (const [column, codes] of conditions) {
		for (let slot = 0; slot < length; slot++) {
			if (!codes[column[slot] ?? 0]) found[slot] = 0;
		}
	}
	return found;
}

/** 1 for the slots of `keys`. */
function slotsOf<K>(length: number, slots: ReadonlyMap<K, number>, keys: Iterable<K>): Uint8Array {
	const found = new Uint8Array(length);
	for (const key of keys) {
		const slot = slots.get(key);
		if (slot !== undefined) found[slot] = 1;
	}
	return found;
}

/** Both, where both are lists. */
function both(one: Uint8Array | null, other: Uint8Array | null): Uint8Array | null {
	return one && other ? one.map((wanted, slot) => wanted & (other[slot] ?? 0)) : (one ?? other);
}

async function documentsOf(
	{ sql, dialect }: Corpus,
	columns: Columns,
	query: Asked,
): Promise<Uint8Array | null> {
	const { question, datetime } = query;
	const { length } = columns.documentIds;
	const conditions: [Uint32Array, Uint8Array][] = [];
	for (const name of ['language', 'source', 'set'] as const) {
		const value = query[name];
		if (value === undefined) continue;
		const codes = columns.codes[name] as { mask(test: (one: Value) => boolean): Uint8Array };
		conditions.push([columns[name], codes.mask((one) => one === value)]);
	}
	if (datetime) {
		const isIn = columns.codes.published.mask((date) => publishedIn(datetime, date));
		conditions.push([columns.published, isIn]);
	}
	const found = fulfilling(length, conditions);
	if (question === undefined) return found;
	if (question === null) return new Uint8Array(length);
	return both(found, await withWords({ sql, dialect }, columns, question));
}

/** As many answers to words as are remembered. */
const remembered = 16;

async function withWords(
	{ sql, dialect }: Corpus,
	columns: Columns,
	question: Question,
): Promise<Uint8Array> {
	const name = JSON.stringify(question);
	const known = columns.withWords.get(name);
	if (known) return known;
	const { version } = columns;
	const { sql: keys, values } = dialect.keysWithWords(question);
	const rows = await sql.tuples(keys, values);
	const found = slotsOf(
		columns.documentIds.length,
		columns.documents,
		rows.map(([key = null]) => key),
	);
	const [oldest] = columns.withWords.keys();
	if (columns.withWords.size >= remembered && oldest) columns.withWords.delete(oldest);
	// Others may have written while it was asked.
	if (columns.version === version) columns.withWords.set(name, found);
	return found;
}

async function placesOf(
	{ sql, dialect }: Corpus,
	columns: Columns,
	{ bbox, near, places, kind, country }: Asked,
	more: readonly Condition[],
): Promise<Uint8Array | null> {
	const { length } = columns.placeIds;
	const { codes } = columns;
	const conditions: [Uint32Array, Uint8Array][] = [];
	if (kind) conditions.push([columns.kind, codes.kind.mask((one) => one === kind)]);
	if (country) conditions.push([columns.country, codes.country.mask((one) => one === country)]);
	let found = fulfilling(length, conditions);
	if (places) found = both(found, slotsOf(length, columns.places, places));
	const inside = [...placeConditions({ bbox, near }, dialect), ...more];
	if (!inside.length) return found;
	const { sql: where, values } = all(inside);
	const rows = await sql.tuples(
		`select m.place_id from (select id as place_id from place) m where ${where}`,
		values,
	);
	const ids = rows.map(([id]) => String(id));
	return both(found, slotsOf(length, columns.places, ids));
}
