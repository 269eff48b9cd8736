/** Boxes in an R*Tree, words in FTS5: what SQLite says in its own way. */
import { recencyBetween, recencyOf, takeRecency } from './recency.ts';
import type { Alternative, Condition, Dialect, Question, Value } from './sql.ts';

/** How FTS5 says it, and in which column it must stand. */
function matching(alternative: Alternative): readonly [what: string, column: 'words' | 'stems'] {
	if ('stem' in alternative) return [`"${alternative.stem}"`, 'stems'];
	if ('prefix' in alternative) return [`"${alternative.prefix}" *`, 'words'];
	return [`"${alternative.phrase.join(' ')}"`, 'words'];
}

/** What may stand in either column is asked once: bm25 weighs each part by all documents that have it. */
function anyOf(alternatives: readonly Alternative[]): string {
	const asked = Map.groupBy(alternatives.map(matching), ([what]) => what);
	const parts = Array.from(asked, ([what, ones]) => {
		return `{${ones.map(([, column]) => column).join(' ')}} : ${what}`;
	});
	return `(${parts.join(' OR ')})`;
}

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

/** The newest ones stand for all where it is asked how many have some words. */
const sampled = 4000;

/** As many of the documents with some words as are weighed against each other. */
const mostScored = 4000;

export const sqliteDialect: Dialect = {
	documentKey: 'd.recency',
	ownColumns: ['recency'],
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
			? 'exists (select 1 from document_words where document_words match ? and rowid = d.recency)'
			: 'd.recency in (select rowid from document_words where document_words match ?)',
		values: [match(question)],
	}),
	keysWithWords: (question) => ({
		sql: 'select rowid from document_words where document_words match ?',
		values: [match(question)],
	}),
	async planned(sql, question) {
		const row = await sql.one(
			`select (select max(number) from document) as documents,
				(select recency from document order by recency desc limit 1 offset ?) as since`,
			[sampled],
		);
		const documents = Number(row?.documents);
		const since = row?.since ?? 0;
		const counted = await sql.one(
			'select count(*) as found from document_words where document_words match ? and rowid >= cast(? as integer)',
			[match(question), since],
		);
		const found = Number(counted?.found) * (since ? documents / sampled : 1);
		return { ...question, common: found >= many(documents) };
	},
	newest(sql, question, { where, dates, after, limit }) {
		const [first, last] = recencyBetween(dates?.earliest ?? '', dates?.until ?? '9999-12-31');
		// One bound on either side: the index begins at the first that it is told.
		const before: Condition = after
			? {
					sql: 'coalesce((select recency from document where id = ?), cast(? as integer))',
					values: [after[1], recencyOf(...after)],
				}
			: { sql: 'cast(? as integer)', values: [last + 1] };
		return sql.all(
			`select d.id, d.published
			from document_words w cross join document d on d.recency = w.rowid
			where w.document_words match ? and w.rowid < ${before.sql}
				and w.rowid >= cast(? as integer) and ${where.sql}
			order by w.rowid desc limit ?`,
			[match(question), ...before.values, first, ...where.values, limit],
		);
	},
	async best(sql, question, where, limit) {
		// How well a row of the index matches must be asked before any join.
		const bestSince = (recency: Value) =>
			sql.all(
				`select d.id from (
					select rowid as recency, bm25(document_words) as score from document_words
					where document_words match ? and rowid >= cast(? as integer)
				) w join document d on d.recency = w.recency
				where ${where.sql} order by w.score, d.published desc, d.id limit ?`,
				[match(question), recency, ...where.values, limit],
			);
		const last = await sql.one(
			'select rowid from document_words where document_words match ? order by rowid desc limit 1 offset ?',
			[match(question), mostScored],
		);
		const latest = last ? await bestSince(last.rowid ?? 0) : [];
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
	/** By recency, in which the index of words is written. */
	async arranged(sql, rows) {
		const byId = rows.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
		const taken = new Set<number>();
		for (;;) {
			const given = new Set(taken);
			const arranged = byId.map((row) => ({
				...row,
				recency: takeRecency(String(row.published), String(row.id), given),
			}));
			const list = sqliteDialect.list(arranged.map(({ recency }) => recency));
			const theirs = await sql.all(
				`select recency from document where recency in (${list.sql})`,
				list.values,
			);
			if (!theirs.length) return arranged.sort((a, b) => a.recency - b.recency);
			for (const { recency } of theirs) taken.add(Number(recency));
		}
	},
	async addWords(sql, documentId, { words, stems }) {
		await sql.run(
			'insert into document_words (rowid, words, stems) select recency, ?, ? from document where id = ?',
			[words.join(' '), stems.join(' '), documentId],
		);
	},
	async removeWords(sql, documentId) {
		await sql.run(
			'delete from document_words where rowid = (select recency from document where id = ?)',
			[documentId],
		);
	},
};
