/** The columns of a corpus, filled from it once and kept as it is by following what changes. */
import type { MentionKind, MentionStatus, PlaceKind } from '#lib/domain.ts';
import { changesAfter, lastChange, type Changes } from '../changes.ts';
import { Columns, markOf } from './columns.ts';
import { inTurn, older, pageOf } from '../rows.ts';
import type { Dialect, Sql, Tuple } from '../sql.ts';

/** Rows read at once, so that filling takes no more memory than what is filled. */
const pageRows = 20_000;
/** Larger corpora are counted by the database: these take some 200 MB. */
const mostMentions = 10_000_000;

const list = (dialect: Dialect, values: readonly unknown[]) => dialect.list(values.map(String));

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

	/** As the corpus is now; null of one that is too large. They change when this is asked again. */
	now(): Promise<Columns | null> {
		const now = this.#last.then(() => this.#follow());
		this.#last = now.catch(() => undefined);
		return now;
	}

	async #follow(): Promise<Columns | null> {
		const there = this.#columns;
		const changes = there && !there.isWorn ? await changesAfter(this.#sql, this.#at) : null;
		if (there && changes) {
			await this.#change(there, changes);
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
		let slot = -1;
		for await (const rows of this.#pages('mention', 'm.place_id, m.kind, m.status', key)) {
			const slots = rows.map((row) => {
				const id = row[4];
				if (columns.documentIds[slot] === id) return slot;
				// One that came between the two questions is among the changes that follow.
				const found = columns.documentIds.indexOf(String(id), slot + 1);
				if (found >= 0) slot = found;
				return found;
			});
			await this.#mention(columns, rows, slots);
		}
	}

	/** Mentions of the documents at `slots`, and the places that are new with them. */
	async #mention(columns: Columns, rows: readonly Tuple[], slots: readonly number[]) {
		const known = columns.placeIds.length;
		for (const [i, [place, kind, status]] of rows.entries()) {
			const mark = markOf(status as MentionStatus, kind as MentionKind);
			const slot = slots[i] ?? -1;
			if (slot >= 0) columns.addMention(slot, place === null ? null : String(place), mark);
		}
		await this.#describe(columns, columns.placeIds.slice(known));
	}

	async #describe(columns: Columns, ids: readonly string[]): Promise<void> {
		if (!ids.length) return;
		const { sql, values } = list(this.#dialect, ids);
		const rows = await this.#sql.tuples(
			`select id, kind, country, lon, lat from place where id in (${sql})`,
			values,
		);
		for (const [id, kind, country, lon, lat] of rows) {
			columns.describePlace({
				id: String(id),
				kind: kind as PlaceKind,
				country: country === null ? null : String(country),
				...{ lon: Number(lon), lat: Number(lat) },
			});
		}
	}

	async #change(columns: Columns, { documents, places }: Changes): Promise<void> {
		if (documents.length) {
			const keys = list(this.#dialect, documents);
			const theirs = await this.#sql.tuples(
				`select ${this.#documentColumns}, d.published, d.id from document d
				where ${this.#dialect.documentKey} in (${keys.sql})`,
				keys.values,
			);
			for (const key of documents) columns.removeDocument(key);
			const slots = new Map(theirs.map((row) => [row[5], addDocument(columns, row)]));
			const ids = list(this.#dialect, [...slots.keys()]);
			const rows = await this.#sql.tuples(
				`select m.place_id, m.kind, m.status, m.document_id from mention m
				where m.document_id in (${ids.sql}) order by m.document_id`,
				ids.values,
			);
			await this.#mention(
				columns,
				rows,
				rows.map((row) => slots.get(row[3] ?? null) ?? -1),
			);
		}
		await this.#describe(
			columns,
			places.filter((id) => columns.places.has(id)),
		);
	}
}

function addDocument(columns: Columns, [key, language, source, set, published, id]: Tuple): number {
	return columns.addDocument({
		...{ key: key ?? null, source: source ?? null, set: set ?? null },
		...{ id: String(id), published: String(published), language: String(language) },
	});
}
