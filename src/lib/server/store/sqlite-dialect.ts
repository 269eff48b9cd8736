/** Boxes in an R*Tree, words in FTS5: what SQLite says in its own way. */
import type { Alternative, Condition, Dialect, Question, Sql } from './sql.ts';

/** How FTS5 says it, the column before what must stand in it. */
function matching(alternative: Alternative): string {
	if ('stem' in alternative) return `stems : "${alternative.stem}"`;
	if ('prefix' in alternative) return `words : "${alternative.prefix}" *`;
	return `words : "${alternative.phrase.join(' ')}"`;
}
const anyOf = (alternatives: readonly Alternative[]) =>
	`(${alternatives.map(matching).join(' OR ')})`;

/** SQLite's own LIKE leaves out the case of letters; GLOB keeps it, with signs of its own. */
const globOf = (pattern: string): string =>
	pattern.replaceAll(/\\?[\s\S]/g, (part) => {
		if (part === '%') return '*';
		if (part === '_') return '?';
		const letter = part.length > 1 ? part.slice(1) : part;
		return /[*?[]/.test(letter) ? `[${letter}]` : letter;
	});

const match = ({ wanted, unwanted }: Question): string =>
	[wanted.map(anyOf).join(' AND '), ...unwanted.map(anyOf)].join(' NOT ');

/**
 * From so many documents on, gathering them takes longer than trying the newest ones in turn: to
 * gather one took 0.8 µs when measured, to try one 170 µs, and a page is full after 50 hits.
 */
const many = (documents: number): number => Math.ceil(Math.sqrt(10_800 * documents));

/** As many of the documents with some words as are weighed against each other. */
const mostScored = 4000;

/** How many documents there are, and about how many have the words that are asked for. */
async function expected(
	sql: Sql,
	question: Question,
): Promise<{ readonly documents: number; readonly found: number }> {
	const row = await sql.one('select max(number) as documents from document');
	const documents = Number(row?.documents);
	// The first ones kept stand for all; no page is wrong where they mislead, only slower.
	const sample = Math.ceil(documents / 8);
	const counted = await sql.one(
		'select count(*) as found from document_words where document_words match ? and rowid <= cast(? as integer)',
		[match(question), sample],
	);
	return { documents, found: Number(counted?.found) * (documents / Math.max(1, sample)) };
}

export const sqliteDialect: Dialect = {
	documentKey: 'd.number',
	list: (values) => ({
		sql: 'select value from json_each(?)',
		values: [JSON.stringify(values)],
	}),
	recordField: (name) => `(record ->> '$.${name}')`,
	like: (column, pattern) => ({ sql: `${column} glob ?`, values: [globOf(pattern)] }),
	placesIn: (boxes): Condition => ({
		sql: `select place from place_box where ${boxes
			.map(() => '(east >= ? and west <= ? and north >= ? and south <= ?)')
			.join(' or ')}`,
		values: boxes.flatMap(({ west, south, east, north }) => [west, east, south, north]),
	}),
	withWords: (question): Condition => ({
		sql: question.common
			? 'exists (select 1 from document_words where document_words match ? and rowid = d.number)'
			: 'd.number in (select rowid from document_words where document_words match ?)',
		values: [match(question)],
	}),
	keysWithWords: (question) => ({
		sql: 'select rowid from document_words where document_words match ?',
		values: [match(question)],
	}),
	documents: ({ common }) => (common ? 'document d' : 'document d indexed by document_order'),
	async planned(sql, question) {
		const { documents, found } = await expected(sql, question);
		return { ...question, common: found >= many(documents) };
	},
	async best(sql, question, where, limit) {
		const { documents, found } = await expected(sql, question);
		// How well a row of the index matches must be asked before any join.
		const bestSince = (number: number) =>
			sql.all(
				`select d.id from (
					select rowid as number, bm25(document_words) as score from document_words
					where document_words match ? and rowid > cast(? as integer)
				) w join document d on d.number = w.number
				where ${where.sql} order by w.score, d.published desc, d.id limit ?`,
				[match(question), number, ...where.values, limit],
			);
		const since = Math.floor(documents * (1 - mostScored / found));
		const latest = found > mostScored ? await bestSince(since) : [];
		// The latest may be few of those that are asked for.
		return latest.length === limit ? latest : bestSince(0);
	},
	async revision(sql) {
		return String((await sql.one('pragma data_version'))?.data_version);
	},
	async addBoxes(sql, boxes) {
		for (const [place, { west, south, east, north }] of boxes) {
			await sql.run(
				'insert into place_box (west, east, south, north, place) values (?, ?, ?, ?, ?)',
				[west, east, south, north, place],
			);
		}
	},
	async addWords(sql, documentId, { words, stems }) {
		await sql.run(
			'insert into document_words (rowid, words, stems) select number, ?, ? from document where id = ?',
			[words.join(' '), stems.join(' '), documentId],
		);
	},
	async removeWords(sql, documentId) {
		await sql.run(
			'delete from document_words where rowid = (select number from document where id = ?)',
			[documentId],
		);
	},
};
