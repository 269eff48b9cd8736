/** The embedded corpus: node:sqlite, one file, every write a transaction on disk. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type {
	Document,
	Mention,
	MentionStatus,
	Outline,
	ParsedMention,
	Place,
	Query,
} from '#lib/domain.ts';
import { near } from '#lib/geo/near.ts';
import { excerptAround } from '#lib/text/excerpt.ts';
import { openDatabase, transaction } from './database.ts';
import { type Condition, filterOf } from './filters.ts';
import type {
	CorpusStore,
	DocumentSummary,
	DocumentWithMentions,
	MentionInContext,
	Page,
	PlaceCount,
} from './port.ts';
import { indexWords } from './words.ts';

type Row = Record<string, string | number | null>;

const pageSize = 50;
const documentColumns =
	'd.id, d.title, d.source, d.url, d.published, d.language, d.hash, d.imported';

const asSummary = (row: Row) => row as unknown as Omit<Document, 'text'>;

function asMention(row: Row, documentId: string): Mention {
	const record = JSON.parse(String(row.record)) as Mention;
	const status = String(row.status) as MentionStatus;
	return { ...record, id: `${documentId}:${row.start}-${row.end}`, documentId, status };
}

/** Cursors are the sort key of the last row, so pages stay right while others write. */
const encode = (key: readonly unknown[]): string =>
	Buffer.from(JSON.stringify(key)).toString('base64url');

function decode(cursor: string): SQLInputValue[] {
	try {
		const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
		if (Array.isArray(key)) return key as SQLInputValue[];
	} catch {
		// Falls through: what is no cursor starts from the top.
	}
	return [];
}

/** Rows after the one whose newest-first key is `[published, id, ...]`. */
function after(cursor: string | undefined, positioned: boolean): Condition[] {
	const [published, id, start = -1] = cursor ? decode(cursor) : [];
	if (published === undefined || id === undefined) return [];
	const older = `coalesce(d.published, '') < ? or (coalesce(d.published, '') = ? and `;
	return positioned
		? [
				{
					sql: `(${older}(d.id > ? or (d.id = ? and m.start > ?))))`,
					values: [published, published, id, id, start] as (string | number)[],
				},
			]
		: [{ sql: `(${older}d.id > ?))`, values: [published, published, id] as (string | number)[] }];
}

export interface SqliteOptions {
	/** Outlines of places, so that "near" counts an area from its edge. */
	readonly outline?: (placeId: string) => Outline | null;
}

class SqliteStore implements CorpusStore {
	readonly #db: DatabaseSync;
	readonly #outline: (placeId: string) => Outline | null;

	constructor(db: DatabaseSync, outline: (placeId: string) => Outline | null) {
		this.#db = db;
		this.#outline = outline;
	}

