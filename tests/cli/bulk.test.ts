/** Files of many documents: read by their columns, told in sum, and never lost or doubled. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { databaseFile, openSqlite } from '#lib/server/store/sqlite.ts';
import { temporaryFolder } from '../server/world.ts';
import { run, start } from './whereabouts.ts';

/** A folder with `files` in it, a corpus beside them, and what can be asked of it. */
function desk(files: Readonly<Record<string, string>>) {
	const folder = temporaryFolder();
	const data = join(folder, 'data');
	for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
	return {
		data,
		path: (name: string) => join(folder, name),
		/** How many documents there are, asked without waiting for whoever writes. */
		soFar(): number {
			if (!existsSync(databaseFile(data))) return 0;
			const db = new DatabaseSync(databaseFile(data), { readOnly: true });
			try {
				return Number(db.prepare('select count(*) as n from document').get()?.n);
			} catch {
				// Its tables are being made.
				return 0;
			} finally {
				db.close();
			}
		},
		async documents() {
			const store = await openSqlite(data);
			const { items } = await store.documents({ limit: 100_000 });
			const wholes = await Promise.all(items.map(({ id }) => store.document(id)));
			await store.close();
			return wholes.flatMap((whole) => whole ?? []);
		},
	};
}

const places = ['Baghouz', 'Raqqa', 'Aleppo', 'Damascus', 'Mosul'];
const story = (i: number) =>
	places
		.map((name) => `The road from ${name}, Syria, was open on day ${i}.`)
		.join(' ')
		.repeat(3);

describe('a file of records', { timeout: 60_000 }, () => {
	it('becomes documents by the names of its columns, or by those that are told', async () => {
		const at = desk({
			'guessed.csv':
				'Headline;Publication Date;Publisher;Link;Body\n"Fall; of a village";2019-03-23;A desk;https://example.org/1;"Fighters left Baghouz, Syria.\nIt fell."\n',
			'told.jsonl':
				'{"kop":"Told","meta":{"day":1553299200},"w":"In Hajin, Syria, it rained.","taal":"en-GB"}\n',
			'features.geojson': JSON.stringify({
				type: 'FeatureCollection',
				features: [
					{
						type: 'Feature',
						geometry: null,
						properties: { text: 'Aleppo, in Syria, is open.', title: 'A feature' },
					},
				],
			}),
		});
		const files = [at.path('guessed.csv'), at.path('features.geojson')];
		const guessed = await run(['import', '--set', 'spring', ...files], at.data);
		expect(guessed).toMatchObject({ code: 0, err: '' });
		const told = ['--text', 'w', '--published', 'meta.day', at.path('told.jsonl')];
		expect((await run(['import', ...told], at.data)).code).toBe(0);
		const found = await at.documents();
		const byTitle = new Map(found.map(({ document }) => [document.title, document]));
		expect(byTitle.get('Fall; of a village')).toMatchObject({
			text: 'Fighters left Baghouz, Syria.\nIt fell.',
			published: '2019-03-23',
			source: 'A desk',
			url: 'https://example.org/1',
			set: 'spring',
		});
		expect(byTitle.get('Told')).toMatchObject({
			published: '2019-03-23',
			language: 'en',
			set: null,
		});
		expect(byTitle.get('A feature')?.set).toBe('spring');
		expect(found.every(({ mentions }) => mentions.length > 0)).toBe(true);
	});

	it('takes a home from the call and from a column, and refuses one that nobody knows', async () => {
		const at = desk({
			'a.csv':
				'title,text,home\nOurs,The council of Dublin voted.,\nTheirs,The mayor of Dublin left.,Ireland\n',
		});
		const file = at.path('a.csv');
		const wrong = await run(['import', '--home', 'Nowhereville', file], at.data);
		expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('Columbus, Ohio')]);
		expect((await run(['import', '--home', '-83,39.96', file], at.data)).code).toBe(0);
		const found = await at.documents();
		const homes = found.map(({ document: { title, home }, mentions }) => [
			title,
			home,
			mentions[0]?.place?.country,
		]);
		expect(homes.sort()).toEqual([
			['Ours', '-83,39.96', 'US'],
			['Theirs', 'iso:IE', 'IE'],
		]);
	});

	it('takes the records that can be read, names the others, and says why in sum', async () => {
		const lines = [
			'{"text":"A night in Hajin, Syria."}',
			'not json',
			'{"text":"  "}',
			'{"headline":"no words"}',
			'{"text":""}',
			'{"text":"A day in Aleppo, Syria.","date":"03/04/2019"}',
		];
		const at = desk({ 'mixed.jsonl': lines.join('\n') });
		const file = at.path('mixed.jsonl');
		const { code, out, err } = await run(['import', file], at.data);
		expect(code).toBe(1);
		expect(out).toContain('2 added, 0 already there, 4 refused');
		expect(out).toContain(`2 × is empty: there are no words in it. First: ${file} line 3`);
		expect(out).toMatch(/line 6 was taken in without its date \(03\/04\/2019\)/);
		expect(err.trim().split('\n')).toEqual([
			expect.stringMatching(/line 2 is not JSON \(.*\)\.$/),
			`${file} line 3 is empty: there are no words in it.`,
			expect.stringContaining(
				'line 4 has no column called text, body or content (it has: headline)',
			),
			`${file} line 5 is empty: there are no words in it.`,
		]);
	});

	it('is refused once where a table has no column of texts, or not the one that is named', async () => {
		const at = desk({ 'numbers.csv': 'a,b\n1,2\n3,4\n' });
		const none = await run(['import', at.path('numbers.csv')], at.data);
		expect(none.code).toBe(1);
		expect(none.err.trim()).toMatch(/numbers\.csv has no column called text.*\(it has: a, b\)/);
		const wrong = await run(['import', '--text', 'c', at.path('numbers.csv')], at.data);
		expect(wrong.err).toContain('has no column "c" (it has: a, b).');
		expect(await at.documents()).toEqual([]);
	});
});

