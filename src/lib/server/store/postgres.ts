/** The corpus of a team: PostgreSQL with PostGIS, named by DATABASE_URL. */
import pg from 'pg';
import { type CorpusOptions, corpusIn } from './corpus.ts';
import { migrations } from './migrations/postgres/all.ts';
import type { CorpusStore } from './port.ts';
import {
	all,
	type Alternative,
	type Condition,
	type Database,
	type Dialect,
	type Row,
	type Sql,
	StoreError,
	type Tuple,
	type Value,
} from './sql.ts';

/** As many connections as one server opens at once. */
const connections = 8;
/** Words of one part of a document; a tsvector forgets a word's positions after the 256th. */
const wordsPerPart = 2000;
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

/** A lexeme as a tsquery has it; words are letters, marks and digits, so nothing needs escaping. */
const lexeme = (word: string) => `'${word}'`;

/** How a tsquery says it, and of which column. */
function matching(alternative: Alternative): { column: 'words' | 'stems'; query: string } {
	if ('stem' in alternative) return { column: 'stems', query: lexeme(alternative.stem) };
	if ('prefix' in alternative) return { column: 'words', query: `${lexeme(alternative.prefix)}:*` };
	return { column: 'words', query: alternative.phrase.map(lexeme).join(' <-> ') };
}

/** The documents in which any of the alternatives stands, asked of each column once. */
function documentsWith(alternatives: readonly Alternative[]): Condition {
	const byColumn = Map.groupBy(alternatives.map(matching), ({ column }) => column);
	const parts = Array.from(byColumn, ([column, queries]) => ({
		sql: `${column} @@ ?::tsquery`,
		value: queries.map(({ query }) => `(${query})`).join(' | '),
	}));
	return {
		sql: `select document_id from document_words where (${parts.map(({ sql }) => sql).join(' or ')})`,
		values: parts.map(({ value }) => value),
	};
}

/** The parts of a document's words; a phrase across two parts is not found. */
function partsOf({ words, stems }: { words: readonly string[]; stems: readonly string[] }) {
	const parts = [];
	for (let from = 0; from === 0 || from < words.length; from += wordsPerPart) {
		const to = from + wordsPerPart;
		parts.push({
			part: parts.length,
			words: words
				.slice(from, to)
				.map((word, i) => `${lexeme(word)}:${i + 1}`)
				.join(' '),
			stems: [...new Set(stems.slice(from, to))].map(lexeme).join(' '),
		});
	}
	return parts;
}

/** How many rows the planner expects, of whom this is known by his statistics. */
async function estimate(sql: Sql, { sql: query, values }: Condition): Promise<number> {
	const row = await sql.one(`explain (format json) ${query}`, values);
	const [plan] = (row?.['QUERY PLAN'] ?? []) as unknown as readonly {
		readonly Plan?: { readonly 'Plan Rows'?: number };
	}[];
	return Math.max(1, plan?.Plan?.['Plan Rows'] ?? 1);
}

const pageOfHits = 50;
/** As many of the documents with common words as are weighed against each other. */
const mostScored = 1000;

export const postgresDialect: Dialect = {
	list: (values) => ({
		sql: 'select json_array_elements_text(?::json)',
		values: [JSON.stringify(values)],
	}),
	recordField: (name) => `(record::json ->> '${name}')`,
	like: (column, pattern) => ({ sql: `${column} like ?`, values: [pattern] }),
	placesIn: (boxes) => ({
		sql: `select place from place_box where ${boxes
			.map(() => 'box && st_makeenvelope(?, ?, ?, ?, 4326)')
			.join(' or ')}`,
		values: boxes.flatMap(({ west, south, east, north }) => [west, south, east, north]),
	}),
	withWords({ wanted, unwanted, common }) {
		const parts = [
			...wanted.map((one, i): Condition => {
				const { sql, values } = documentsWith(one);
				// The rarest is gathered first: the planner thinks too well of trying the newest in turn.
				const apart = common === false && i === 0 ? ' offset 0' : '';
				return { sql: `d.id in (${sql}${apart})`, values };
			}),
			...unwanted.map((one): Condition => {
				const { sql, values } = documentsWith(one);
				return { sql: `not exists (${sql} and document_id = d.id)`, values };
			}),
		];
		return all(parts);
	},
	documents: () => 'document d',
	async planned(sql, question) {
		const documents = await estimate(sql, { sql: 'select id from document', values: [] });
		const wanted: { one: readonly Alternative[]; rows: number }[] = [];
		for (const one of question.wanted) {
			wanted.push({ one, rows: await estimate(sql, documentsWith(one)) });
		}
		wanted.sort((a, b) => a.rows - b.rows);
		const share = wanted.reduce((all, { rows }) => all * (Math.max(1, rows) / documents), 1);
		const tried = Math.min(documents, pageOfHits / share);
		return {
			...question,
			common: tried < (wanted[0]?.rows ?? 0),
			wanted: wanted.map(({ one }) => one),
		};
	},
	async scored(sql, question) {
		const planned = await postgresDialect.planned(sql, question);
		const { sql: words, values } = postgresDialect.withWords(planned);
		const some = planned.common ? `order by d.published desc, d.id limit ${mostScored}` : '';
		// Stems are kept without their positions: of the words as written, those that begin so count.
		const asked = planned.wanted
			.flat()
			.map((one) => `(${matching(one).query}${'stem' in one ? ':*' : ''})`);
		return {
			sql: `select document_id, -max(ts_rank(words, ?::tsquery, 1)) as score
				from document_words where document_id in (select d.id from document d where ${words} ${some})
				group by document_id`,
			values: [asked.join(' | '), ...values],
		};
	},
	async revision(sql) {
		const row = await sql.one(
			`select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
				else pg_current_wal_insert_lsn() end::text as revision`,
		);
		return String(row?.revision);
	},
	async addBoxes(sql, boxes) {
		const rows = boxes.map(([place, box]): Row => ({ place, ...box }));
		await sql.add('place_box', ['place', 'west', 'south', 'east', 'north'], rows);
	},
	async addWords(sql, documentId, words) {
		const rows = partsOf(words).map((part): Row => ({ document_id: documentId, ...part }));
		await sql.add('document_words', ['document_id', 'part', 'words', 'stems'], rows);
	},
	async removeWords(sql, documentId) {
		await sql.run('delete from document_words where document_id = ?', [documentId]);
	},
};

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
	const pool = new pg.Pool({ connectionString: url, max: connections });
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
