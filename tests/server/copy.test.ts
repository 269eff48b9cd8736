import { describe, expect, it } from 'vitest';
import { compareCorpora, copyCorpus, copyLayers } from '#lib/server/copy.ts';
import { takeLayer } from '#lib/server/layers.ts';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import * as v from 'valibot';
import { databaseUrl, temporaryDatabase } from '../databases.ts';
import { bytes, smallWorld, temporaryFolder } from './world.ts';

/** A corpus of 230 documents, one mention of which was corrected. */
async function desk(): Promise<CorpusStore> {
	const world = await smallWorld();
	for (let i = 0; i < 230; i++) {
		const text = `On day ${i} fighters left Baghouz for Hajin. القرى وراء النهر 🌍`;
		await ingestPasted(world, v.parse(PastedSchema, { text, published: '2019-03' }));
	}
	const [{ mention } = {}] = (await world.store.mentions({ limit: 1 })).items;
	const [place] = world.gazetteer.lookup('Syria');
	await world.store.review(mention?.id ?? '', 'corrected', place?.place);
	const posts = Array.from({ length: 1500 }, (_, i) => `Post ${i},${i / 100},34\n`);
	const { layer } = await takeLayer(
		world.store,
		'posts.csv',
		bytes(`name,lon,lat\n${posts.join('')}`),
	);
	await world.store.changeLayer(layer.id, { name: 'Posts of ours', shown: false });
	return world.store;
}

const targets: [string, boolean, () => Promise<CorpusStore>][] = [
	['a folder', true, () => openSqlite(temporaryFolder())],
	['a database', Boolean(databaseUrl), async () => openPostgres(await temporaryDatabase())],
];

describe.each(targets)('a corpus copied to %s', (_, possible, open) => {
	it.skipIf(!possible)('is the same, goes on where it was, and tells what differs', async () => {
		const [from, to] = [await desk(), await open()];
		const half = (await from.whole(100)).items;
		await to.saveAll(half);
		expect(await copyCorpus(from, to)).toEqual({ added: 130, there: 100 });
		expect(await compareCorpora(from, to)).toEqual({ same: 230, different: [], missing: [] });
		expect(await to.counts()).toEqual(await from.counts());

		expect(await copyLayers(from, to)).toBe(1);
		expect(await copyLayers(from, to)).toBe(0);
		expect(await to.layers()).toEqual(await from.layers());
		const [{ id = '' } = {}] = await to.layers();
		expect(await to.layerFeature(id, 1499)).toEqual(await from.layerFeature(id, 1499));
		expect(await to.layerFeature(id, 1499)).toMatchObject({ name: 'Post 1499' });

		const [first, second] = half;
		await to.review(
			`${first?.document.id}:${first?.mentions[0]?.start}-${first?.mentions[0]?.end}`,
			'rejected',
		);
		await to.remove(second?.document.id ?? '');
		expect(await compareCorpora(from, to)).toEqual({
			same: 228,
			different: [first?.document.id],
			missing: [second?.document.id],
		});
		await to.close();
	});
});
