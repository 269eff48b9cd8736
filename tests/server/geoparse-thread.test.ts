import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startGeoparseThread } from '#lib/server/geoparse-thread.ts';
import { temporaryFolder } from './world.ts';

/** A worker that dies of the text "die", fails on "fail", and else finds nothing. */
function fragileWorker(): string {
	const path = join(temporaryFolder(), 'worker.mjs');
	writeFileSync(
		path,
		`import { parentPort } from 'node:worker_threads';
		parentPort.on('message', ({ id, text, language }) => {
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
		const thread = startGeoparseThread();
		let ticks = 0;
		const ticking = setInterval(() => ticks++, 1);
		const texts = ['In Baghouz, Syrië, is de strijd voorbij.', 'Aleppo, Syria, is open again.'];
		const found = await Promise.all(texts.map((text) => thread.geoparse(text, null)));
		clearInterval(ticking);
		await thread.stop();
		expect(found.map(({ language }) => language)).toEqual(['nl', 'en']);
		expect(found[0]?.mentions.map(({ surface }) => surface)).toEqual(['Baghouz', 'Syrië']);
		expect(ticks).toBeGreaterThan(0);
	},
);

it('fails on one text and goes on with the next', async () => {
	const thread = startGeoparseThread(fragileWorker());
	const [failed, fine] = await Promise.allSettled([
		thread.geoparse('fail', null),
		thread.geoparse('fine', 'nl'),
	]);
	expect(failed).toMatchObject({ reason: new Error('no words') });
	expect(fine).toMatchObject({ value: { language: 'nl' } });
	await thread.stop();
});

it('starts again after it died, and leaves nobody waiting', async () => {
	const thread = startGeoparseThread(fragileWorker());
	await expect(thread.geoparse('die', null)).rejects.toThrow('out of memory');
	expect(await thread.geoparse('fine', 'en')).toMatchObject({ language: 'en' });
	const waiting = thread.geoparse('die', null);
	await thread.stop();
	await expect(waiting).rejects.toThrow();
});
