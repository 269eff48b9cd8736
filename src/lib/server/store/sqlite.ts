/** The embedded corpus: node:sqlite, one file, every write a transaction on disk. */
import type {
	Bbox,
	Document,
	Mention,
	MentionStatus,
	Outline,
	ParsedMention,
	Place,
	Query,
} from '#lib/domain.ts';
import { bboxOf } from '#lib/geo/bbox.ts';
import { near } from '#lib/geo/near.ts';
import { excerptAround } from '#lib/text/excerpt.ts';
import { type Database, openDatabase, type Row } from './database.ts';
import { all, type Condition, documentConditions, mentionConditions } from './filters.ts';
import type {
	CorpusStore,
	DocumentSummary,
	DocumentWithMentions,
	Page,
	PlaceCount,
} from './port.ts';
import {
	asCandidates,
	asDocument,
	asMention,
	asPlace,
	cursorAt,
	documentColumns,
	keyOf,
	mentionColumns,
} from './rows.ts';
import * as writing from './writing.ts';

const pageSize = 50;

export interface SqliteOptions {
	/** Outlines of places, so that "near" counts an area from its edge. */
	readonly outline?: (placeId: string) => Outline | null;
}

/** Splits what was read one row too far into a page and the cursor of the next. */
function pageOf<T>(rows: readonly T[], limit: number, keyAt: (last: T) => string): Page<T> {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, next: rows.length > limit && last ? keyAt(last) : null };
}

const documentsAfter = (cursor: string | undefined): Condition[] => {
	if (cursor === undefined) return [];
	const [published, id] = keyOf(cursor);
	return [
		{
			sql: 'd.published <= ? and (d.published < ? or d.id > ?)',
			values: [published, published, id],
		},
	];
};

const mentionsAfter = (cursor: string | undefined): Condition[] => {
	if (cursor === undefined) return [];
	const [published, id, start] = keyOf(cursor);
	return [
		{
			sql: 'm.published <= ? and (m.published < ? or (m.document_id, m.start) > (?, ?))',
			values: [published, published, id, start],
		},
	];
};

class SqliteStore implements CorpusStore {
	readonly #db: Database;
	readonly #outline: (placeId: string) => Outline | null;
	readonly #writing: writing.Writing;

	constructor(db: Database, outline: (placeId: string) => Outline | null) {
		this.#db = db;
		this.#outline = outline;
		this.#writing = { db, boxOf: (place) => this.#boxOf(place) };
	}

