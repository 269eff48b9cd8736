/** The corpus of a team: PostgreSQL with PostGIS, named by DATABASE_URL. */
import pg from 'pg';
import { type CorpusOptions, corpusIn } from './corpus.ts';
import { migrations } from './migrations/postgres/all.ts';
import type { CorpusStore } from './port.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { type Database, type Row, type Sql, StoreError, type Tuple, type Value } from './sql.ts';

/** As many connections as one server opens at once. */
const connections = 8;
/** A transaction that PostgreSQL gave up to let another through is tried again, so often. */
const attempts = 5;
const givenUp = new Set(['40001', '40P01']);

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** Each `?` as PostgreSQL numbers it. No statement of ours has one inside a literal. */
function numbered(sql: string): string {
	let count = 0;
	return sql.replaceAll('?', () => `$${++count}`);
}

// Counts come as int8; they are far from where a number loses digits.
const types: pg.CustomTypesConfig = {
	getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
		oid === pg.types.builtins.INT8
			? Number
			: pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** Statements on a connection, or on whichever one is free. */
class Statements implements Sql {
	readonly #on: pg.Pool | pg.ClientBase;

	constructor(on: pg.Pool | pg.ClientBase) {
		this.#on = on;
	}

	#query(sql: string, values: readonly Value[]) {
		return this.#on.query<Row>({ text: numbered(sql), values: [...values], types });
	}

	async all(sql: string, values: readonly Value[] = []): Promise<Row[]> {
		return (await this.#query(sql, values)).rows;
	}

	async tuples(sql: string, values: readonly Value[] = []): Promise<Tuple[]> {
		const asked = { text: numbered(sql), values: [...values], types };
		return (await this.#on.query<Value[]>({ ...asked, rowMode: 'array' })).rows;
	}

	async one(sql: string, values: readonly Value[] = []): Promise<Row | undefined> {
		return (await this.#query(sql, values)).rows[0];
	}

	async run(sql: string, values: readonly Value[] = []): Promise<number> {
		return (await this.#query(sql, values)).rowCount ?? 0;
	}

	async add(table: string, columns: readonly string[], rows: readonly Row[]): Promise<number> {
		if (!rows.length) return 0;
		const names = quoted(columns);
		return this.run(
			`insert into ${table} (${names})
			select ${names} from json_populate_recordset(null::${table}, ?::json)
			on conflict do nothing`,
			[JSON.stringify(rows)],
		);
	}
}

/**
 * Whoever writes holds this: every write changes the same counts, so that two would wait for each
 * other all the same, or for ever.
 */
const writeLock = 7_264_114;

class PostgresDatabase extends Statements implements Database {
	readonly dialect = postgresDialect;
	readonly #pool: pg.Pool;

	constructor(pool: pg.Pool) {
		super(pool);
		this.#pool = pool;
	}

	async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await this.#attempt(work);
			} catch (error) {
				const again = givenUp.has((error as { code?: string }).code ?? '');
				if (!again || attempt === attempts) throw error;
			}
		}
	}

	async #attempt<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		const client = await this.#pool.connect();
		let broken: Error | undefined;
		try {
			await client.query('begin');
			await client.query('select pg_advisory_xact_lock($1)', [writeLock]);
			const result = await work(new Statements(client));
			await client.query('commit');
			return result;
		} catch (error) {
			await client.query('rollback').catch((failed: Error) => (broken = failed));
			throw error;
		} finally {
			client.release(broken);
		}
	}

	async close() {
		await this.#pool.end();
	}
}

/** Whoever migrates holds this; two servers that start at once do it one after the other. */
const migrationLock = 7_264_113;

async function migrate(db: PostgresDatabase): Promise<void> {
	await db.transaction(async (sql) => {
		await sql.one('select pg_advisory_xact_lock(?)', [migrationLock]);
		await sql.run('create table if not exists schema_version (version integer primary key)');
		const row = await sql.one('select coalesce(max(version), 0) as version from schema_version');
		const found = Number(row?.version);
		if (found > migrations.length) {
			throw new StoreError(
				`The database was written by a newer version of Whereabouts (schema ${found}, this program knows ${migrations.length}). Update the program, or name another database with DATABASE_URL.`,
			);
		}
		for (let step = found; step < migrations.length; step++) {
			await sql.run(migrations[step] ?? '');
			await sql.run('insert into schema_version values (?)', [step + 1]);
		}
	});
}

/** The address without its password, for messages. */
export function withoutPassword(url: string): string {
	if (!URL.canParse(url)) return url;
	const shown = new URL(url);
	if (shown.password) shown.password = '***';
	return shown.href;
}

/**
 * The corpus in the database that `url` names, its tables made when they are not there.
 * @param url such as `postgres://user:password@host:5432/name`
 * @throws {StoreError} when it cannot be reached, lacks PostGIS, or is newer than this program.
 */
export async function openPostgres(url: string, options?: CorpusOptions): Promise<CorpusStore> {
	const pool = new pg.Pool({
		connectionString: url,
		max: connections,
		// The corpus is asked by index, which the server's own setting, made for old disks, thinks dear.
		onConnect: (client) => client.query('set random_page_cost = 1.1') as unknown as void,
	});
	// A connection lost while idle is replaced at the next question.
	pool.on('error', () => undefined);
	try {
		const db = new PostgresDatabase(pool);
		await migrate(db);
		return await corpusIn(db, options);
	} catch (error) {
		await pool.end();
		if (error instanceof StoreError) throw error;
		throw new StoreError(
			`Cannot open the corpus ${withoutPassword(url)}: ${(error as Error).message || (error as { code?: string }).code}. Check DATABASE_URL, that the server runs, and that PostGIS is installed there.`,
			{ cause: error },
		);
	}
}
