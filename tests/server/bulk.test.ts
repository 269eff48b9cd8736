import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Found, ingestAll, type Outcome } from '#lib/server/bulk.ts';
import { bytesOf, foundIn } from '#lib/server/found.ts';
import { draftOf, type Ingest } from '#lib/server/ingest.ts';
import { Tally } from '#lib/server/tally.ts';
import { smallWorld, temporaryFolder } from './world.ts';

const found = (text: string, i: number): Found => ({
	name: `line ${i + 1}`,
	position: i + 1,
	draft: draftOf('', {
		text,
		title: null,
		source: null,
		url: null,
		published: null,
		language: 'en',
	}),
});

/** Texts as they are found, one by one, with a count of those taken so far. */
function stream(texts: readonly string[]) {
	const counted = { taken: 0 };
	async function* items() {
		for (const [i, text] of texts.entries()) {
			counted.taken++;
			yield found(text, i);
		}
	}
	return { counted, items: items() };
}

const many = (count: number) => Array.from({ length: count }, (_, i) => `Day ${i} in Aleppo.`);

async function outcomesOf(ingest: Ingest, items: AsyncIterable<Found>): Promise<Outcome[]> {
	const steps = await Array.fromAsync(ingestAll(ingest, items));
	return steps.flatMap(({ outcomes }) => outcomes);
}

describe('many documents', () => {
	it('are all kept, and told of in the order they came', async () => {
		const world = await smallWorld();
		const texts = many(730);
		const outcomes = await outcomesOf(world, stream(texts).items);
		expect(outcomes.map(({ name }) => name)).toEqual(texts.map((_, i) => `line ${i + 1}`));
		expect(outcomes.every(({ outcome }) => outcome === 'added')).toBe(true);
		expect(await world.store.counts()).toMatchObject({ documents: 730, mentions: 730 });
	});

	it('are geoparsed once: what the corpus has is passed over, what comes twice is kept once', async () => {
		const world = await smallWorld();
		await outcomesOf(world, stream(many(150)).items);
		let asked = 0;
		const counting: Ingest = {
			...world,
			geoparse: (text, told) => {
				asked++;
				return world.geoparse(text, told);
			},
		};
		const outcomes = await outcomesOf(counting, stream([...many(300), ...many(300)]).items);
		expect(outcomes.filter(({ outcome }) => outcome === 'added')).toHaveLength(150);
		expect(asked).toBeLessThanOrEqual(300);
		expect(await world.store.counts()).toMatchObject({ documents: 300 });
	});

	it('are never all in memory: no more are taken than a few batches', async () => {
		const world = await smallWorld();
		const { counted, items } = stream(many(5000));
		let done = 0;
		let most = 0;
		for await (const { outcomes } of ingestAll(world, items)) {
			done += outcomes.length;
			most = Math.max(most, counted.taken - done);
		}
		expect(done).toBe(5000);
		expect(most).toBeLessThan(500);
	});

	it('of great length make smaller batches', async () => {
		const world = await smallWorld();
		const long = Array.from({ length: 20 }, (_, i) => `${i} Aleppo ${'word '.repeat(60_000)}`);
		const { items } = stream(long);
		const sizes = (await Array.fromAsync(ingestAll(world, items))).map(
			(step) => step.outcomes.length,
		);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
	});

	it('go on without the one that the geoparser fails on', async () => {
		const world = await smallWorld();
		const failing: Ingest = {
			...world,
			geoparse: async (text, told) => {
				if (text.startsWith('Day 7 ')) throw new Error('out of memory');
				return world.geoparse(text, told);
			},
		};
		const outcomes = await outcomesOf(failing, stream(many(20)).items);
		expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toEqual([
			{
				name: 'line 8',
				outcome: 'refused',
				reason: 'could not be geoparsed (out of memory).',
			},
		]);
		expect(await world.store.counts()).toMatchObject({ documents: 19 });
	});

	it('stop when the corpus cannot be written, with what was told kept', async () => {
		const world = await smallWorld();
		let batches = 0;
		const store = Object.create(world.store) as typeof world.store;
		store.saveAll = async (items) => {
			if (++batches === 3) throw new Error('the disk is full');
			return world.store.saveAll(items);
		};
		store.known = (hashes) => world.store.known(hashes);
		store.judgements = (most) => world.store.judgements(most);
		let told = 0;
		const importing = (async () => {
			for await (const { outcomes } of ingestAll({ ...world, store }, stream(many(900)).items)) {
				told += outcomes.length;
			}
		})();
		await expect(importing).rejects.toThrow('the disk is full');
		expect(told).toBeGreaterThan(0);
		expect(await world.store.counts()).toMatchObject({ documents: told });
	});

	it('stop when asked to, with what was begun kept and told', async () => {
		const world = await smallWorld();
		const stopping = new AbortController();
		let told = 0;
		const { items } = stream(many(3000));
		for await (const { outcomes } of ingestAll(world, items, stopping.signal)) {
			told += outcomes.length;
			stopping.abort();
		}
		expect(told).toBeLessThan(3000);
		expect(await world.store.counts()).toMatchObject({ documents: told });
		// The next run finishes the work.
		const outcomes = await outcomesOf(world, stream(many(3000)).items);
		expect(outcomes.filter(({ outcome }) => outcome === 'added')).toHaveLength(3000 - told);
	});
});

