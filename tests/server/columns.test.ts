/** The mentions in memory follow the corpus, whoever writes; what they answer is in the contract (tally.ts). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ParsedMention, Place } from '#lib/domain.ts';
import { Columns } from '#lib/server/store/columns/columns.ts';
import { countFacets } from '#lib/server/store/columns/counts.ts';
import { Followed } from '#lib/server/store/columns/followed.ts';
import { wantedOf } from '#lib/server/store/columns/wanted.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';
import { sqliteDialect } from '#lib/server/store/sqlite-dialect.ts';
import { databaseFile, openSqlite } from '#lib/server/store/sqlite.ts';
import type { Row, Sql, Tuple } from '#lib/server/store/sql.ts';
import { document } from '../contract/store.ts';

let folder: string;
let store: CorpusStore;
let db: DatabaseSync;
let asked: string[];
let sql: Sql;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'whereabouts-columns-'));
	store = await openSqlite(folder);
	db = new DatabaseSync(databaseFile(folder));
	asked = [];
	const rows = (text: string, values: readonly (string | number | null)[], arrays: boolean) => {
		asked.push(text);
		const statement = db.prepare(text);
		statement.setReturnArrays(arrays);
		return statement.all(...values) as unknown[];
	};
	sql = {
		all: async (text, values = []) => rows(text, values, false) as Row[],
		tuples: async (text, values = []) => rows(text, values, true) as Tuple[],
		one: async (text, values = []) => rows(text, values, false)[0] as Row | undefined,
		run: () => Promise.reject(new Error('only read')),
		add: () => Promise.reject(new Error('only read')),
	};
});
afterEach(async () => {
	db.close();
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

const hajin: Place = {
	...{ id: 'gn:2', name: 'Hajin', names: {}, kind: 'settlement', point: [40.83, 34.7] },
	...{ bbox: null, country: 'SY', admin1: null, population: 0 },
};
const mention: ParsedMention = {
	...{ start: 0, end: 5, surface: 'Hajin', kind: 'name', place: hajin, candidates: [] },
	...{ confidence: 0.9, metonym: false },
};
const save = (id: string, mentions = [mention]) =>
	store.save(document(id, `Hajin, told by ${id}.`), mentions);

async function counted(columns: Columns | null) {
	if (!columns) return null;
	const wanted = await wantedOf({ sql, dialect: sqliteDialect }, columns, {});
	return Object.fromEntries(
		[...countFacets(columns, wanted)].map(([facet, counts]) => [
			facet,
			Object.fromEntries(counts.map(({ value, mentions }) => [value, mentions])),
		]),
	);
}
const wasFilled = () => asked.some((text) => /from mention m where \(?true/.test(text));

it('are filled once, and read only what has changed since', async () => {
	const followed = new Followed(sql, sqliteDialect);
	await save('a');
	expect((await counted(await followed.now()))?.country).toEqual({ SY: 1 });
	expect(wasFilled()).toBe(true);
	asked = [];
	await save('b');
	await store.remove('a');
	await store.review('b:0-5', 'confirmed');
	expect(await counted(await followed.now())).toMatchObject({
		country: { SY: 1 },
		status: { confirmed: 1 },
	});
	await store.restore('a');
	expect((await counted(await followed.now()))?.status).toEqual({ confirmed: 1, suggested: 1 });
	expect(wasFilled()).toBe(false);
});

it('know a place as it was last described', async () => {
	const followed = new Followed(sql, sqliteDialect);
	await save('a');
	await followed.now();
	await save('b', [{ ...mention, place: { ...hajin, kind: 'facility', country: 'IQ' } }]);
	expect(await counted(await followed.now())).toMatchObject({
		country: { IQ: 2 },
		kind: { facility: 2 },
	});
});

it('are filled anew where they have missed more than is remembered', async () => {
	const followed = new Followed(sql, sqliteDialect);
	await save('a');
	await followed.now();
	await save('b');
	await save('c');
	db.exec('delete from change where number <= 2');
	asked = [];
	expect((await counted(await followed.now()))?.country).toEqual({ SY: 3 });
	expect(wasFilled()).toBe(true);
});

it('are filled anew where more of them is gone than there', async () => {
	const followed = new Followed(sql, sqliteDialect);
	const many = Array.from({ length: 1100 }, (_, i) => ({ ...mention, start: i, end: i + 1 }));
	await save('a');
	await save('b', many);
	await followed.now();
	await store.remove('b');
	await followed.now();
	asked = [];
	expect((await counted(await followed.now()))?.country).toEqual({ SY: 1 });
	expect(wasFilled()).toBe(true);
});

it('are not kept of a corpus too large for memory', async () => {
	await save('a');
	await save('b');
	expect(await new Followed(sql, sqliteDialect, 1).now()).toBeNull();
	expect(await new Followed(sql, sqliteDialect, 2).now()).toBeInstanceOf(Columns);
});

it('remember only the last of the changes', async () => {
	const first = Number(db.prepare('select max(number) as n from change').get()?.n ?? 0);
	const items = Array.from({ length: 300 }, (_, i) => ({
		document: document(`d${i}`, `Words of ${i}.`),
		mentions: [],
	}));
	await store.saveAll(items);
	db.exec('update change set number = number + 30000');
	await save('last');
	const kept = db.prepare('select count(*) as n, min(number) as least from change').get();
	expect(first).toBe(0);
	expect(kept).toMatchObject({ n: 301 });
	db.exec('insert into change (number, document) values (60000, 1)');
	await save('later');
	expect(db.prepare('select count(*) as n from change').get()?.n).toBe(2);
});
