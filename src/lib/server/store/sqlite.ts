/** The embedded corpus: node:sqlite, one file, every write a transaction on disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type CorpusOptions, corpusIn } from './corpus.ts';
import { migrations } from './migrations/sqlite/all.ts';
import type { CorpusStore } from './port.ts';
import { indexedWords } from './question.ts';
import { takeRecency } from './recency.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { type Database, type Row, type Sql, StoreError, type Tuple, type Value } from './sql.ts';

/** As many statements as are kept prepared; the filters of queries make more than one would think. */
const keptStatements = 200;

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** One connection; its statements run at once, the promises only keep the port's form. */
class Connection implements Sql {
	readonly db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(db: DatabaseSync) {
		this.db = db;
	}

	#prepared(sql: string, use: 'reads' | 'writes' | 'tuples' = 'reads'): StatementSync {
		const statement = this.#statements.get(sql) ?? this.db.prepare(sql);
		// What a write answers holds the last row's number, which the index of words makes very large.
		statement.setReadBigInts(use === 'writes');
		statement.setReturnArrays(use === 'tuples');
		// The last used goes to the end, so that the first is the one longest unused.
		this.#statements.delete(sql);
		this.#statements.set(sql, statement);
		const [oldest] = this.#statements.keys();
		if (this.#statements.size > keptStatements && oldest) this.#statements.delete(oldest);
		return statement;
	}

	async all(sql: string, values: readonly Value[] = []): Promise<Row[]> {
		return this.#prepared(sql).all(...values) as Row[];
	}

	async tuples(sql: string, values: readonly Value[] = []): Promise<Tuple[]> {
		return this.#prepared(sql, 'tuples').all(...values) as unknown as Tuple[];
	}

	async one(sql: string, values: readonly Value[] = []): Promise<Row | undefined> {
		return this.#prepared(sql).get(...values) as Row | undefined;
	}

	async run(sql: string, values: readonly Value[] = []): Promise<number> {
		return Number(this.#prepared(sql, 'writes').run(...values).changes);
	}

	async add(table: string, columns: readonly string[], rows: readonly Row[]): Promise<number> {
		const places = columns.map(() => '?').join(', ');
		const statement = this.#prepared(
			`insert into ${table} (${quoted(columns)}) values (${places}) on conflict do nothing`,
			'writes',
		);
		let added = 0;
		for (const row of rows) {
			added += Number(statement.run(...columns.map((name) => row[name] ?? null)).changes);
		}
		return added;
	}

	close(): void {
		this.#statements.clear();
		this.db.close();
	}
}

/**
 * Reads on one connection and writes on another, so that what a transaction has not yet kept is
 * never seen; transactions wait for each other.
 */
class SqliteDatabase implements Database {
	readonly dialect = sqliteDialect;
	readonly #reader: Connection;
	readonly #writer: Connection | null;
	#last: Promise<unknown> = Promise.resolve();

	constructor(reader: Connection, writer: Connection | null) {
		this.#reader = reader;
		this.#writer = writer;
	}

	all(sql: string, values?: readonly Value[]) {
		return this.#reader.all(sql, values);
	}

	tuples(sql: string, values?: readonly Value[]) {
		return this.#reader.tuples(sql, values);
	}

	one(sql: string, values?: readonly Value[]) {
		return this.#reader.one(sql, values);
	}

	run(sql: string, values?: readonly Value[]) {
		return this.transaction((open) => open.run(sql, values));
	}

	add(table: string, columns: readonly string[], rows: readonly Row[]) {
		return this.transaction((open) => open.add(table, columns, rows));
	}

	transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		const writer = this.#writer;
		if (!writer) return Promise.reject(new StoreError('This corpus is opened for reading.'));
		const mine = this.#last.then(() => transactionOn(writer, work));
		this.#last = mine.catch(() => undefined);
		return mine;
	}

	async close() {
		await this.#last;
		this.#reader.close();
		this.#writer?.close();
	}
}

async function transactionOn<T>(
	connection: Connection,
	work: (sql: Sql) => Promise<T>,
): Promise<T> {
	const { db } = connection;
	db.exec('begin immediate');
	try {
		const result = await work(connection);
		db.exec('commit');
		return result;
	} catch (error) {
		// A full disk may have rolled back already.
		if (db.isTransaction) db.exec('rollback');
		throw error;
	}
}

/** What migrations compute that SQL cannot. */
function addFunctions(db: DatabaseSync): void {
	const options = { deterministic: true };
	db.function('words_of', options, (text) => indexedWords(String(text), 'und').words.join(' '));
	const taken = new Set<number>();
	db.function('recency_of', (published, id) => takeRecency(String(published), String(id), taken));
	db.function('stems_of', options, (text, language) =>
		indexedWords(String(text), String(language)).stems.join(' '),
	);
}

async function migrate(connection: Connection, file: string): Promise<void> {
	const { db } = connection;
	const version = async () => Number((await connection.one('pragma user_version'))?.user_version);
	const found = await version();
	if (found > migrations.length) {
		throw new StoreError(
			`${file} was written by a newer version of Whereabouts (schema ${found}, this program knows ${migrations.length}). Update the program, or name another folder with WHEREABOUTS_DATA.`,
		);
	}
	if (found === migrations.length) return;
	if (found) console.error(`Bringing ${file} up to date; of a large corpus this takes a minute.`);
	addFunctions(db);
	await transactionOn(connection, async () => {
		// Read again inside: another process may have been here first.
		for (let step = await version(); step < migrations.length; step++) {
			db.exec(migrations[step] ?? '');
			db.exec(`pragma user_version = ${step + 1}`);
		}
	});
}

/** Pages of the file that a connection keeps; each thread has its own. */
const cacheMb = { reading: 24, writing: 24 } as const;

export const databaseFile = (folder: string): string => join(folder, 'whereabouts.sqlite');

function connect(file: string, cacheMb: number): Connection {
	const connection = new Connection(new DatabaseSync(file, { timeout: 10_000 }));
	connection.db.exec('pragma journal_mode = wal; pragma synchronous = full');
	connection.db.exec('pragma foreign_keys = on');
	connection.db.exec(`pragma cache_size = -${cacheMb * 1000}`);
	return connection;
}

/**
 * The corpus in `folder`, made when it is not there.
 * @throws {StoreError} when the folder cannot be used or its schema is newer than this program.
 */
export async function openSqlite(folder: string, options?: CorpusOptions): Promise<CorpusStore> {
	const file = databaseFile(folder);
	let writer: Connection | undefined;
	try {
		mkdirSync(folder, { recursive: true });
		if (!options?.readOnly) {
			writer = connect(file, cacheMb.writing);
			await migrate(writer, file);
		}
		const reader = connect(file, cacheMb.reading);
		return await corpusIn(new SqliteDatabase(reader, writer ?? null), options);
	} catch (error) {
		writer?.close();
		if (error instanceof StoreError) throw error;
		throw new StoreError(
			`Cannot open the corpus ${file}: ${(error as Error).message}. Check that the folder can be written, or name another with WHEREABOUTS_DATA.`,
			{ cause: error },
		);
	}
}
