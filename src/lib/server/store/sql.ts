/** What the corpus asks of a database, whichever it is: statements, rows, transactions. */

/** A data folder or database that cannot be used; the message says why and what to do. */
export class StoreError extends Error {
	override readonly name = 'StoreError';
}

export type Value = string | number | null;
export type Row = Record<string, Value>;
export type Tuple = readonly Value[];

/** A part of a statement, with `?` for each of its values in order. */
export interface Condition {
	readonly sql: string;
	readonly values: readonly Value[];
}

/** The conditions joined by AND, true when there are none. */
export function all(conditions: readonly Condition[]): Condition {
	return {
		sql: conditions.map(({ sql }) => `(${sql})`).join(' and ') || 'true',
		values: conditions.flatMap(({ values }) => values),
	};
}

/** Statements, each with `?` for its values. */
export interface Sql {
	all(sql: string, values?: readonly Value[]): Promise<Row[]>;
	/** Rows as the values of their columns, in order: of many rows that is half the work. */
	tuples(sql: string, values?: readonly Value[]): Promise<Tuple[]>;
	one(sql: string, values?: readonly Value[]): Promise<Row | undefined>;
	/** Returns how many rows changed. */
	run(sql: string, values?: readonly Value[]): Promise<number>;
	/**
	 * Adds rows of the `columns`, whatever their number; one that is there already is left alone.
	 * @returns how many were added
	 */
	add(table: string, columns: readonly string[], rows: readonly Row[]): Promise<number>;
}

/** A database with what its kind says differently. */
export interface Database extends Sql {
	/** Runs `work` in one transaction: all of it is on disk when this resolves, or none. */
	transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
	readonly dialect: Dialect;
	close(): Promise<void>;
}

/** Words as they are kept: as written, folded; and as stems of the document's language. */
export interface IndexedWords {
	readonly words: readonly string[];
	readonly stems: readonly string[];
}

export interface Dialect {
	/** The column of `document d` by which the index of words knows a document. */
	readonly documentKey: string;
	/** Columns of a document that only this database has. */
	readonly ownColumns: readonly string[];
	/** A query for the values of a list. */
	list(values: readonly Value[]): Condition;
	/** A field of a place's `record`, as text. */
	recordField(name: string): string;
	/** Is `column` like a pattern, case and all, with a backslash before what stands for itself? */
	like(column: string, pattern: string): Condition;
	/** A query for the ids of places whose box meets one of `boxes`, west ≤ east in each. */
	placesIn(boxes: readonly PlainBox[]): Condition;
	/** Is document `d` one with these words? */
	withWords(question: Question): Condition;
	/** A query for the keys of the documents with these words. */
	keysWithWords(question: Question): Condition;
	/**
	 * The question of a page of mentions with what is known of its words: whether so many documents have
	 * them that the page is best looked for in its own order; else the rarest word first.
	 */
	planned(sql: Sql, question: Question): Promise<Question>;
	/** `id, published` of the documents `d` with these words, newest first, then by id. */
	newest(sql: Sql, question: Question, page: PageOfDocuments): Promise<readonly Row[]>;
	/**
	 * Ids of the documents with these words that say most of them, best first, among those `d` that
	 * fulfil `where`. Of words that very many of them have, the latest thousands are weighed.
	 */
	best(sql: Sql, question: Question, where: Condition, limit: number): Promise<readonly Row[]>;
	/** Something else after every write, by whomever. */
	revision(sql: Sql): Promise<string>;
	/** Keeps the boxes of places that had none. */
	addBoxes(sql: Sql, boxes: readonly (readonly [place: string, box: PlainBox])[]): Promise<void>;
	/** New rows of `document` as they are kept, in the order in which they are best written. */
	arranged(sql: Sql, rows: readonly Row[]): Promise<readonly Row[]>;
	/** Keeps the words of a document, which has none yet. */
	addWords(sql: Sql, documentId: string, words: IndexedWords): Promise<void>;
	removeWords(sql: Sql, documentId: string): Promise<void>;
}

/** Which of the documents with some words. */
export interface PageOfDocuments {
	/** What `d` fulfils besides. */
	readonly where: Condition;
	/** No document before or after is one; null where that is not known. */
	readonly dates: { readonly earliest: string; readonly until: string | null } | null;
	/** The last of the page before; null at the beginning. */
	readonly after: DocumentKey | null;
	readonly limit: number;
}

/** By which documents stand in their order. */
export type DocumentKey = readonly [published: string, id: string];

/** A box that does not cross the antimeridian. */
export interface PlainBox {
	readonly west: number;
	readonly south: number;
	readonly east: number;
	readonly north: number;
}

/** What one word of a question may look like in the index: any of the alternatives. */
export type Alternative =
	/** These words as written, one after the other. */
	| { readonly phrase: readonly string[] }
	/** A word as written that begins so. */
	| { readonly prefix: string }
	| { readonly stem: string };

/** Each of `wanted` must occur, none of `unwanted` may. */
export interface Question {
	/** As `planned` has found. */
	readonly common?: boolean;
	readonly wanted: readonly (readonly Alternative[])[];
	readonly unwanted: readonly (readonly Alternative[])[];
}
