/**
 * Counts of mentions, kept with every write: what is asked of the whole corpus, or of whole years of
 * it, is read from them, however large it is. Rejected mentions are not counted.
 */
import type { PartialDate } from '#lib/domain.ts';
import { noteDocuments } from './changes.ts';
import { type Asked, placeConditions, published } from './filters.ts';
import { all, type Condition, type Dialect, type Sql } from './sql.ts';

const isName = `m.kind not in ('demonym', 'people')`;
const withDocument = 'join document d on d.id = m.document_id';
const withPlace = 'join place p on p.id = m.place_id';

/** What mentions are counted by besides their place, and where that stands. */
const facets: readonly (readonly [facet: string, column: string, join: string])[] = [
	['status', 'm.status', ''],
	['language', 'd.language', withDocument],
	['source', 'd.source', withDocument],
	['set', 'd.set_name', withDocument],
	['kind', 'p.kind', withPlace],
	['country', 'p.country', withPlace],
];

/** Mentions by a value and by year. Documents are counted only by place and day, where each has one. */
const counted = (value: string, join: string, documents: string, countsDocuments = false) => {
	const distinct = (which: string) => (countsDocuments ? `count(distinct ${which})` : '0');
	return `select ${value}, substr(m.published, 1, 4) as year, count(*) as mentions,
			${distinct('m.document_id')} as documents,
			sum(case when ${isName} then 1 else 0 end) as names,
			${distinct(`case when ${isName} then m.document_id end`)} as name_documents
		from mention m ${join}
		where m.status <> 'rejected' and m.document_id in (${documents})`;
};

const period = `case of_year when 1 then year else 'all' end`;
const counts = ['mentions', 'documents', 'names', 'name_documents'] as const;

/** Adds what was counted to what is kept, for all time and for the year where that is known. */
const add = (table: string, key: string, from: string, sign: 1 | -1) => `
	insert into ${table} (${key}, period, ${counts.join(', ')})
	select ${key}, ${period}, ${counts.map((name) => `${sign} * sum(${name})`).join(', ')}
	from (${from}) counted
	cross join (select 0 as of_year union all select 1) periods
	where of_year = 0 or year <> '' group by ${key}, ${period}
	on conflict (${key}, period) do update set
		${counts.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ')}`;

const addPlaces = (documents: string, sign: 1 | -1) => {
	const from = `${counted('m.place_id', '', documents, true)} and m.place_id is not null group by 1, 2`;
	return add('place_tally', 'place_id', from, sign);
};

/** Asks for the documents once more than there are facets: days come first. */
const addFacets = (documents: string, sign: 1 | -1) => {
	const days = counted(`'published' as facet, m.published as value`, '', documents, true);
	const others = facets.map(([facet, column, join]) => {
		const value = `'${facet}' as facet, ${column} as value`;
		return `${counted(value, join, documents)} and ${column} is not null group by 1, 2, 3`;
	});
	const from = [`${days} group by 1, 2, 3`, ...others].join(' union all ');
	return add('tally', 'facet, value', from, sign);
};

/** Counts everything in a corpus that has no counts yet, as one of an earlier version. */
export async function tallyWhole(sql: Sql): Promise<void> {
	const isNew = 'not exists (select 1 from tally) and exists (select 1 from mention)';
	if (!(await sql.one(`select 1 as is_new where ${isNew}`))) return;
	for (const add of [addPlaces, addFacets]) await sql.run(add('select id from document', 1));
}

/**
 * Counts the mentions of documents in (1) or out (-1), as they are now: out before they change or
 * go, and in again after. What is counted is noted as changed.
 */
export async function tally(
	{ sql, dialect }: { readonly sql: Sql; readonly dialect: Dialect },
	documents: readonly string[],
	sign: 1 | -1,
): Promise<void> {
	if (!documents.length) return;
	await noteDocuments({ sql, dialect }, documents);
	const { sql: list, values } = dialect.list(documents);
	await sql.run(addPlaces(list, sign), values);
	await sql.run(
		addFacets(list, sign),
		Array(facets.length + 1)
			.fill(values)
			.flat(),
	);
	if (sign > 0) return;
	// Asked apart: Citus changes no reference table by what a distributed one says.
	const rows = await sql.tuples(
		`select distinct m.place_id from mention m where m.place_id is not null and m.document_id in (${list})`,
		values,
	);
	const places = dialect.list(rows.map(([id]) => String(id)));
	await sql.run(
		`delete from place_tally where mentions = 0 and place_id in (${places.sql})`,
		places.values,
	);
	await sql.run('delete from tally where mentions = 0');
}