	#boxOf({ id, bbox, point }: Place): Bbox {
		if (bbox) return bbox;
		const outline = this.#outline(id);
		return (outline && bboxOf(outline)) ?? [...point, ...point];
	}

	async save(document: Document, mentions: readonly ParsedMention[]) {
		return this.#db.transaction(() => writing.saveDocument(this.#writing, document, mentions));
	}

	async remove(id: string) {
		return this.#db.transaction(() => writing.removeDocument(this.#db, id, new Date()));
	}

	async restore(id: string) {
		return this.#db.transaction(() => writing.restoreDocument(this.#db, id));
	}

	async document(id: string): Promise<DocumentWithMentions | null> {
		const row = this.#db.one(`select ${documentColumns}, d.text from document d where d.id = ?`, [
			id,
		]);
		if (!row) return null;
		const mentions = this.#mentionsWithCandidates('m.document_id = ?', [id]);
		return { document: { ...asDocument(row), text: String(row.text) }, mentions };
	}

	#mentionsWithCandidates(where: string, values: readonly (string | number)[]): Mention[] {
		const places = new Map<string, Place | null>();
		const placeOf = (id: string) => {
			if (!places.has(id)) places.set(id, this.#place(id));
			return places.get(id) ?? null;
		};
		return this.#db
			.all(
				`select ${mentionColumns}, m.candidates from mention m
				left join place p on p.id = m.place_id
				where ${where} order by m.start`,
				values,
			)
			.map((row) => ({ ...asMention(row), candidates: asCandidates(row.candidates, placeOf) }));
	}

	async documents(query: Query, cursor?: string): Promise<Page<DocumentSummary>> {
		const limit = query.limit ?? pageSize;
		const { document, mention, particular } = documentConditions(this.#placed(query));
		const asked = all(mention);
		const theirs = `from mention m where m.document_id = d.id and ${asked.sql}`;
		const some: Condition[] = particular
			? [{ sql: `exists (select 1 ${theirs})`, values: asked.values }]
			: [];
		const { sql, values } = all([...document, ...some, ...documentsAfter(cursor)]);
		const rows = this.#db.all(
			`select ${documentColumns},
				(select count(*) ${theirs}) as mentions,
				(select count(distinct m.place_id) ${theirs}) as places
			from document d where ${sql} order by d.published desc, d.id limit ?`,
			[...asked.values, ...asked.values, ...values, limit + 1],
		);
		const items = rows.map((row) => ({
			...asDocument(row),
			mentions: Number(row.mentions),
			places: Number(row.places),
		}));
		return pageOf(items, limit, (last) => cursorAt([last.published ?? '', last.id]));
	}

	/** A question of nearness as one of places: SQL knows boxes, not distances to an outline. */
	#placed(query: Query): Query {
		if (!query.near) return query;
		const inside = this.#places({ ...query, limit: undefined });
		return { ...query, near: undefined, places: inside.map(({ place }) => place.id) };
	}

	#places(query: Query): PlaceCount[] {
		const { document, mention } = mentionConditions(query);
		const { sql, values } = all([...mention, ...document]);
		const rows = this.#db.all(
			`select p.record, c.mentions, c.documents from (
				select m.place_id, count(*) as mentions, count(distinct m.document_id) as documents
				from mention m ${document.length ? 'join document d on d.id = m.document_id' : ''}
				where m.place_id is not null and ${sql} group by m.place_id
			) c join place p on p.id = c.place_id
			order by c.mentions desc, p.id limit ?`,
			[...values, query.near ? -1 : (query.limit ?? -1)],
		);
		const counted = rows.flatMap(({ record, mentions, documents }): PlaceCount[] => {
			const place = asPlace(record);
			return place ? [{ place, mentions: Number(mentions), documents: Number(documents) }] : [];
		});
		return query.near ? this.#nearest(counted, query.near, query.limit) : counted;
	}

	#nearest(
		counted: readonly PlaceCount[],
		{ point, km }: NonNullable<Query['near']>,
		limit: number | undefined,
	): PlaceCount[] {
		const located = counted.map((count) => ({
			count,
			point: count.place.point,
			outline: this.#outline(count.place.id),
		}));
		return near(point, located, { km, ...(limit !== undefined && { limit }) }).map(
			({ item }) => item.count,
		);
	}

	async places(query: Query) {
		return this.#places(query);
	}

	#place(id: string): Place | null {
		return asPlace(this.#db.one('select record from place where id = ?', [id])?.record);
	}

	async place(id: string) {
		return this.#place(id);
	}

	async mentions(query: Query, cursor?: string) {
		const limit = query.limit ?? pageSize;
		const { document, mention } = mentionConditions(this.#placed(query));
		const { sql, values } = all([...document, ...mention, ...mentionsAfter(cursor)]);
		const rows = this.#db.all(
			`select ${documentColumns}, ${mentionColumns}
			from mention m join document d on d.id = m.document_id
			left join place p on p.id = m.place_id
			where ${sql} order by m.published desc, m.document_id, m.start limit ?`,
			[...values, limit + 1],
		);
		const page = pageOf(rows, limit, (last) =>
			cursorAt([last.published ?? '', last.document_id ?? '', last.start ?? 0]),
		);
		return { items: this.#inContext(page.items), next: page.next };
	}

	#inContext(rows: readonly Row[]) {
		// Several mentions of one long document read its text once.
		const texts = new Map<Row[string] | undefined, string>();
		return rows.map((row) => {
			const document = asDocument(row);
			const mention = asMention(row);
			const text =
				texts.get(document.id) ??
				String(this.#db.one('select text from document where id = ?', [document.id])?.text);
			texts.set(document.id, text);
			return { mention, document, excerpt: excerptAround(text, mention, document.language) };
		});
	}

	async review(mentionId: string, status: MentionStatus, place?: Place) {
		const [, documentId = '', from, to] = /^(.+):(\d+)-(\d+)$/.exec(mentionId) ?? [];
		const key = [documentId, Number(from), Number(to)] as const;
		return this.#db.transaction(() => {
			if (!writing.reviewMention(this.#writing, key, status, place)) return null;
			const where = 'm.document_id = ? and m.start = ? and m.end = ?';
			return this.#mentionsWithCandidates(where, key)[0] ?? null;
		});
	}

	async counts() {
		const row = this.#db.one(
			`select (select count(*) from document) as documents, count(*) as mentions,
				count(distinct place_id) as places from mention where status <> 'rejected'`,
		);
		return {
			documents: Number(row?.documents),
			mentions: Number(row?.mentions),
			places: Number(row?.places),
		};
	}

	async setting(name: string) {
		const row = this.#db.one('select value from setting where name = ?', [name]);
		return row ? String(row.value) : null;
	}

	async keepSetting(name: string, value: string) {
		this.#db.run(
			'insert into setting values (?, ?) on conflict (name) do update set value = excluded.value',
			[name, value],
		);
	}

	async close() {
		this.#db.close();
	}
}

/**
 * The corpus in `folder`, made when it is not there.
 * @throws {StoreError} when the folder cannot be used.
 */
export function openSqlite(
	folder: string,
	{ outline = () => null }: SqliteOptions = {},
): CorpusStore {
	const db = openDatabase(folder);
	db.transaction(() => writing.emptyTrash(db, new Date()));
	return new SqliteStore(db, outline);
}
