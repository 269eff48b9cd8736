/** Opening the embedded database: durable, checked, and at the schema this program knows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { migrations } from './migrations/all.ts';

/** A data folder that cannot be used; the message says why and what to do. */
export class StoreError extends Error {
	override readonly name = 'StoreError';
}

export type Value = SQLInputValue;
export type Row = Record<string, string | number | null>;

/** As many statements as are kept prepared; the filters of queries make more than one would think. */
const keptStatements = 200;

/** The database as the store uses it: prepared statements, and transactions that are whole. */
export class Database {
	readonly #db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(db: DatabaseSync) {
		this.#db = db;
	}

	#prepared(sql: string): StatementSync {
		const statement = this.#statements.get(sql) ?? this.#db.prepare(sql);
		// The last used goes to the end, so that the first is the one longest unused.
		this.#statements.delete(sql);
		this.#statements.set(sql, statement);
		const [oldest] = this.#statements.keys();
		if (this.#statements.size > keptStatements && oldest) this.#statements.delete(oldest);
		return statement;
	}

	all(sql: string, values: readonly Value[] = []): Row[] {
		return this.#prepared(sql).all(...values) as Row[];
	}

	one(sql: string, values: readonly Value[] = []): Row | undefined {
		return this.#prepared(sql).get(...values) as Row | undefined;
	}

	/** Returns how many rows changed. */
	run(sql: string, values: readonly Value[] = []): number {
		return Number(this.#prepared(sql).run(...values).changes);
	}

	/** Runs statements that answer nothing, such as a schema. */
	execute(sql: string): void {
		this.#db.exec(sql);
	}

	/** Runs `work` in one transaction: all of it is kept, or none. */
	transaction<T>(work: () => T): T {
		this.#db.exec('begin immediate');
		try {
			const result = work();
			this.#db.exec('commit');
			return result;
		} catch (error) {
			// A full disk may have rolled back already.
			if (this.#db.isTransaction) this.#db.exec('rollback');
			throw error;
		}
	}

	close(): void {
		this.#statements.clear();
		this.#db.close();
	}
}

function migrate(db: Database, file: string): void {
	const version = () => Number(db.one('pragma user_version')?.user_version);
	if (version() > migrations.length) {
		throw new StoreError(
			`${file} was written by a newer version of Whereabouts (schema ${version()}, this program knows ${migrations.length}). Update the program, or name another folder with WHEREABOUTS_DATA.`,
		);
	}
	while (version() < migrations.length) {
		db.transaction(() => {
			// Read again inside: another process may have been here first.
			const step = version();
			const migration = migrations[step];
			if (migration === undefined) return;
			db.execute(migration);
			db.execute(`pragma user_version = ${step + 1}`);
		});
	}
}

export const databaseFile = (folder: string): string => join(folder, 'whereabouts.sqlite');

/**
 * The corpus in `folder`, made when it is not there.
 * @throws {StoreError} when the folder cannot be used or its schema is newer than this program.
 */
export function openDatabase(folder: string): Database {
	const file = databaseFile(folder);
	let db: Database | undefined;
	try {
		mkdirSync(folder, { recursive: true });
		db = new Database(new DatabaseSync(file, { timeout: 10_000 }));
		db.execute('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
		migrate(db, file);
		return db;
	} catch (error) {
		db?.close();
		if (error instanceof StoreError) throw error;
		throw new StoreError(
			`Cannot open the corpus ${file}: ${(error as Error).message}. Check that the folder can be written, or name another with WHEREABOUTS_DATA.`,
			{ cause: error },
		);
	}
}

/**
 * Keeps other servers off `folder` for as long as this process lives: an SQLite lock dies with its
 * holder, so a crash leaves nothing behind. Other programs may read and write meanwhile.
 * @throws {StoreError} when another server holds the folder.
 */
export function lockFolder(folder: string): { release(): void } {
	let db: DatabaseSync | undefined;
	try {
		mkdirSync(folder, { recursive: true });
		db = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 });
		db.exec('begin exclusive');
	} catch (error) {
		db?.close();
		const held = (error as { errcode?: number }).errcode === 5;
		throw new StoreError(
			held
				? `Another Whereabouts server is using ${folder}. Stop it, or name another folder with WHEREABOUTS_DATA.`
				: `Cannot use the folder ${folder}: ${(error as Error).message}. Name another with WHEREABOUTS_DATA.`,
			{ cause: error },
		);
	}
	const held = db;
	return { release: () => held.close() };
}
