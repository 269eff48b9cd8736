/** What the corpus is asked, in SQL that both stores understand. */
import type { Mention, Outline, Query } from '#lib/domain.ts';
import { near } from '#lib/geo/near.ts';
import { excerptAround } from '#lib/text/excerpt.ts';
import { passageWith } from '#lib/text/snippet.ts';
import { type Asked, askedOf, documentConditions, mentionConditions } from './filters.ts';
import type {
	DocumentSummary,
	DocumentWithMentions,
	FacetCount,
	Facets,
	MentionInContext,
	Page,
	Period,
	PeriodUnit,
	PlaceCount,
	Snippet,
} from './port.ts';
import { matcherOf } from './question.ts';
import {
	after,
	asCandidates,
	asDocument,
	asMention,
	asPlace,
	documentColumns,
	mentionColumns,
	pageOf,
} from './rows.ts';
import { all, type Condition, type Dialect, type Row, type Sql, type Value } from './sql.ts';

export interface Reading {
	readonly sql: Sql;
	readonly dialect: Dialect;
	readonly outline: (placeId: string) => Outline | null;
}

const pageSize = 50;
/** More than any list holds; not every database knows a word for it. */
const noLimit = Number.MAX_SAFE_INTEGER;
const facetValues = 20;

/** Mentions that `query` asks for, with their documents only where it asks for something of them. */
function askedMentions(query: Asked, dialect: Dialect, more: readonly Condition[] = []) {
	const { document, mention } = mentionConditions(query, dialect);
	const { sql, values } = all([...mention, ...document, ...more]);
	const from = `mention m ${document.length ? 'join document d on d.id = m.document_id' : ''}`;
	return { from, where: sql, values };
}

export async function readMentions(
	{ sql, dialect }: Pick<Reading, 'sql' | 'dialect'>,
	where: string,
	values: readonly Value[],
): Promise<Mention[]> {
	const rows = await sql.all(
		`select ${mentionColumns}, m.candidates from mention m
		left join place p on p.id = m.place_id where ${where} order by m.start`,
		values,
	);
	const ids = new Set(
		rows.flatMap(({ candidates }) =>
			(JSON.parse(String(candidates)) as { place: string }[]).map(({ place }) => place),
		),
	);
	const list = dialect.list([...ids]);
	const places = new Map(
		(await sql.all(`select id, record from place where id in (${list.sql})`, list.values)).map(
			({ id, record }) => [String(id), asPlace(record)],
		),
	);
	return rows.map((row) => ({
		...asMention(row),
		candidates: asCandidates(row.candidates, (id) => places.get(id) ?? null),
	}));
}

export async function readDocument(
	reading: Reading,
	id: string,
): Promise<DocumentWithMentions | null> {
	const row = await reading.sql.one(
		`select ${documentColumns}, d.text from document d where d.id = ?`,
		[id],
	);
	if (!row) return null;
	const mentions = await readMentions(reading, 'm.document_id = ?', [id]);
	return { document: { ...asDocument(row), text: String(row.text) }, mentions };
}

/** A question of nearness as one of places: SQL knows boxes, not distances to an outline. */
async function placed(reading: Reading, query: Query): Promise<Asked> {
	if (!query.near) return askedOf(query);
	const inside = await readPlaces(reading, { ...query, limit: undefined });
	const places = inside.map(({ place }) => place.id);
	return askedOf({ ...query, near: undefined, places });
}

/** The same for a page in its own order, which need not gather all that has common words. */
async function paged({ sql, dialect }: Reading, query: Promise<Asked>): Promise<Asked> {
	const asked = await query;
	const { question } = asked;
	if (!question) return asked;
	return { ...asked, question: { ...question, common: await dialect.areCommon(sql, question) } };
}

export async function readDocuments(
	reading: Reading,
	asked: Query,
	cursor?: string,
): Promise<Page<DocumentSummary>> {
	const query = await paged(reading, placed(reading, asked));
	const { limit = pageSize } = query;
	const { words } = asked;
	const { document, mention, particular } = documentConditions(query, reading.dialect);
	const theirs = all([{ sql: 'm.document_id = d.id', values: [] }, ...mention]);
	const some: Condition[] = particular
		? [{ sql: `exists (select 1 from mention m where ${theirs.sql})`, values: theirs.values }]
		: [];
	const { sql, values } = all([...document, ...some, ...after.document(cursor)]);
	const text = words === undefined ? '' : ', d.text';
	const rows = await reading.sql.all(
		`select ${documentColumns}${text},
			(select count(*) from mention m where ${theirs.sql}) as mentions,
			(select count(distinct m.place_id) from mention m where ${theirs.sql}) as places
		from document d where ${sql} order by d.published desc, d.id limit ?`,
		[...theirs.values, ...theirs.values, ...values, limit + 1],
	);
	const page = pageOf(rows, limit, ({ published = '', id = '' }) => [published, id]);
	return { ...page, items: page.items.map((row) => asSummary(row, words)) };
}

