/** A filter's expression as an SQL condition over `mention m` or `document d`. */
import type { Comparison, Filter, FilterField } from '#lib/domain.ts';
import { all, type Condition, type Dialect } from './sql.ts';

/** From which row it is asked: a mention with its place and document, or a document. */
export type Over = 'mention' | 'document';

type Leaf = Extract<Filter, { readonly field: FilterField }>;

const placeId = 'm.place_id';

/** The column of a field in its own table. */
function columnOf(field: FilterField, { recordField }: Dialect): string {
	switch (field) {
		case 'place.name':
		case 'place.admin1':
			return recordField(field.replace('place.', ''));
		case 'place.population':
			return `cast(${recordField('population')} as double precision)`;
		case 'document.set':
			return 'set_name';
		default:
			return field.replace(/^\w+\./, '');
	}
}

/** A date as precise as its source: "2019-03" is neither before nor after a day of that March. */
function comparedDates(column: string, op: Comparison, day: string): Condition {
	const [year, month] = [day.slice(0, 4), day.slice(0, 7)];
	const known = `${column} <> ''`;
	switch (op) {
		case '>=':
			return { sql: `${column} >= ? or ${column} in (?, ?)`, values: [day, year, month] };
		case '>':
			return { sql: `${column} > ? and ${column} not like ?`, values: [day, `${day}-%`] };
		case '<':
			return {
				sql: `${known} and ${column} < ? and ${column} not in (?, ?)`,
				values: [day, year, month],
			};
		case '<=':
			return {
				sql: `${known} and (${column} <= ? or ${column} like ?)`,
				values: [day, `${day}-%`],
			};
		default:
			return { sql: `${known} and ${column} ${op} ?`, values: [day] };
	}
}

/** The condition of a leaf on its column. */
function ofColumn(leaf: Leaf, column: string, dialect: Dialect): Condition {
	const isDate = leaf.field === 'document.published';
	switch (leaf.op) {
		case 'null':
			return { sql: isDate ? `${column} = ''` : `${column} is null`, values: [] };
		case 'like':
			return dialect.like(column, leaf.pattern);
		case 'in': {
			// False, but of what is not known neither true nor false.
			if (!leaf.values.length) return { sql: `${column} <> ${column}`, values: [] };
			const places = leaf.values.map(() => '?').join(', ');
			return { sql: `${column} in (${places})`, values: leaf.values };
		}
		default:
			if (isDate) return comparedDates(column, leaf.op, String(leaf.value));
			return { sql: `${column} ${leaf.op} ?`, values: [leaf.value] };
	}
}

const inside = (key: string, table: string, { sql, values }: Condition): Condition => ({
	sql: `${key} in (select id from ${table} where ${sql})`,
	values,
});

const negated = ({ sql, values }: Condition): Condition => ({ sql: `not (${sql})`, values });

const any = (parts: readonly Condition[]): Condition => ({
	sql: parts.map(({ sql }) => `(${sql})`).join(' or ') || 'false',
	values: parts.flatMap(({ values }) => values),
});

/** A leaf, or that it is false, which it is not of what is not known. */
function ofTruth(leaf: Leaf, wanted: boolean, column: string, dialect: Dialect): Condition {
	const condition = ofColumn(leaf, column, dialect);
	if (wanted) return condition;
	const unknownIsEmpty = leaf.field === 'document.published' && leaf.op !== 'null';
	const isKnown = { sql: `${column} <> ''`, values: [] };
	return all([...(unknownIsEmpty ? [isKnown] : []), negated(condition)]);
}

/** Some mention of document `d` that is not rejected fulfils it. */
const ofSomeMention = ({ sql, values }: Condition): Condition => ({
	sql: `exists (select 1 from mention m where m.document_id = d.id and m.status <> 'rejected' and (${sql}))`,
	values,
});

function ofMention(leaf: Leaf, wanted: boolean, dialect: Dialect): Condition {
	const [table] = leaf.field.split('.');
	const column = columnOf(leaf.field, dialect);
	if (table === 'mention') return ofTruth(leaf, wanted, `m.${column}`, dialect);
	// What a mention keeps itself need not be looked up.
	if (leaf.field === 'place.id') return ofTruth(leaf, wanted, placeId, dialect);
	const condition = inside(placeId, 'place', ofTruth(leaf, wanted, column, dialect));
	// An unresolved mention has no place, so nothing of its place is known.
	if (leaf.op !== 'null' || !wanted) return condition;
	return any([{ sql: `${placeId} is null`, values: [] }, condition]);
}

function ofLeaf(leaf: Leaf, wanted: boolean, over: Over, dialect: Dialect): Condition {
	if (leaf.field.startsWith('document.')) {
		const key = over === 'document' ? 'd.id' : 'm.document_id';
		const column = columnOf(leaf.field, dialect);
		return inside(key, 'document', ofTruth(leaf, wanted, column, dialect));
	}
	if (over === 'mention') return ofMention(leaf, wanted, dialect);
	const found = ofSomeMention(ofMention(leaf, true, dialect));
	return wanted ? found : negated(found);
}

function ofMeeting(found: Condition, wanted: boolean, over: Over): Condition {
	if (over === 'document') return wanted ? ofSomeMention(found) : negated(ofSomeMention(found));
	return wanted ? found : all([{ sql: `${placeId} is not null`, values: [] }, negated(found)]);
}

/**
 * What makes a filter true. NOT is carried down to what it denies: a comparison with what is not
 * known is neither true nor false, and "in" of SQL forgets that where nothing is found.
 * @param meets the condition on `m` that its place meets a box
 * @param wanted false for what makes it false
 */
export function filterCondition(
	filter: Filter,
	over: Over,
	dialect: Dialect,
	meets: (bbox: Extract<Filter, { op: 'meets' }>['bbox']) => Condition,
	wanted = true,
): Condition {
	const of = (one: Filter) => filterCondition(one, over, dialect, meets, wanted);
	switch (filter.op) {
		case 'and':
		case 'or': {
			const join = (filter.op === 'and') === wanted ? all : any;
			return join(filter.args.map(of));
		}
		case 'not':
			return filterCondition(filter.arg, over, dialect, meets, !wanted);
		case 'meets':
			return ofMeeting(meets(filter.bbox), wanted, over);
		default:
			return ofLeaf(filter, wanted, over, dialect);
	}
}