	#all(sql: string, values: readonly SQLInputValue[] = []): Row[] {
		return this.#db.prepare(sql).all(...values) as Row[];
	}

	#run(sql: string, values: readonly SQLInputValue[]): number {
		return Number(this.#db.prepare(sql).run(...values).changes);
	}

	async save(document: Document, mentions: readonly ParsedMention[]) {
		return transaction(this.#db, () => {
			const known = this.#all('select removed from document where hash = ?', [document.hash])[0];
			if (known && known.removed === null) return 'duplicate' as const;
			// The same text again after a removal is a new beginning.
			if (known) this.#discard(document.id);
			const { id, title, source, url, published, language, text, hash, imported } = document;
			this.#run(
				`insert into document (id, title, source, url, published, language, text, hash, imported)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				[id, title, source, url, published, language, text, hash, imported],
			);
			this.#run('insert into document_words (id, words) values (?, ?)', [
				id,
				indexWords(`${title}\n${text}`),
			]);
			for (const mention of mentions) this.#insertMention(id, mention, 'suggested');
			return 'added' as const;
		});
	}

	#insertMention(documentId: string, mention: ParsedMention, status: MentionStatus): void {
		const { start, end, place, kind, confidence } = mention;
		if (place) this.#savePlace(place);
		this.#run(
			`insert into mention (document_id, start, end, place_id, kind, status, confidence, record)
			values (?, ?, ?, ?, ?, ?, ?, ?)`,
			[
				documentId,
				start,
				end,
				place?.id ?? null,
				kind,
				status,
				confidence,
				JSON.stringify(mention),
			],
		);
	}

	#savePlace(place: Place): void {
		const { id, kind, country, point, bbox } = place;
		const [lon, lat] = point;
		const added = this.#run(
			`insert into place (id, kind, country, lon, lat, record) values (?, ?, ?, ?, ?, ?)
			on conflict (id) do nothing`,
			[id, kind, country, lon, lat, JSON.stringify(place)],
		);
		if (!added) return;
		const [west, south, east, north] = bbox ?? [lon, lat, lon, lat];
		const [from, to] = west <= east ? [west, east] : [-180, 180];
		this.#run(
			`insert into place_box (number, west, east, south, north)
			select number, ?, ?, ?, ? from place where id = ?`,
			[from, to, south, north, id],
		);
	}

	#discard(id: string): void {
		this.#run('delete from document_words where id = ?', [id]);
		this.#run('delete from document where id = ?', [id]);
	}

	async remove(id: string) {
		const removed = new Date().toISOString();
		return transaction(
			this.#db,
			() =>
				this.#run('update document set removed = ? where id = ? and removed is null', [
					removed,
					id,
				]) > 0,
		);
	}

	async restore(id: string) {
		return transaction(
			this.#db,
			() =>
				this.#run('update document set removed = null where id = ? and removed is not null', [id]) >
				0,
		);
	}

	async document(id: string): Promise<DocumentWithMentions | null> {
		const row = this.#all(
			`select ${documentColumns}, d.text from document d where id = ? and removed is null`,
			[id],
		)[0];
		if (!row) return null;
		const mentions = this.#all('select * from mention where document_id = ? order by start', [id]);
		return {
			document: row as unknown as Document,
			mentions: mentions.map((mention) => asMention(mention, id)),
		};
	}

	async documents(query: Query, cursor?: string): Promise<Page<DocumentSummary>> {
		const limit = query.limit ?? pageSize;
		const { where, values } = filterOf(this.#placed(query), ...after(cursor, false));
		const rows = this.#all(
			`select ${documentColumns}, count(m.start) as mentions, count(distinct m.place_id) as places
			from document d
			left join mention m on m.document_id = d.id
			left join place p on p.id = m.place_id
			where ${where} group by d.id
			order by coalesce(d.published, '') desc, d.id limit ?`,
			[...values, limit + 1],
		);
		const items = rows.slice(0, limit).map((row) => row as unknown as DocumentSummary);
		const last = items.at(-1);
		const next = rows.length > limit && last ? encode([last.published ?? '', last.id]) : null;
		return { items, next };
	}

	/** A question of nearness becomes one of places, for whoever cannot measure in SQL. */
	#placed(query: Query): Query {
		if (!query.near) return query;
		const { near: _, limit: __, ...rest } = query;
		const ids = this.#places({ ...query, limit: undefined } as Query).map(({ place }) => place.id);
		return { ...rest, limit: query.limit, places: ids.length ? ids : [''] } as Query;
	}

	#places(query: Query): PlaceCount[] {
		const { where, values } = filterOf(query);
		const rows = this.#all(
			`select p.record, count(*) as mentions, count(distinct m.document_id) as documents
			from mention m
			join document d on d.id = m.document_id
			join place p on p.id = m.place_id
			where ${where} group by p.id order by mentions desc, p.id`,
			values,
		);
		const counted = rows.map(({ record, mentions, documents }) => ({
			place: JSON.parse(String(record)) as Place,
			mentions: Number(mentions),
			documents: Number(documents),
		}));
		if (!query.near) return counted.slice(0, query.limit);
		const located = counted.map((item) => ({
			item,
			point: item.place.point,
			outline: this.#outline(item.place.id),
		}));
		const inside = near(query.near.point, located, { km: query.near.km });
		return inside.map(({ item }) => item.item).slice(0, query.limit);
	}

	async places(query: Query) {
		return this.#places(query);
	}

	async place(id: string) {
		const row = this.#all('select record from place where id = ?', [id])[0];
		return row ? (JSON.parse(String(row.record)) as Place) : null;
	}

	async mentions(query: Query, cursor?: string): Promise<Page<MentionInContext>> {
		const limit = query.limit ?? pageSize;
		const { where, values } = filterOf(this.#placed(query), ...after(cursor, true));
		const rows = this.#all(
			`select ${documentColumns}, d.text, m.start, m.end, m.status, m.record
			from mention m
			join document d on d.id = m.document_id
			left join place p on p.id = m.place_id
			where ${where}
			order by coalesce(d.published, '') desc, d.id, m.start limit ?`,
			[...values, limit + 1],
		);
		const items = rows.slice(0, limit).map(({ text, start, end, status, record, ...document }) => {
			const { candidates: _, ...mention } = asMention(
				{ start: start ?? 0, end: end ?? 0, status: status ?? '', record: record ?? '' },
				String(document.id),
			);
			const excerpt = excerptAround(String(text), mention, String(document.language));
			return { mention, document: asSummary(document), excerpt };
		});
		const last = items.at(-1);
		const more = rows.length > limit && last;
		const next = more
			? encode([last.document.published ?? '', last.document.id, last.mention.start])
			: null;
		return { items, next };
	}

	async review(mentionId: string, status: MentionStatus, place?: Place) {
		const [, documentId = '', start = '', end = ''] = /^(.+):(\d+)-(\d+)$/.exec(mentionId) ?? [];
		const key = [documentId, Number(start), Number(end)];
		return transaction(this.#db, () => {
			const which = 'where document_id = ? and start = ? and end = ?';
			const row = this.#all(`select * from mention ${which}`, key)[0];
			if (!row) return null;
			const before = asMention(row, documentId);
			const chosen = place ?? before.place;
			if (chosen) this.#savePlace(chosen);
			const { id: _, documentId: __, status: ___, ...parsed } = { ...before, place: chosen };
			this.#run(`update mention set status = ?, place_id = ?, record = ? ${which}`, [
				status,
				chosen?.id ?? null,
				JSON.stringify(parsed),
				...key,
			]);
			return { ...before, place: chosen, status };
		});
	}

	async counts() {
		const [row] = this.#all(
			`select count(distinct d.id) as documents, count(m.start) as mentions,
				count(distinct m.place_id) as places
			from document d left join mention m on m.document_id = d.id where d.removed is null`,
		);
		return {
			documents: Number(row?.documents),
			mentions: Number(row?.mentions),
			places: Number(row?.places),
		};
	}

	async close() {
		this.#db.close();
	}
}

/**
 * The corpus in `folder`; `fresh` says that it has just been made.
 * @throws {StoreError} when the folder cannot be used.
 */
export function openSqlite(
	folder: string,
	{ outline = () => null }: SqliteOptions = {},
): { store: CorpusStore; fresh: boolean } {
	const { db, fresh } = openDatabase(folder);
	return { store: new SqliteStore(db, outline), fresh };
}
