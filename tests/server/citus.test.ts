/** Statements as a Citus cluster takes them: distributed tables are joined on the document's id. */
import { expect, it } from 'vitest';
import type { Query } from '#lib/domain.ts';
import { corpusIn } from '#lib/server/store/corpus.ts';
import { postgresDialect } from '#lib/server/store/postgres-dialect.ts';
import type { Row, Sql } from '#lib/server/store/sql.ts';
import { document } from '../contract/store.ts';

/** Remembers what it is asked, and has one document with one mention. */
function listening() {
	const heard: string[] = [];
	const row: Row = {
		...{ id: 'a', document_id: 'a', title: 'T', text: 'Hajin.', language: 'en', hash: 'h' },
		...{ imported: '', published: '2019', start: 0, end: 5, surface: 'Hajin', kind: 'name' },
		...{ status: 'suggested', confidence: 1, metonym: 0, uncertainty_km: null, candidates: '[]' },
		...{ mentions: '[]', document: '{"id":"a","title":"","text":"","language":"en"}', value: 'x' },
	};
	const hear = (sql: string) => heard.push(sql.replaceAll(/\s+/g, ' '));
	const sql: Sql = {
		all: async (text) => (hear(text), [row]),
		tuples: async (text) => (hear(text), [['{"id":"a"}', 0, 5]]),
		one: async (text) => (hear(text), row),
		run: async (text) => (hear(text), 1),
		add: async (table) => (hear(`insert into ${table}`), 1),
	};
	const db = {
		...sql,
		dialect: postgresDialect,
		transaction: <T>(work: (open: Sql) => Promise<T>) => work(sql),
		close: async () => undefined,
	};
	return { heard, db };
}

const table = /\b(?:from|join|update|into) (document_words|document|mention)\b/g;
/** How two of them may meet. */
const joined =
	/(?:d\.id = [mc]\.document_id|document_id = d\.id\b|m\.document_id = d\.id|m\.document_id in \(select id from document\b|where document_id in \(select d\.id from document\b|d\.id (?:not )?in \(select (?:document_id from document_words|id from document)\b)/g;

/** A change of a reference table, or of documents and mentions, and which table it changes. */
const change = /^(?:update|delete from) (\w+)/;
const distributed = new Set(['document', 'document_words', 'mention']);

const questions: readonly Query[] = [
	{},
	{ words: 'camp "old dam" -night', language: 'en', source: 'A', set: 'b' },
	{ bbox: [1, 2, 3, 4], datetime: { from: '2019', to: null }, kind: 'country', country: 'SY' },
	{ near: { point: [1, 2], km: 5 }, status: 'confirmed', demonyms: false },
	{
		filter: {
			op: 'or',
			args: [
				{ op: '=', field: 'place.name', value: 'x' },
				{ op: 'like', field: 'document.title', pattern: 'x%' },
				{ op: '>', field: 'mention.confidence', value: 0.5 },
				{ op: 'meets', bbox: [1, 2, 3, 4] },
			],
		},
	},
];

it('joins distributed tables on the document they are distributed by, and nowhere else', async () => {
	const { heard, db } = listening();
	const store = await corpusIn(db);
	for (const query of questions) {
		await store.documents(query);
		await store.bestDocuments({ words: 'camp', ...query });
		await store.mentions(query);
		await store.places(query);
		await store.placePage(query);
		await store.tile(query, { z: 5, x: 1, y: 1 });
		await store.timeline(query, 'month');
		await store.facets(query);
	}
	await store.whole(10);
	await store.save(document('b', 'Words.'), []);
	await store.review('a:0-5', 'confirmed');
	await store.remove('a');
	await store.restore('a');
	expect(heard.length).toBeGreaterThan(80);
	const changes = heard.filter((sql) => change.test(sql));
	expect(changes.length).toBeGreaterThan(5);
	for (const sql of changes) {
		const [, changed = ''] = change.exec(sql) ?? [];
		const reads = [...sql.slice(sql.indexOf(changed)).matchAll(table)].length;
		// "only reference tables may be queried when targeting a reference table"
		if (!distributed.has(changed)) expect(reads, sql).toBe(0);
	}
	const manyTables = heard.filter((sql) => [...sql.matchAll(table)].length > 1);
	expect(manyTables.length).toBeGreaterThan(10);
	// The parts of a union meet only in what comes out of them.
	for (const sql of heard.flatMap((each) => each.split(' union all '))) {
		const tables = [...sql.matchAll(table)].length;
		// The whole corpus is counted table by table.
		const counting = sql.startsWith('select (select count(*) from document)');
		const meetings = [...sql.matchAll(joined)].length;
		if (!counting) expect(meetings, sql).toBeGreaterThanOrEqual(tables - 1);
	}
});