function asSummary(row: Row, words: string | undefined): DocumentSummary {
	const document = asDocument(row);
	const snippet = (): Snippet | null => {
		const wanted = matcherOf(words ?? '', document.language);
		return passageWith(String(row.text), wanted);
	};
	return {
		...document,
		mentions: Number(row.mentions),
		places: Number(row.places),
		...(words !== undefined && { snippet: snippet() }),
	};
}

const asCounts = (rows: readonly Row[]): PlaceCount[] =>
	rows.flatMap(({ record, mentions, documents }) => {
		const place = asPlace(record);
		return place ? [{ place, mentions: Number(mentions), documents: Number(documents) }] : [];
	});

const counted =
	'm.place_id, count(*) as mentions, count(distinct m.document_id) as documents' as const;

export async function readPlaces(reading: Reading, query: Query): Promise<PlaceCount[]> {
	const { from, where, values } = askedMentions(askedOf(query), reading.dialect);
	// Only those listed are looked up.
	const rows = await reading.sql.all(
		`select p.record, c.mentions, c.documents
		from (select ${counted} from ${from} where m.place_id is not null and ${where}
			group by m.place_id order by mentions desc, m.place_id limit ?) c
		join place p on p.id = c.place_id order by c.mentions desc, p.id`,
		[...values, query.near ? noLimit : (query.limit ?? noLimit)],
	);
	return query.near ? nearest(reading, asCounts(rows), query) : asCounts(rows);
}

function nearest({ outline }: Reading, counts: readonly PlaceCount[], query: Query): PlaceCount[] {
	if (!query.near) return [...counts];
	const { near: asked, limit } = query;
	const located = counts.map((count) => ({
		count,
		point: count.place.point,
		outline: outline(count.place.id),
	}));
	const options = { km: asked.km, ...(limit !== undefined && { limit }) };
	return near(asked.point, located, options).map(({ item }) => item.count);
}

export async function readPlacePage(
	reading: Reading,
	asked: Query,
	cursor?: string,
): Promise<Page<PlaceCount>> {
	const query = await placed(reading, asked);
	const { limit = pageSize } = query;
	const { from, where, values } = askedMentions(query, reading.dialect, after.place(cursor));
	const rows = await reading.sql.all(
		`select p.record, c.mentions, c.documents
		from (select ${counted} from ${from} where m.place_id is not null and ${where}
			group by m.place_id order by m.place_id limit ?) c
		join place p on p.id = c.place_id order by p.id`,
		[...values, limit + 1],
	);
	return pageOf(asCounts(rows), limit, ({ place }) => [place.id]);
}

export async function readMentionPage(
	reading: Reading,
	asked: Query,
	cursor?: string,
): Promise<Page<MentionInContext>> {
	const query = await paged(reading, placed(reading, asked));
	const { limit = pageSize } = query;
	const { document, mention } = mentionConditions(query, reading.dialect);
	const { sql, values } = all([...document, ...mention, ...after.mention(cursor)]);
	const rows = await reading.sql.all(
		`select ${documentColumns}, ${mentionColumns}
		from mention m join document d on d.id = m.document_id
		left join place p on p.id = m.place_id
		where ${sql} order by m.published desc, m.document_id, m.start limit ?`,
		[...values, limit + 1],
	);
	const page = pageOf(rows, limit, ({ published = '', document_id = '', start = 0 }) => [
		...[published, document_id],
		start,
	]);
	return { items: await inContext(reading, page.items), next: page.next };
}

/** Several mentions of one long document read its text once. */
async function inContext(
	{ sql, dialect }: Reading,
	rows: readonly Row[],
): Promise<MentionInContext[]> {
	const list = dialect.list([...new Set(rows.map(({ id }) => String(id)))]);
	const texts = new Map(
		(await sql.all(`select id, text from document where id in (${list.sql})`, list.values)).map(
			({ id, text }) => [id, String(text)],
		),
	);
	return rows.map((row) => {
		const document = asDocument(row);
		const mention = asMention(row);
		const text = texts.get(document.id) ?? '';
		return { mention, document, excerpt: excerptAround(text, mention, document.language) };
	});
}

const dateLength: Readonly<Record<PeriodUnit, number>> = { day: 10, month: 7, year: 4 };

export async function readTimeline(
	reading: Reading,
	asked: Query,
	unit: PeriodUnit,
): Promise<Period[]> {
	const query = await placed(reading, asked);
	const { from, where, values } = askedMentions(query, reading.dialect);
	const rows = await reading.sql.all(
		`select substr(m.published, 1, ${dateLength[unit]}) as period, count(*) as mentions,
			count(distinct m.document_id) as documents
		from ${from} where ${where} group by 1 order by 1`,
		values,
	);
	return rows.map(({ period, mentions, documents }) => ({
		period: period ? String(period) : null,
		mentions: Number(mentions),
		documents: Number(documents),
	}));
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
	const { sql } = reading;
	const { from, where, values } = askedMentions(await placed(reading, asked), reading.dialect);
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
