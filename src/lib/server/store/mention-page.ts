/** Mentions with their documents, page by page: what excerpts, lists and exports are made of. */
import type { Document, Mention, MentionStatus, Place, Query } from '#lib/domain.ts';
import { plainFormats } from '#lib/export/plain.ts';
import { mentionFeature, type MentionRecord, type NamedPlace } from '#lib/geo/features.ts';
import { excerptAt, excerptsOf } from '#lib/text/excerpt.ts';
import type { Columns, Wanted } from './columns/columns.ts';
import { newestWith } from './columns/counts.ts';
import { isInOrder } from './columns/wanted.ts';
import { type Asked, askedOf, mentionConditions } from './filters.ts';
import { fromColumns, placed, type Reading } from './places.ts';
import type { MentionInContext, Page, Written, WrittenAs } from './port.ts';
import { asDocument, documentColumns, inTurn, mentionKey, older, pageOf } from './rows.ts';
import { all, type Tuple, type Value } from './sql.ts';

const pageSize = 50;

/** What a list of mentions is sorted by. */
const key = ['m.published', 'm.document_id', 'm.start'] as const;
/** A mention by itself; its document and place stand for many and are read once each. */
const columns = `m.document_id, m.start, m."end", m.surface, m.kind, m.status, m.confidence, m.metonym,
	m.uncertainty_km, m.place_id, m.excerpt_start, m.excerpt_end, ${key.join(', ')}`;
const at = { document: 0, place: 9 } as const;

/** A document with what it takes to show a mention in it. */
interface Told {
	readonly document: Omit<Document, 'text'>;
	readonly text: string;
	/** Where a mention does not know its excerpt. */
	readonly excerptOf: ReturnType<typeof excerptsOf>;
}

/** The question as a page is best looked for, which need not gather all that has common words. */
async function planned({ sql, dialect }: Reading, asked: Asked): Promise<Asked> {
	const { question } = asked;
	return question ? { ...asked, question: await dialect.planned(sql, question) } : asked;
}

/** The rows of a page, of those `columns`; the last three of them make its cursor. */
async function pageOfRows(reading: Reading, columns: string, query: Query, cursor?: string) {
	const asked = { ...(await placed(reading, query)), isLater: cursor !== undefined };
	const { limit = pageSize } = asked;
	const rows =
		(isInOrder(askedOf(query))
			? null
			: await rowsFromColumns(reading, columns, asked, limit + 1, cursor)) ??
		(await rowsInOrder(reading, columns, asked, limit + 1, cursor));
	return pageOf(rows, limit, (row) => row.slice(-key.length));
}

async function rowsInOrder(
	reading: Reading,
	columns: string,
	asked: Asked,
	limit: number,
	cursor: string | undefined,
): Promise<readonly Tuple[]> {
	const { document, mention } = mentionConditions(await planned(reading, asked), reading.dialect);
	const from = `mention m ${document.length ? 'join document d on d.id = m.document_id' : ''}`;
	return inTurn(older.mention(cursor), limit, (stretch, wanted) => {
		const { sql, values } = all([...document, ...mention, stretch]);
		return reading.sql.tuples(
			`select ${columns} from ${from} where ${sql}
			order by m.published desc, m.document_id, m.start limit ?`,
			[...values, wanted],
		);
	});
}

/** So often a page is begun again, where others write while it is read. */
const attempts = 3;

/** The same where the columns know in which documents the next ones are: only those are read. */
async function rowsFromColumns(
	reading: Reading,
	columns: string,
	asked: Asked,
	limit: number,
	cursor: string | undefined,
): Promise<readonly Tuple[] | null> {
	const { sql, dialect } = reading;
	const after = mentionKey(cursor);
	for (let attempt = 1; ; attempt++) {
		const next = await fromColumns(reading, asked, (memory, wanted) => {
			const { documents, enough } = documentsOfPage(memory, wanted, limit, after);
			const isWanted = (place: Value = null) =>
				!wanted.places || !!wanted.places[memory.places.get(String(place)) ?? -1];
			return { documents, enough, isWanted };
		});
		if (!next) return null;
		const { documents, enough, isWanted } = next;
		const list = dialect.list(documents);
		const where = all([
			{ sql: `m.document_id in (${list.sql})`, values: list.values },
			...mentionConditions({ status: asked.status, demonyms: asked.demonyms }, dialect).mention,
		]);
		// The order is not read from its index, where what is asked for may be far apart.
		const found = await sql.tuples(
			`select m.place_id, ${columns} from mention m where ${where.sql}
			order by m.published || '' desc, m.document_id, m.start`,
			where.values,
		);
		const rows = found.filter(
			([place, ...row]) =>
				isWanted(place) && (!after || row.at(-2) !== after[1] || Number(row.at(-1)) > after[2]),
		);
		// Fewer than there should be: some have gone in between.
		if (rows.length < limit && enough && attempt < attempts) continue;
		return rows.slice(0, limit).map((row) => row.slice(1));
	}
}

