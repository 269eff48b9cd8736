/** Documents and mentions, in SQL that both stores understand. */
import type { Mention, Query } from '#lib/domain.ts';
import { passageWith } from '#lib/text/snippet.ts';
import { type Asked, boundsOf, documentConditions, impossible, isParticular } from './filters.ts';
import { type DocumentCount, newestWith } from './columns/counts.ts';
import { isListed } from './columns/wanted.ts';
import { fromColumns, placed, type Reading } from './places.ts';
import type { DocumentSummary, DocumentWithMentions, Page, Snippet } from './port.ts';
import { matcherOf } from './question.ts';
import {
	asCandidates,
	asDocument,
	asMention,
	asPlace,
	documentColumns,
	documentKey,
	inTurn,
	mentionColumns,
	older,
	pageOf,
} from './rows.ts';
import { all, type Condition, type Dialect, type Row, type Sql, type Value } from './sql.ts';

const pageSize = 50;

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

/** What makes a document an answer. */
function answering(query: Asked, dialect: Dialect) {
	const { document, mention, particular } = documentConditions(query, dialect);
	const theirs = all([{ sql: 'm.document_id = d.id', values: [] }, ...mention]);
	const some: Condition = {
		sql: `exists (select 1 from mention m where ${theirs.sql})`,
		values: theirs.values,
	};
	return { conditions: particular ? [...document, some] : document, theirs };
}

function newestDocuments(
	sql: Sql,
	conditions: readonly Condition[],
	limit: number,
	cursor: string | undefined,
): Promise<readonly Row[]> {
	return inTurn(older.document(cursor), limit, (stretch, wanted) => {
		const where = all([...conditions, stretch]);
		return sql.all(
			`select d.id, d.published from document d where ${where.sql}
			order by d.published desc, d.id limit ?`,
			[...where.values, wanted],
		);
	});
}

export async function readDocuments(
	reading: Reading,
	asked: Query,
	cursor?: string,
): Promise<Page<DocumentSummary>> {
	const { question, ...query } = {
		...(await placed(reading, asked)),
		isLater: cursor !== undefined,
	};
	const { limit = pageSize, datetime } = query;
	const { sql, dialect } = reading;
	const { conditions, theirs } = answering(query, dialect);
	const whole = { ...query, question };
	const after = documentKey(cursor);
	const rows = isListed(whole)
		? null
		: await fromColumns(reading, whole, (columns, wanted) =>
				newestWith(columns, wanted, after, isParticular(query) ? 1 : 0)
					.filter(({ id }) => id !== after?.[1])
					.take(limit + 1)
					.toArray(),
			);
	if (rows) {
		const page = pageOf(rows, limit, ({ published, id }) => [published, id]);
		return { ...page, items: await summaries(reading, asked, page.items) };
	}
	const found = await (question
		? dialect.newest(sql, question, {
				where: all(conditions),
				dates: datetime ? boundsOf(datetime) : null,
				after,
				limit: limit + 1,
			})
		: newestDocuments(sql, question === null ? [impossible] : conditions, limit + 1, cursor));
	const page = pageOf(found, limit, ({ published = '', id = '' }) => [published, id]);
	return {
		...page,
		items: await summaries(reading, asked, await counted(reading, theirs, page.items)),
	};
}

export async function readBestDocuments(
	reading: Reading,
	asked: Query & { readonly words: string },
): Promise<readonly DocumentSummary[]> {
	const { sql, dialect } = reading;
	const { question, ...query } = await placed(reading, asked);
	const { limit = pageSize } = query;
	const { conditions, theirs } = answering(query, dialect);
	const found = question ? await dialect.best(sql, question, all(conditions), limit) : [];
	return summaries(reading, asked, await counted(reading, theirs, found));
}

type Counted = Pick<DocumentCount, 'id' | 'mentions' | 'places'>;

/** The documents of `rows` with their mentions counted. */
async function counted(
	{ sql, dialect }: Reading,
	theirs: Condition,
	rows: readonly Row[],
): Promise<Counted[]> {
	const ids = rows.map(({ id }) => String(id));
	const list = dialect.list(ids);
	const found = await sql.tuples(
		`select d.id, count(m.start) as mentions, count(distinct m.place_id) as places
		from document d left join mention m on ${theirs.sql} where d.id in (${list.sql}) group by d.id`,
		[...theirs.values, ...list.values],
	);
	const counts = new Map(found.map(([id, ...of]) => [id, of.map(Number)]));
	return ids.map((id) => {
		const [mentions = 0, places = 0] = counts.get(id) ?? [];
		return { id, mentions, places };
	});
}

/** The documents, in the order told; only these are read as a whole. */
async function summaries(
	{ sql, dialect }: Reading,
	{ words }: Query,
	counts: readonly Counted[],
): Promise<DocumentSummary[]> {
	const list = dialect.list(counts.map(({ id }) => id));
	const found = await sql.all(
		`select ${documentColumns}${words === undefined ? '' : ', d.text'}
		from document d where d.id in (${list.sql})`,
		list.values,
	);
	const rows = new Map(found.map((row) => [String(row.id), row]));
	return counts.flatMap(({ id, mentions, places }) => {
		const row = rows.get(id);
		return row ? [asSummary({ ...row, mentions, places }, words)] : [];
	});
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
