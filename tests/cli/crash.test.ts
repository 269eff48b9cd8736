/** A process that is killed leaves only whole documents; a folder has one server at a time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '#lib/server/store/lock.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { temporaryFolder } from '../server/world.ts';
import { run, start } from './whereabouts.ts';

const places = ['Baghouz', 'Raqqa', 'Aleppo', 'Damascus', 'Mosul'];

describe('a kill in the middle of an import', { timeout: 60_000 }, () => {
	it('leaves only whole documents, and the import can be done again', async () => {
		const folder = temporaryFolder();
		const data = join(folder, 'data');
		const files = Array.from({ length: 400 }, (_, i) => {
			const path = join(folder, `${i}.txt`);
			const sentences = places.map((name) => `The road from ${name}, Syria, was open on day ${i}.`);
			writeFileSync(path, sentences.join(' ').repeat(5));
			return path;
		});
		const importing = start(['import', ...files], data);
		let told = '';
		importing.child.stdout?.on('data', (chunk: Buffer) => {
			told += chunk;
			if (told.split('\n').length > 20) importing.child.kill('SIGKILL');
		});
		await importing.ended;

		const store = await openSqlite(data);
		const { items } = await store.documents({ limit: 1000 });
		// What was told is kept, and the kill came before the end.
		expect(items.length).toBeGreaterThanOrEqual(20);
		expect(items.length).toBeLessThan(400);
		const wholes = await Promise.all(items.map(({ id }) => store.document(id)));
		const counts = new Set(wholes.map((whole) => whole?.mentions.length));
		expect(counts.size).toBe(1);
		expect([...counts][0]).toBeGreaterThanOrEqual(25);
		expect((await store.documents({ words: 'road', limit: 1000 })).items).toHaveLength(
			items.length,
		);
		await store.close();
		const db = new DatabaseSync(join(data, 'whereabouts.sqlite'));
		expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
		expect(db.prepare('pragma foreign_key_check').all()).toEqual([]);
		db.close();

		const again = await run(['import', ...files], data);
		expect(again.out).toContain(`${400 - items.length} added, ${items.length} already there`);
	});
});

describe('two servers on one data folder', { timeout: 30_000 }, () => {
	it('cannot be, until the first has died, however it died', async () => {
		const data = temporaryFolder();
		const holder = spawn(process.execPath, [
			'--input-type=module-typescript',
			'--eval',
			`import { lockFolder } from '#lib/server/store/lock.ts';
			lockFolder(${JSON.stringify(data)});
			console.log('held');
			setInterval(() => {}, 1000);`,
		]);
		await once(holder.stdout, 'data');
		expect(() => lockFolder(data)).toThrow(/Another Whereabouts server is using/);
		// The corpus itself stays open to everyone: the command line imports beside a server.
		await (await openSqlite(data)).close();
		holder.kill('SIGKILL');
		await once(holder, 'close');
		lockFolder(data).release();
	});

	it('stops the second with a message', async () => {
		const data = temporaryFolder();
		const held = lockFolder(data);
		const second = await run(['serve', '--port', '0'], data);
		held.release();
		expect([second.code, second.out]).toEqual([1, '']);
		expect(second.err).toContain(`Another Whereabouts server is using ${data}`);
	});
});
