/** Boxes in PostGIS, words in tsvectors: what PostgreSQL says in its own way. */
import { inTurn, olderDocuments } from './rows.ts';
import { all, type Alternative, type Condition, type Dialect, type Row, type Sql } from './sql.ts';

/** Words of one part of a document; a tsvector forgets a word's positions after the 256th. */
const wordsPerPart = 2000;
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
	documentKey: 'd.id',
	ownColumns: [],
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
	/** As sets: each is gathered from its index then, where joins would look into every document. */
	keysWithWords({ wanted, unwanted }) {
		const parts = [...wanted, ...unwanted].map(documentsWith);
		const sets = parts.map(({ sql }, i) => {
			const join = i < wanted.length ? 'intersect' : 'except';
			return i ? `${join} ${sql}` : sql;
		});
		return { sql: sets.join(' '), values: parts.flatMap(({ values }) => values) };
	},
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
	async newest(sql, question, { where, after, limit }) {
		const planned = await postgresDialect.planned(sql, question);
		const hits = all([postgresDialect.withWords(planned), where]);
		return inTurn(olderDocuments(after), limit, (stretch, wanted) =>
			sql.all(
				`select d.id, d.published from document d where ${hits.sql} and ${stretch.sql}
				order by d.published desc, d.id limit ?`,
				[...hits.values, ...stretch.values, wanted],
			),
		);
	},
	async best(sql, question, where, limit) {
		const planned = await postgresDialect.planned(sql, question);
		const hits = all([postgresDialect.withWords(planned), where]);
		const latest = planned.common ? 'order by d.published desc, d.id limit ?' : '';
		// Stems are kept without their positions: of the words as written, those that begin so count.
		const words = planned.wanted
			.flat()
			.map((one) => `(${matching(one).query}${'stem' in one ? ':*' : ''})`);
		return sql.all(
			`select d.id from (
				select document_id, max(ts_rank(words, ?::tsquery, 1)) as score from document_words
				where document_id in (select d.id from document d where ${hits.sql} ${latest})
				group by document_id
			) w join document d on w.document_id = d.id
			order by w.score desc, d.published desc, d.id limit ?`,
			[
				...[words.join(' | '), ...hits.values],
				...(planned.common ? [Math.max(mostScored, limit)] : []),
				limit,
			],
		);
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
	arranged: async (_, rows) => rows,
	async addWords(sql, documentId, words) {
		const rows = partsOf(words).map((part): Row => ({ document_id: documentId, ...part }));
		await sql.add('document_words', ['document_id', 'part', 'words', 'stems'], rows);
	},
	async removeWords(sql, documentId) {
		await sql.run('delete from document_words where document_id = ?', [documentId]);
	},
};
