import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { recencyBetween, recencyOf, takeRecency } from '#lib/server/store/recency.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { document } from '../contract/store.ts';

const published = fc.oneof(
	fc.constantFrom('', '0001', '2019', '2019-03', '2019-03-01', '2019-12-31', '2020', '9999-12-31'),
	fc
		.tuple(fc.nat(9999), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
		.map(([year, month, day]) =>
			[String(year).padStart(4, '0'), ...[month, day].map((n) => String(n).padStart(2, '0'))].join(
				'-',
			),
		),
);
const id = fc.string({
	unit: fc.constantFrom(...'0123456789abcdef'),
	minLength: 16,
	maxLength: 16,
});

it('grows as documents get newer, and of one day in the order of their ids', () => {
	fc.assert(
		fc.property(published, id, published, id, (dateA, idA, dateB, idB) => {
			const [a, b] = [recencyOf(dateA, idA), recencyOf(dateB, idB)];
			expect(Number.isSafeInteger(a)).toBe(true);
			expect(a).toBeGreaterThanOrEqual(0);
			if (dateA !== dateB) expect(a > b).toBe(dateA > dateB);
			else if (idA.slice(0, 7) !== idB.slice(0, 7)) expect(a > b).toBe(idA < idB);
			else expect(a).toBe(b);
			const [first, last] = recencyBetween(dateA, dateA);
			expect(b >= first && b <= last).toBe(dateA === dateB);
		}),
	);
});

it('is never given twice', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(published, fc.constantFrom('a', 'b', 'c'))), (documents) => {
			const taken = new Set<number>();
			for (const [date, letter] of documents) takeRecency(date, letter, taken);
			expect(taken.size).toBe(documents.length);
		}),
	);
});

it('keeps documents apart whose dates and ids begin alike, whenever they come', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-recency-'));
	const store = await openSqlite(folder);
	onTestFinished(async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const ids = ['0123456c', '0123456a', '0123456b', '01234570', '0123456d'];
	const item = (each: string) => ({
		document: document(each, `The dam of ${each}.`),
		mentions: [],
	});
	for (const each of ids.slice(0, 2)) await store.save(item(each).document, []);
	await store.saveAll(ids.slice(2).map(item));
	await store.remove('0123456a');
	await store.restore('0123456a');
	const found: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await store.documents({ words: 'dam', limit: 1 }, cursor);
		found.push(...page.items.map((one) => one.id));
		cursor = page.next ?? undefined;
	} while (cursor);
	expect(found.toSorted()).toEqual(ids.toSorted());
	expect(found.at(-1)).toBe('01234570');
});
