import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startGeoparseThreads } from '#lib/server/geoparse-threads.ts';
import { temporaryFolder } from './world.ts';

/** A worker that dies of the text "die", fails on "fail", and else finds nothing. */
function fragileWorker(): string {
	const path = join(temporaryFolder(), 'worker.mjs');
	writeFileSync(
		path,
		`import { parentPort } from 'node:worker_threads';
		parentPort.on('message', ({ id, text, told: { language } }) => {
			if (text === 'die') throw new Error('out of memory');
			const answer = text === 'fail' ? { error: 'no words' } : { result: { mentions: [], language, notes: [] } };
			parentPort.postMessage({ id, ...answer });
		});`,
	);
	return path;
}

it(
	'geoparses with the gazetteer of the world, off the main thread',
	{ timeout: 30_000 },
	async () => {
		const threads = startGeoparseThreads();
		let ticks = 0;
		const ticking = setInterval(() => ticks++, 1);
		const texts = ['In Baghouz, Syrië, is de strijd voorbij.', 'Aleppo, Syria, is open again.'];
		const found = await Promise.all(texts.map((text) => threads.geoparse(text)));
		clearInterval(ticking);
		await threads.stop();
		expect(found.map(({ language }) => language)).toEqual(['nl', 'en']);
		expect(found[0]?.mentions.map(({ surface }) => surface)).toEqual(['Baghouz', 'Syrië']);
		expect(ticks).toBeGreaterThan(0);
	},
);

it('fails on one text and goes on with the next', async () => {
	const threads = startGeoparseThreads({ path: fragileWorker() });
	const [failed, fine] = await Promise.allSettled([
		threads.geoparse('fail'),
		threads.geoparse('fine', { language: 'nl' }),
	]);
	expect(failed).toMatchObject({ reason: new Error('no words') });
	expect(fine).toMatchObject({ value: { language: 'nl' } });
	await threads.stop();
});

it('fails on the text it dies of, and answers all the others', async () => {
	const threads = startGeoparseThreads({ path: fragileWorker(), most: 2 });
	const texts = Array.from({ length: 40 }, (_, i) => (i % 10 === 3 ? 'die' : `text ${i}`));
	const answers = await Promise.allSettled(
		texts.map((text) => threads.geoparse(text, { language: 'en' })),
	);
	const failed = answers.flatMap(({ status }, i) => (status === 'rejected' ? [texts[i]] : []));
	expect(failed).toEqual(['die', 'die', 'die', 'die']);
	await threads.stop();
});

it('leaves nobody waiting when it is stopped', async () => {
	const threads = startGeoparseThreads({ path: fragileWorker() });
	const waiting = Promise.allSettled([threads.geoparse('die'), threads.geoparse('a')]);
	await threads.stop();
	await expect(threads.geoparse('later')).rejects.toThrow('stopped');
	for (const { status } of await waiting) expect(status).toBe('rejected');
});

/** A worker that takes its time and says who it is. */
function slowWorker(): string {
	const path = join(temporaryFolder(), 'worker.mjs');
	writeFileSync(
		path,
		`import { parentPort, threadId } from 'node:worker_threads';
		parentPort.on('message', ({ id }) => setTimeout(() => {
			parentPort.postMessage({ id, result: { mentions: [], language: String(threadId), notes: [] } });
		}, 30));`,
	);
	return path;
}

it('starts as many threads as there is work for, at most so many, and stops the idle', async () => {
	const threads = startGeoparseThreads({ path: slowWorker(), most: 3, idleMs: 100 });
	const threadsFor = async (count: number) => {
		const texts = Array.from({ length: count }, (_, i) => threads.geoparse(`${i}`));
		return new Set((await Promise.all(texts)).map(({ language }) => language));
	};
	expect((await threadsFor(1)).size).toBe(1);
	expect((await threadsFor(2)).size).toBe(2);
	const busy = await threadsFor(12);
	expect(busy.size).toBe(3);
	await setTimeout(300);
	const later = await threadsFor(12);
	expect(later.size).toBe(3);
	expect(later.intersection(busy).size).toBe(1);
	await threads.stop();
});
