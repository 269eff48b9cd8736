import { expect, it } from 'vitest';
import { remembering } from '#lib/server/store/remembered.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { document } from '../contract/store.ts';
import { temporaryFolder } from './world.ts';

/** A corpus that counts how often it is asked, with a clock that goes on with every question. */
async function counting() {
	const store = await openSqlite(temporaryFolder());
	let [asked, clock] = [0, 0];
	const facets = store.facets.bind(store);
	store.facets = (query) => {
		asked++;
		clock += 100;
		return facets(query);
	};
	const remembered = remembering(store, () => clock);
	return { store, remembered, asked: () => asked, pass: (ms: number) => (clock += ms) };
}

it('counts once while nothing is written, and for each question by itself', async () => {
	const { store, remembered, asked } = await counting();
	await remembered.facets({});
	await remembered.facets({});
	expect(asked()).toBe(1);
	await remembered.facets({ language: 'nl' });
	expect(asked()).toBe(2);
	await store.close();
});

it('lags behind writes by no more than ten times the counting, and lists at once', async () => {
	const { store, remembered, asked, pass } = await counting();
	await Promise.all([remembered.facets({}), remembered.facets({})]);
	expect(asked()).toBe(1);
	expect((await remembered.documents({})).items).toHaveLength(0);
	await store.save(document('a', 'Words.'), []);
	expect((await remembered.documents({})).items).toHaveLength(1);
	await remembered.facets({});
	expect(asked()).toBe(1);
	pass(5000);
	await remembered.facets({});
	expect(asked()).toBe(2);
	await store.close();
});

it('asks again what failed', async () => {
	const { store, remembered } = await counting();
	const { facets } = store;
	store.facets = () => Promise.reject(new Error('no'));
	await expect(remembered.facets({})).rejects.toThrow('no');
	store.facets = facets;
	expect((await remembered.facets({})).kind).toEqual([]);
	await store.close();
});

it('forgets the oldest lists where all would take too much memory', async () => {
	const { store, remembered } = await counting();
	const asked: (string | undefined)[] = [];
	store.places = async ({ language }) => {
		asked.push(language);
		return Array<never>(5000);
	};
	const ask = async (languages: readonly string[]) => {
		for (const language of languages) await remembered.places({ language, limit: 5001 });
	};
	const eight = [...'abcdefgh'];
	await ask([...eight, ...eight]);
	expect(asked).toEqual(eight);
	await ask(['i', 'h', 'a']);
	expect(asked).toEqual([...eight, 'i', 'a']);
	await store.close();
});
