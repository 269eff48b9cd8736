/** How much the corpus says, by time and by kind, in SQL that both stores understand. */
import type { Judgement, Query } from '#lib/domain.ts';
import { countDates, countFacets } from './columns/counts.ts';
import { askedMentions, fromColumns, placed, type Reading } from './places.ts';
import type { FacetCount, Facets, Period, PeriodUnit } from './port.ts';
import type { Asked } from './filters.ts';
import type { Condition, Row } from './sql.ts';
import { isKept, keptDays, keptFacets } from './tally.ts';

/** The most frequent values of a facet. */
const facetValues = 20;

const dateLength: Readonly<Record<PeriodUnit, number>> = { day: 10, month: 7, year: 4 };

function countedDays(query: Asked, { dialect }: Reading): Condition {
	const { from, where, values } = askedMentions(query, dialect);
	return {
		sql: `select m.published, count(*) as mentions, count(distinct m.document_id) as documents
		from ${from} where ${where} group by 1`,
		values,
	};
}

export async function readTimeline(
	reading: Reading,
	asked: Query,
	unit: PeriodUnit,
): Promise<Period[]> {
	const query = await placed(reading, asked);
	const dates = isKept('days', query) ? null : await fromColumns(reading, query, countDates);
	if (dates) return periods(dates, unit);
	const days = keptDays(query) ?? countedDays(query, reading);
	const rows = await reading.sql.all(
		`select substr(published, 1, ${dateLength[unit]}) as period, sum(mentions) as mentions,
			sum(documents) as documents
		from (${days.sql}) days group by 1 order by 1`,
		days.values,
	);
	return rows.map(({ period, mentions, documents }) => ({
		period: period ? String(period) : null,
		mentions: Number(mentions),
		documents: Number(documents),
	}));
}

/** Dates as periods, what has no date first. */
function periods(dates: ReturnType<typeof countDates>, unit: PeriodUnit): Period[] {
	const found = new Map<string, Period>();
	for (const { published, mentions, documents } of dates) {
		const key = published.slice(0, dateLength[unit]);
		const before = found.get(key) ?? { mentions: 0, documents: 0 };
		found.set(key, {
			period: key || null,
			mentions: before.mentions + mentions,
			documents: before.documents + documents,
		});
	}
	return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period);
}

/** Rows that count mentions by some columns, as the counts of each value of one of them. */
function totals(rows: readonly Row[], column: string): FacetCount[] {
	const found = new Map<string, number>();
	for (const { [column]: value, mentions } of rows) {
		if (value === null || value === undefined) continue;
		found.set(String(value), (found.get(String(value)) ?? 0) + Number(mentions));
	}
	return Array.from(found, ([value, mentions]) => ({ value, mentions }))
		.sort((a, b) => b.mentions - a.mentions || (a.value < b.value ? -1 : 1))
		.slice(0, facetValues);
}

export async function readFacets(reading: Reading, asked: Query): Promise<Facets> {
	const query = await placed(reading, asked);
	const kept = keptFacets(query);
	const rows = kept
		? Map.groupBy(await reading.sql.all(kept.sql, kept.values), ({ facet }) => facet)
		: await fromColumns(reading, query, countFacets);
	if (!rows) return countedFacets(reading, query);
	const of = (facet: keyof Facets) => totals((rows.get(facet) ?? []) as readonly Row[], 'value');
	return {
		language: of('language'),
		source: of('source'),
		set: of('set'),
		kind: of('kind'),
		country: of('country'),
		status: of('status'),
	};
}

async function countedFacets({ sql, dialect }: Reading, query: Asked): Promise<Facets> {
	const { from, where, values } = askedMentions(query, dialect);
	// Counted by what a mention has itself first: far fewer documents and places are looked up then.
	const by = (column: string) =>
		`(select m.${column}, count(*) as n from ${from} where ${where} group by m.${column}) c`;
	const ofDocuments = await sql.all(
		`select d.language, d.source, d.set_name, sum(c.n) as mentions
		from ${by('document_id')} join document d on d.id = c.document_id group by 1, 2, 3`,
		values,
	);
	const ofPlaces = await sql.all(
		`select p.kind, p.country, sum(c.n) as mentions
		from ${by('place_id')} join place p on p.id = c.place_id group by 1, 2`,
		values,
	);
	const ofMentions = await sql.all(
		`select m.status, count(*) as mentions from ${from} where ${where} group by 1`,
		values,
	);
	return {
		language: totals(ofDocuments, 'language'),
		source: totals(ofDocuments, 'source'),
		set: totals(ofDocuments, 'set_name'),
		kind: totals(ofPlaces, 'kind'),
		country: totals(ofPlaces, 'country'),
		status: totals(ofMentions, 'status'),
	};
}

/** One name in one document counts once, however often it stands there. */
export async function readJudgements({ sql }: Reading, most: number): Promise<Judgement[]> {
	const rows = await sql.all(
		`select surface, case status when 'rejected' then null else place_id end as place,
			count(distinct document_id) as documents
		from mention
		where status <> 'suggested' and kind = 'name' and (status = 'rejected' or place_id is not null)
		group by 1, 2 order by 3 desc, 1, 2 limit ?`,
		[most],
	);
	return rows.map(({ surface, place, documents }) => ({
		surface: String(surface),
		place: place ? String(place) : null,
		documents: Number(documents),
	}));
}
