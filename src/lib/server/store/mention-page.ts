/** Mentions with their documents, page by page: what excerpts, lists and exports are made of. */
import type { Document, Mention, MentionStatus, Place, Query } from '#lib/domain.ts';
import { excerptAt, excerptsOf } from '#lib/text/excerpt.ts';
import { mentionConditions } from './filters.ts';
import type { Reading } from './places.ts';
import type { MentionInContext, Page } from './port.ts';
import { paged } from './reading.ts';
import { asDocument, documentColumns, inTurn, older, pageOf } from './rows.ts';
import { all, type Tuple } from './sql.ts';

const pageSize = 50;

/** A mention by itself; its document and place stand for many and are read once each. */
const columns = `m.document_id, m.start, m."end", m.surface, m.kind, m.status, m.confidence, m.metonym,
	m.uncertainty_km, m.place_id, m.excerpt_start, m.excerpt_end, m.published`;
const at = { document: 0, start: 1, place: 9, published: 12 } as const;

/** A document with what it takes to show a mention in it. */
interface Told {
	readonly document: Omit<Document, 'text'>;
	readonly text: string;
	/** Where a mention does not know its excerpt. */
	readonly excerptOf: ReturnType<typeof excerptsOf>;
}

/** Newest document first, then by position. */
export async function readMentionPage(
	reading: Reading,
	asked: Query,
	cursor?: string,
): Promise<Page<MentionInContext>> {
	const query = await paged(reading, asked, cursor);
	const { limit = pageSize } = query;
	const { document, mention } = mentionConditions(query, reading.dialect);
	const from = `mention m ${document.length ? 'join document d on d.id = m.document_id' : ''}`;
	const rows = await inTurn(older.mention(cursor), limit + 1, (stretch, wanted) => {
		const { sql, values } = all([...document, ...mention, stretch]);
		return reading.sql.tuples(
			`select ${columns} from ${from} where ${sql}
			order by m.published desc, m.document_id, m.start limit ?`,
			[...values, wanted],
		);
	});
	const page = pageOf(rows, limit, (row) => [
		row[at.published] ?? '',
		row[at.document] ?? '',
		row[at.start] ?? 0,
	]);
	return { items: await inContext(reading, page.items), next: page.next };
}

const distinct = (rows: readonly Tuple[], column: number): string[] => [
	...new Set(rows.flatMap((row) => (row[column] === null ? [] : [String(row[column])]))),
];

async function documentsOf({ sql, dialect }: Reading, ids: readonly string[]) {
	const list = dialect.list(ids);
	const rows = await sql.all(
		`select ${documentColumns}, d.text from document d where d.id in (${list.sql})`,
		list.values,
	);
	return new Map(
		rows.map((row): [string, Told] => {
			const [document, text] = [asDocument(row), String(row.text)];
			return [document.id, { document, text, excerptOf: excerptsOf(text, document.language) }];
		}),
	);
}

async function placesOf({ sql, dialect }: Reading, ids: readonly string[]) {
	const list = dialect.list(ids);
	const rows = await sql.tuples(
		`select id, record from place where id in (${list.sql})`,
		list.values,
	);
	return new Map(rows.map(([id, record]) => [String(id), JSON.parse(String(record)) as Place]));
}

async function inContext(reading: Reading, rows: readonly Tuple[]): Promise<MentionInContext[]> {
	const documents = await documentsOf(reading, distinct(rows, at.document));
	const places = await placesOf(reading, distinct(rows, at.place));
	// A document removed between the two questions takes its mentions with it.
	return rows.flatMap((row) => {
		const told = documents.get(String(row[at.document]));
		const place = places.get(String(row[at.place])) ?? null;
		return told ? [mentionIn(told, place, row)] : [];
	});
}

function mentionIn(
	{ document, text, excerptOf }: Told,
	place: Place | null,
	[, from, to, surface, kind, status, confidence, metonym, uncertaintyKm, , first, last]: Tuple,
): MentionInContext {
	const [start, end] = [Number(from), Number(to)];
	const mention: MentionInContext['mention'] = {
		id: `${document.id}:${start}-${end}`,
		documentId: document.id,
		start,
		end,
		surface: String(surface),
		kind: kind as Mention['kind'],
		place,
		confidence: Number(confidence),
		metonym: metonym === 1,
		status: status as MentionStatus,
		...(uncertaintyKm !== null && { uncertaintyKm: Number(uncertaintyKm) }),
	};
	const excerpt =
		typeof first === 'number' && typeof last === 'number'
			? excerptAt(text, mention, { start: first, end: last })
			: excerptOf(mention);
	return { mention, document, excerpt };
}
