import { describe, expect, it } from 'vitest';
import { compareCorpora, copyCorpus } from '#lib/server/copy.ts';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import * as v from 'valibot';
import { databaseUrl, temporaryDatabase } from '../databases.ts';
import { smallWorld, temporaryFolder } from './world.ts';

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