/** The first and last year of an interval of whole years, as they are compared; null of no such. */
function yearsOf({ from, to, undated }: NonNullable<Asked['datetime']>): Periods | null {
	// No year is theirs.
	if (undated) return null;
	const isYear = (date: PartialDate | null, edge: RegExp) => date === null || edge.test(date);
	if (!isYear(from, /^\d{4}(-01(-01)?)?$/) || !isYear(to, /^\d{4}(-12(-31)?)?$/)) return null;
	return [from?.slice(0, 4) ?? '0', to?.slice(0, 4) ?? '9999'];
}

/** Whole periods of which counts are kept: the first and the last of them. */
type Periods = readonly [first: string, last: string];

/** The periods of a query that asks nothing of documents or of single mentions; else null. */
function keptPeriods(query: Asked): Periods | null {
	const { datetime, question, language, source, set, status, document, filter } = query;
	const others = [question, language, source, set, status, document, filter];
	if (others.some((part) => part !== undefined)) return null;
	return datetime ? yearsOf(datetime) : ['all', 'all'];
}

const during = ([first, last]: Periods, column = 'm.period'): Condition =>
	first === last
		? { sql: `${column} = ?`, values: [first] }
		: { sql: `${column} between ? and ?`, values: [first, last] };

const asksPlaces = ({ bbox, near, around, kind, country, places }: Asked): boolean =>
	[bbox, near, around, kind, country, places].some((part) => part !== undefined);

/**
 * Are the counts that a question asks for read from an index as they are kept? Else they are sooner
 * counted anew by whoever has the mentions in memory.
 */
export function isKept(counts: 'places' | 'days' | 'facets', query: Asked): boolean {
	if (counts === 'places') return keptPeriods(query) !== null && !query.kind && !query.country;
	return (counts === 'days' ? keptDays(query) : keptFacets(query)) !== null;
}

const columnsOf = ({ demonyms }: Asked) =>
	demonyms === false
		? (['names', 'name_documents'] as const)
		: (['mentions', 'documents'] as const);

/**
 * The counts that a query asks for by place, as `place_id, mentions, documents, names`; null where
 * they are not kept, but must be counted.
 */
export function keptPlaces(
	query: Asked,
	dialect: Dialect,
	more: readonly Condition[] = [],
): Condition | null {
	const periods = keptPeriods(query);
	if (!periods) return null;
	const isOne = periods[0] === periods[1];
	const [mentions, documents] = columnsOf(query);
	const places = [...placeConditions(query, dialect), ...more];
	// Not by the index of periods, where places are told: they are fewer.
	const period = during(periods, places.length ? `m.period || ''` : 'm.period');
	const { sql, values } = all([period, ...places]);
	const sum = (column: string) => (isOne ? `m.${column}` : `sum(m.${column})`);
	return {
		sql: `select m.place_id, ${sum(mentions)} as mentions, ${sum(documents)} as documents,
			${sum('names')} as names
		from place_tally m where m.${mentions} > 0 and ${sql} ${isOne ? '' : 'group by m.place_id'}`,
		values,
	};
}

/** Counts by day as published, of any interval; null where they must be counted. */
export function keptDays(query: Asked): Condition | null {
	if (asksPlaces(query) || !keptPeriods({ ...query, datetime: undefined })) return null;
	const [mentions, documents] = columnsOf(query);
	const { sql, values } = all(published(query, 'm'));
	return {
		sql: `select published, ${mentions} as mentions, ${documents} as documents
		from (select *, value as published from tally where facet = 'published' and period = 'all') m
		where ${mentions} > 0 and ${sql}`,
		values,
	};
}

/** Counts by facet and value; null where they must be counted. */
export function keptFacets(query: Asked): Condition | null {
	const periods = asksPlaces(query) ? null : keptPeriods(query);
	if (!periods) return null;
	const [mentions] = columnsOf(query);
	const { sql, values } = during(periods);
	return {
		sql: `select m.facet, m.value, sum(m.${mentions}) as mentions from tally m
		where m.facet <> 'published' and m.${mentions} > 0 and ${sql} group by 1, 2`,
		values,
	};
}