describe('files', () => {
	it('are documents each, or hold many; one that cannot be read is named, the others go on', async () => {
		const world = await smallWorld();
		const folder = temporaryFolder();
		const contents: Record<string, string> = {
			'a.txt': 'A night in Aleppo.',
			'b.csv': 'text,title\n"A day in Hajin.",Rain\n"",Sun\n',
			'c.json': 'nothing',
			'd.txt': '',
			'e.exe': 'MZ',
		};
		for (const [name, content] of Object.entries(contents))
			writeFileSync(join(folder, name), content);
		mkdirSync(join(folder, 'f.txt'));
		const names = [...Object.keys(contents), 'f.txt', 'g.txt'];
		const files = names.map((name) => ({ name, path: join(folder, name) }));
		const total = await bytesOf(files);
		const tally = new Tally();
		let last = 0;
		for await (const { outcomes, position } of ingestAll(
			world,
			foundIn(files, { set: 'Spring' }),
		)) {
			expect(position).toBeGreaterThanOrEqual(last);
			last = position;
			for (const outcome of outcomes) tally.add(outcome);
		}
		expect(last).toBe(total);
		expect(tally).toMatchObject({ added: 2, refused: 6 });
		expect(tally.refusals.map(({ first, reason }) => `${first} ${reason}`)).toEqual([
			'b.csv line 3 is empty: there are no words in it.',
			expect.stringContaining('c.json is not JSON'),
			expect.stringContaining('e.exe ends in .exe, which cannot be read'),
			expect.stringContaining('f.txt is a folder'),
			expect.stringContaining('g.txt is not there'),
		]);
		const { items } = await world.store.documents({});
		expect(items.map(({ title, set }) => [title, set]).sort()).toEqual([
			['Rain', 'Spring'],
			['a', 'Spring'],
		]);
	});
});

describe('a tally', () => {
	it('counts reasons of one kind together, the most frequent first', () => {
		const tally = new Tally();
		const refuse = (name: string, reason: string) =>
			tally.add({ name, outcome: 'refused', reason });
		refuse('a', 'is not JSON (Unexpected token).');
		refuse('b', 'is 12.3 MB; at most 10 MB can be read.');
		refuse('c', 'is 40 MB; at most 10 MB can be read.');
		tally.add({ name: 'd', outcome: 'added', mentions: 3, notes: ['has no date (x).'] });
		tally.add({ name: 'e', outcome: 'duplicate', mentions: 3, notes: [] });
		expect(tally).toMatchObject({ added: 1, duplicate: 1, refused: 3, total: 5, mentions: 3 });
		expect(tally.refusals).toEqual([
			{ reason: 'is 12.3 MB; at most 10 MB can be read.', first: 'b', count: 2 },
			{ reason: 'is not JSON (Unexpected token).', first: 'a', count: 1 },
		]);
		expect(tally.notes).toEqual([{ reason: 'has no date (x).', first: 'd', count: 1 }]);
	});

	it('keeps its size where every reason is another', () => {
		const tally = new Tally();
		for (let i = 0; i < 500; i++) {
			const word = String.fromCodePoint(97 + (i % 26), 97 + Math.floor(i / 26));
			tally.add({ name: `${i}`, outcome: 'refused', reason: `is ${word}.` });
		}
		expect(tally.refusals.length).toBeLessThanOrEqual(51);
		expect(tally.refusals.reduce((sum, { count }) => sum + count, 0)).toBe(500);
	});
});