/** The documents with the next `limit` mentions, from the one on in which the last page ended. */
function documentsOfPage(
	memory: Columns,
	wanted: Wanted,
	limit: number,
	after: ReturnType<typeof mentionKey>,
): { readonly documents: string[]; readonly enough: boolean } {
	const documents: string[] = [];
	let expected = 0;
	for (const { id, mentions } of newestWith(memory, wanted, after && [after[0], after[1]])) {
		if (expected >= limit) break;
		documents.push(id);
		// Of the one in which the last page ended, some are behind.
		if (id !== after?.[1]) expected += mentions;
	}
	return { documents, enough: expected >= limit };
}

/** Newest document first, then by position. */
export async function readMentionPage(
	reading: Reading,
	query: Query,
	cursor?: string,
): Promise<Page<MentionInContext>> {
	const page = await pageOfRows(reading, columns, query, cursor);
	const told = await inContext(
		reading,
		page.items,
		await placesOf(reading, distinct(page.items, at.place)),
	);
	return { items: page.items.flatMap(told), next: page.next };
}

/** Where the next page begins; read from an index alone, where that holds what is asked. */
export async function readNextMentions(
	reading: Reading,
	query: Query,
	cursor?: string,
): Promise<string | null> {
	return (await pageOfRows(reading, key.join(', '), query, cursor)).next;
}

/** Features that are written at once: objects that are gone soon cost little. */
const writtenAtOnce = 100;

/** The page as features of a file. */
export async function readWrittenMentions(
	reading: Reading,
	query: Query,
	as: WrittenAs,
	cursor?: string,
): Promise<Written> {
	const { items: rows, next } = await pageOfRows(reading, columns, query, cursor);
	const told = await inContext(
		reading,
		rows,
		await reading.named.of(reading, distinct(rows, at.place)),
	);
	const { some, separator } = plainFormats[as];
	const pieces: Buffer[] = [];
	const points: number[] = [];
	let count = 0;
	for (let from = 0; from < rows.length; from += writtenAtOnce) {
		const items = rows.slice(from, from + writtenAtOnce).flatMap(told);
		if (!items.length) continue;
		if (count) pieces.push(Buffer.from(separator));
		const features = items.map((item) => mentionFeature(item));
		pieces.push(Buffer.from(some(features, 'mentions')));
		for (const { mention } of items) if (mention.place) points.push(...mention.place.point);
		count += items.length;
	}
	return { bytes: together(pieces), features: count, points: Float64Array.from(points), next };
}

/** In memory of its own, which can be handed to another thread. */
function together(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.length;
	}
	return bytes;
}

function distinct(rows: readonly Tuple[], column: number): string[] {
	const found = new Set<string>();
	for (const row of rows) if (row[column] !== null) found.add(String(row[column]));
	return [...found];
}

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

/** Reads the documents of the rows; a row is then told with its document and place. */
async function inContext<P extends NamedPlace>(
	reading: Reading,
	rows: readonly Tuple[],
	places: ReadonlyMap<string, P>,
): Promise<(row: Tuple) => MentionRecord<P>[]> {
	const documents = await documentsOf(reading, distinct(rows, at.document));
	return (row) => {
		const told = documents.get(String(row[at.document]));
		const place = places.get(String(row[at.place])) ?? null;
		// A document removed between the two questions takes its mentions with it.
		return told ? [mentionIn(told, place, row)] : [];
	};
}

function mentionIn<P extends NamedPlace>(
	{ document, text, excerptOf }: Told,
	place: P | null,
	[, from, to, surface, kind, status, confidence, metonym, uncertaintyKm, , first, last]: Tuple,
): MentionRecord<P> {
	const [start, end] = [Number(from), Number(to)];
	const mention: MentionRecord<P>['mention'] = {
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
