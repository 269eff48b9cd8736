/** The columns of a corpus, filled from it once and kept as it is by following what changes. */
import type { MentionKind, MentionStatus, PlaceKind } from '#lib/domain.ts';
import { changesAfter, lastChange, type Changes } from '../changes.ts';
import { Columns, isBefore, markOf, type PlaceEntry } from './columns.ts';
import { inTurn, older, pageOf } from '../rows.ts';
import type { Dialect, Sql, Tuple } from '../sql.ts';

/** Rows read at once, so that filling takes no more memory than what is filled. */
const pageRows = 20_000;
/** Larger corpora are counted by the database: these take some 200 MB. */
export const mostMentions = 10_000_000;

export class Followed {
	readonly #sql: Sql;
	readonly #dialect: Dialect;
	readonly #most: number;
	#columns: Columns | null = null;
	#at = 0;
	#last: Promise<unknown> = Promise.resolve();

	constructor(sql: Sql, dialect: Dialect, most = mostMentions) {
		[this.#sql, this.#dialect, this.#most] = [sql, dialect, most];
	}

	/** As the corpus is now; null of one that is too large. They change whenever anyone asks for them again. */
	now(): Promise<Columns | null> {
		const now = this.#last.then(() => this.#follow());
		this.#last = now.catch(() => undefined);
		return now;
	}

	async #follow(): Promise<Columns | null> {
		const there = this.#columns;
		const changes = there && !there.isWorn ? await changesAfter(this.#sql, this.#at) : null;
		if (there && changes) {
			if (changes.last > this.#at) await this.#change(there, changes);
			this.#at = changes.last;
			return there;
		}
		this.#columns = null;
		const counted = await this.#sql.one(
			`select sum(mentions) as mentions from tally where facet = 'published' and period = 'all'`,
		);
		if (Number(counted?.mentions) > this.#most) return null;
		const at = await lastChange(this.#sql);
		const columns = new Columns();
		await this.#addDocuments(columns);
		await this.#addMentions(columns);
		[this.#columns, this.#at] = [columns, at];
		return columns;
	}

	/** Every row of a table, newest first, page by page; the last columns make the cursor. */
	async *#pages(table: 'document' | 'mention', columns: string, key: readonly string[]) {
		let cursor: string | undefined;
		do {
			const rows = await inTurn(older[table](cursor), pageRows + 1, ({ sql, values }, wanted) =>
				this.#sql.tuples(
					`select ${[columns, ...key].join(', ')} from ${table} ${table[0]} where ${sql}
					order by ${key[0]} desc, ${key.slice(1).join(', ')} limit ?`,
					[...values, wanted],
				),
			);
			const page = pageOf(rows, pageRows, (row) => row.slice(-key.length));
			yield page.items;
			cursor = page.next ?? undefined;
		} while (cursor);
	}

	get #documentColumns(): string {
		return `${this.#dialect.documentKey}, d.language, d.source, d.set_name`;
	}

	async #addDocuments(columns: Columns): Promise<void> {
		const key = ['d.published', 'd.id'];
		for await (const rows of this.#pages('document', this.#documentColumns, key)) {
			for (const row of rows) addDocument(columns, row);
		}
	}

	/** They come in the order in which the documents came. */
	async #addMentions(columns: Columns): Promise<void> {
		const key = ['m.published', 'm.document_id', 'm.start'];
		let slot = 0;
		for await (const rows of this.#pages('mention', 'm.place_id, m.kind, m.status', key)) {
			const places = await this.#unknown(columns, rows);
			for (const row of rows) {
				const of = [String(row[3]), String(row[4])] as const;
				while (slot < columns.documentIds.length && isBefore(columns.keyOf(slot), of)) slot++;
				// One that came between the two questions is among the changes that follow.
				if (columns.documentIds[slot] === of[1]) addMention(columns, slot, row);
			}
			for (const place of places) columns.describePlace(place);
		}
	}

	/** The places of mentions that the columns do not know yet. */
	#unknown(columns: Columns, mentions: readonly Tuple[]): Promise<PlaceEntry[]> {
		const ids = mentions.flatMap(([place]) => (place ? [String(place)] : []));
		return this.#places([...new Set(ids)].filter((id) => !columns.places.has(id)));
	}

	async #places(ids: readonly string[]): Promise<PlaceEntry[]> {
		if (!ids.length) return [];
		const { sql, values } = this.#dialect.list(ids);
		const rows = await this.#sql.tuples(
			`select id, kind, country, lon, lat from place where id in (${sql})`,
			values,
		);
		return rows.map(([id, kind, country, lon, lat]) => ({
			id: String(id),
			kind: kind as PlaceKind,
			country: country ? String(country) : null,
			...{ lon: Number(lon), lat: Number(lat) },
		}));
	}

	/** Reads all that has changed before it changes anything: whoever counts meanwhile finds no half of it. */
	async #change(columns: Columns, { documents, places }: Changes): Promise<void> {
		const keys = this.#dialect.list(documents);
		const theirs = await this.#sql.tuples(
			`select ${this.#documentColumns}, d.published, d.id from document d
			where ${this.#dialect.documentKey} in (${keys.sql})`,
			keys.values,
		);
		const ids = this.#dialect.list(theirs.map((row) => row[5] ?? null));
		const mentions = await this.#sql.tuples(
			`select m.place_id, m.kind, m.status, m.document_id from mention m
			where m.document_id in (${ids.sql})`,
			ids.values,
		);
		const described = [
			...(await this.#places(places.filter((id) => columns.places.has(id)))),
			...(await this.#unknown(columns, mentions)),
		];
		const byDocument = Map.groupBy(mentions, (row) => row[3]);
		for (const key of documents) columns.removeDocument(key);
		for (const row of theirs) {
			const slot = addDocument(columns, row);
			for (const mention of byDocument.get(row[5]) ?? []) addMention(columns, slot, mention);
		}
		for (const place of described) columns.describePlace(place);
	}
}

function addMention(columns: Columns, slot: number, [place, kind, status]: Tuple): void {
	const mark = markOf(status as MentionStatus, kind as MentionKind);
	columns.addMention(slot, place ? String(place) : null, mark);
}

function addDocument(columns: Columns, [key, language, source, set, published, id]: Tuple): number {
	return columns.addDocument({
		...{ key: key ?? null, source: source ?? null, set: set ?? null },
		...{ id: String(id), published: String(published), language: String(language) },
	});
}
