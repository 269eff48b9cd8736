import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { databaseUrl, newDatabase, temporaryDatabase } from '../databases.ts';
import { document, storeContract } from './store.ts';

async function ask(url: string, sql: string): Promise<unknown[][]> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		return (await client.query({ text: sql, rowMode: 'array' })).rows as unknown[][];
	} finally {
		await client.end();
	}
}

describe.skipIf(!databaseUrl)('with a PostgreSQL at hand', () => {
	storeContract('PostgreSQL', async () => {
		const { url, drop } = await newDatabase();
		const store = await openPostgres(url, { columns: true });
		const close = store.close.bind(store);
		store.close = async () => {
			await close();
			await drop();
		};
		return store;
	});

	it('keeps what was saved when it is opened again', async () => {
		const url = await temporaryDatabase();
		const first = await openPostgres(url);
		await first.save(document('a', 'Words.'), []);
		await first.close();
		const second = await openPostgres(url);
		expect((await second.document('a'))?.document.text).toBe('Words.');
		await second.close();
	});

	it('lets many save the same documents at once, each kept once', async () => {
		const url = await temporaryDatabase();
		const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url)));
		const items = Array.from({ length: 40 }, (_, i) => ({
			document: document(`d${i}`, `Words ${i}.`),
			mentions: [],
		}));
		await Promise.all(
			stores.flatMap((store, i) => [
				store.saveAll(i % 2 ? items : items.toReversed()),
				store.save(document(`own${i}`, `Own ${i}.`), []),
			]),
		);
		expect((await stores[0]?.counts())?.documents).toBe(44);
		await Promise.all(stores.map((store) => store.close()));
	});

	it('refuses a corpus of a newer program and says what to do', async () => {
		const url = await temporaryDatabase();
		await ask(url, 'create table schema_version (version integer primary key)');
		await ask(url, 'insert into schema_version values (999)');
		await expect(openPostgres(url)).rejects.toThrow(
			/newer version of Whereabouts.*Update the program/,
		);
	});

	it('says which server it cannot reach, and keeps the password to itself', async () => {
		const refused = openPostgres('postgres://me:secret@127.0.0.1:1/corpus');
		await expect(refused).rejects.toThrow(/me:\*\*\*@127\.0\.0\.1:1\/corpus.*DATABASE_URL/);
	});

	it('has the document in every key of a table that is distributed by it', async () => {
		const url = await temporaryDatabase();
		await (await openPostgres(url)).close();
		const keys = await ask(
			url,
			`select c.relname, array_agg(a.attname::text order by a.attname)
			from pg_index i join pg_class c on c.oid = i.indrelid
			join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
			where i.indisunique and c.relnamespace = 'public'::regnamespace
			group by i.indexrelid, c.relname`,
		);
		const distributed: Readonly<Record<string, string>> = {
			document: 'id',
			document_words: 'document_id',
			mention: 'document_id',
		};
		const theirs = keys.filter(([table]) => String(table) in distributed);
		expect(theirs).toHaveLength(3);
		for (const [table, columns] of theirs) {
			expect(columns, String(table)).toContain(distributed[String(table)]);
		}
		const triggers = await ask(
			url,
			`select tgname from pg_trigger where not tgisinternal and tgrelid in
			('document'::regclass, 'document_words'::regclass, 'mention'::regclass)`,
		);
		expect(triggers).toEqual([]);
	});
});
