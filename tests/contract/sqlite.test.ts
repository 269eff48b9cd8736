import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { corpus as firstVersion } from '#lib/server/store/migrations/sqlite/0001-corpus.ts';
import { lockFolder } from '#lib/server/store/lock.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { openThreads } from '#lib/server/store/threads.ts';
import { document, storeContract } from './store.ts';

const folders: string[] = [];
function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'whereabouts-'));
	folders.push(made);
	return made;
}
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

storeContract('SQLite', () => openSqlite(folder()));
storeContract('SQLite in threads', () => openThreads(folder()));

it('keeps what was saved when it is opened again', async () => {
	const path = folder();
	const first = await openSqlite(path);
	await first.save(document('a', 'Words.'), []);
	await first.close();
	const second = await openSqlite(path);
	expect((await second.document('a'))?.document.text).toBe('Words.');
	await second.close();
});

it('forgets for good what was removed more than 30 days ago', async () => {
	const path = folder();
	const store = await openSqlite(path);
	for (const id of ['old', 'recent']) {
		await store.save(document(id, `Words of ${id}.`), []);
		await store.remove(id);
	}
	const db = new DatabaseSync(join(path, 'whereabouts.sqlite'));
	db.exec("update trash set removed = '2020-01-01T00:00:00.000Z' where id = 'old'");
	db.close();
	await store.close();
	const again = await openSqlite(path);
	expect(await again.restore('old')).toBe(false);
	expect(await again.restore('recent')).toBe(true);
	await again.close();
});

it('refuses a corpus of a newer program and says what to do', async () => {
	const path = folder();
	const db = new DatabaseSync(join(path, 'whereabouts.sqlite'));
	db.exec('pragma user_version = 999');
	db.close();
	await expect(openSqlite(path)).rejects.toThrow(
		/newer version of Whereabouts.*Update the program/,
	);
});

it('brings a corpus of the first version up to date, with its words, excerpts and counts', async () => {
	const path = folder();
	const db = new DatabaseSync(join(path, 'whereabouts.sqlite'));
	const text =
		'It was quiet. The convoy reached Hajin before noon, and the road was closed behind it.';
	const place = {
		...{ id: 'gn:2', name: 'Hajin', names: {}, kind: 'settlement', point: [40.83, 34.7] },
		...{ bbox: null, country: 'SY', admin1: null, population: 0 },
	};
	db.exec(firstVersion);
	db.prepare(
		"insert into document values (1, 'a', 'A title', null, null, '2019-03', 'en', ?, 'hash', '2026-01-01')",
	).run(text);
	db.prepare("insert into place values (1, 'gn:2', 'settlement', 'SY', ?)").run(
		JSON.stringify(place),
	);
	const start = text.indexOf('Hajin');
	db.prepare(
		"insert into mention values ('a', ?, ?, 'Hajin', 'name', 'gn:2', 'gn:2', 'suggested', 0.9, 0, null, '[]', '2019-03')",
	).run(start, start + 5);
	db.exec('pragma user_version = 1');
	db.close();
	const store = await openSqlite(path);
	expect((await store.documents({ words: 'convoys' })).items.map(({ id }) => id)).toEqual(['a']);
	const [found] = (await store.mentions({})).items;
	expect(found?.excerpt.text).toBe(text.slice(text.indexOf('The convoy')));
	expect(await store.places({})).toEqual([{ place, mentions: 1, documents: 1 }]);
	expect((await store.facets({})).country).toEqual([{ value: 'SY', mentions: 1 }]);
	await store.close();
});

it('pages documents that nearly all have the same words, without gathering them', async () => {
	const store = await openSqlite(folder());
	const items = Array.from({ length: 12_000 }, (_, i) => ({
		document: document(`n${String(i).padStart(5, '0')}`, `Common words of ${i}.`),
		mentions: [],
	}));
	await store.saveAll(items);
	const one = await store.documents({ words: 'common', limit: 2 });
	expect(one.items.map(({ id }) => id)).toEqual(['n00000', 'n00001']);
	const two = await store.documents({ words: 'common -1', limit: 2 }, one.next ?? '');
	expect(two.items.map(({ id }) => id)).toEqual(['n00002', 'n00003']);
	await store.close();
});

it('lets one server at a time hold a data folder', () => {
	const path = folder();
	const held = lockFolder(path);
	expect(() => lockFolder(path)).toThrow(/Another Whereabouts server is using/);
	held.release();
	lockFolder(path).release();
});