describe('a kill in the middle of a file', { timeout: 120_000 }, () => {
	it('loses and doubles nothing: the second run finishes the work', async () => {
		const count = 1500;
		const records = Array.from({ length: count }, (_, i) => ({
			title: `Day ${i}`,
			text: story(i),
		}));
		const at = desk({ 'days.jsonl': records.map((one) => JSON.stringify(one)).join('\n') });
		const importing = start(['import', at.path('days.jsonl')], at.data);
		await expect.poll(() => at.soFar(), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
		importing.child.kill('SIGKILL');
		await importing.ended;

		const kept = await at.documents();
		expect(kept.length).toBeLessThan(count);
		expect(new Set(kept.map(({ mentions }) => mentions.length)).size).toBe(1);

		const again = await run(['import', at.path('days.jsonl')], at.data);
		const rest = (count - kept.length).toLocaleString('en');
		expect(again.out).toContain(`${rest} added, ${kept.length.toLocaleString('en')} already there`);
		const all = await at.documents();
		expect(all.map(({ document }) => document.title).sort()).toEqual(
			records.map(({ title }) => title).sort(),
		);
		expect(new Set(all.map(({ mentions }) => mentions.length)).size).toBe(1);
	});

	it('is no kill when a person interrupts: what was begun is finished, and told', async () => {
		const lines = Array.from({ length: 3000 }, (_, i) => JSON.stringify({ text: story(i) }));
		const at = desk({ 'days.jsonl': lines.join('\n') });
		const importing = start(['import', at.path('days.jsonl')], at.data);
		await expect.poll(() => at.soFar(), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
		importing.child.kill('SIGINT');
		const { code, out, err } = await importing.ended;
		expect(code).toBe(130);
		expect(err).toContain('The same command goes on from here.');
		const kept = await at.documents();
		expect(kept.length).toBeLessThan(3000);
		expect(out).toContain(`${kept.length.toLocaleString('en')} added, 0 already there, 0 refused`);
	});
});
