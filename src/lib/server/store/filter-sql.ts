/** A filter's expression as an SQL condition over `mention m` or `document d`. */
import type { Comparison, Filter, FilterField } from '#lib/domain.ts';
import { all, type Condition, type Dialect, type Value } from './sql.ts';

/** From which row it is asked: a mention with its place and document, or a document. */
export type Over = 'mention' | 'document';

type Leaf = Extract<Filter, { readonly field: FilterField }>;

const [placeId, documentId] = ['m.place_id', 'm.document_id'];

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

/** The condition of a leaf in the table of its field. */
function ofColumn(leaf: Leaf, dialect: Dialect): Condition {
	const column = columnOf(leaf.field, dialect);
	const isDate = leaf.field === 'document.published';
	switch (leaf.op) {
		case 'null':
			return { sql: isDate ? `${column} = ''` : `${column} is null`, values: [] };
		case 'like':
			return dialect.like(column, leaf.pattern);
		case 'in': {
			if (!leaf.values.length) return { sql: 'false', values: [] };
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

/** Some mention of document `d` that is not rejected fulfils it. */
const ofSomeMention = ({ sql, values }: Condition): Condition => ({
	sql: `exists (select 1 from mention m where m.document_id = d.id and m.status <> 'rejected' and (${sql}))`,
	values,
});

function ofLeaf(leaf: Leaf, over: Over, dialect: Dialect): Condition {
	const [table = ''] = leaf.field.split('.');
	const condition = ofColumn(leaf, dialect);
	if (table === 'document') {
		return inside(over === 'document' ? 'd.id' : documentId, 'document', condition);
	}
	const ofMention =
		table === 'place' ? inside(placeId, 'place', condition) : mentionColumn(leaf, dialect);
	return over === 'document' ? ofSomeMention(ofMention) : ofMention;
}

/** A mention's own columns are named with their table, for there are others of the same name. */
function mentionColumn(leaf: Leaf, dialect: Dialect): Condition {
	const { sql, values } = ofColumn(leaf, dialect);
	const column = columnOf(leaf.field, dialect);
	return { sql: sql.replaceAll(new RegExp(`(?<![.\\w])${column}\\b`, 'g'), `m.${column}`), values };
}

/** @param meets the condition on `m` that its place meets a box */
export function filterCondition(
	filter: Filter,
	over: Over,
	dialect: Dialect,
	meets: (bbox: Extract<Filter, { op: 'meets' }>['bbox']) => Condition,
): Condition {
	const of = (one: Filter) => filterCondition(one, over, dialect, meets);
	switch (filter.op) {
		case 'and':
			return all(filter.args.map(of));
		case 'or': {
			const parts = filter.args.map(of);
			const values: readonly Value[] = parts.flatMap((part) => part.values);
			return { sql: parts.map(({ sql }) => `(${sql})`).join(' or ') || 'false', values };
		}
		case 'not': {
			const { sql, values } = of(filter.arg);
			return { sql: `not (${sql})`, values };
		}
		case 'meets':
			return over === 'document' ? ofSomeMention(meets(filter.bbox)) : meets(filter.bbox);
		default:
			return ofLeaf(filter, over, dialect);
	}
}
