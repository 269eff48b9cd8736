/**
 * A reporter keeps articles about the last weeks of a battle, and asks them where things happened.
 * Everything is real: the corpus on disk, the gazetteer of the world, the geoparser in its thread.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { exported } from '#lib/server/exports.ts';
import { ingestFile } from '#lib/server/ingest.ts';
import { openWhereabouts, type Whereabouts } from '#lib/server/whereabouts.ts';

const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
let desk: Whereabouts;
beforeAll(async () => {
	desk = await openWhereabouts(folder, { server: true });
}, 60_000);
afterAll(async () => {
	await desk.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('a reporter who opens the program for the first time', () => {
	it('finds a corpus whose documents share places', async () => {
		const counts = await desk.store.counts();
		expect(counts.documents).toBeGreaterThanOrEqual(8);
		const shared = (await desk.store.places({})).filter(({ documents }) => documents > 1);
		expect(shared.length).toBeGreaterThan(5);
	});

	it('reads the sentences about Baghouz, newest first, each with its words marked', async () => {
		const { items } = await desk.store.mentions({ places: ['gn:171944'], limit: 100 });
		expect(items.length).toBeGreaterThan(3);
		const dates = items.map(({ document }) => document.published ?? '');
		expect(dates).toEqual(dates.toSorted().toReversed());
		for (const { excerpt, mention } of items) {
			expect(excerpt.text.slice(excerpt.mention.start, excerpt.mention.end)).toBe(mention.surface);
		}
	});

	it('asks what lies within 200 km, and takes it home with the sentences', async () => {
		const near = { point: [40.99226, 34.43221] as const, km: 200 };
		const wanted = { query: { near }, format: 'geojson', shape: 'places' } as const;
		const pieces = await Array.fromAsync(exported(desk, wanted));
		const { features } = JSON.parse(Buffer.concat(pieces).toString()) as FeatureCollection;
		const ids = features.map(({ id }) => id);
		// The country whose border runs there is near, though its middle is not; Turkey is not near.
		expect(ids).toEqual(expect.arrayContaining(['gn:171944', 'iso:SY', 'iso:IQ']));
		expect(ids).not.toContain('iso:TR');
		for (const { properties } of features) {
			expect(properties?.mentions).toHaveLength(properties?.mentionCount);
		}
	});

	it('deletes a demonstration document for good: it is not back tomorrow', async () => {
		const { documents } = await desk.store.counts();
		const [{ id = '' } = {}] = (await desk.store.documents({ limit: 1 })).items;
		expect(await desk.store.remove(id)).toBe(true);
		await desk.close();
		desk = await openWhereabouts(folder, { server: true });
		expect((await desk.store.counts()).documents).toBe(documents - 1);
		expect(await desk.store.restore(id)).toBe(true);
	}, 30_000);
});

describe('a start that was cut short', () => {
	it('is finished at the next, and a corpus begun by import gets no demonstration', async () => {
		const begun = mkdtempSync(join(tmpdir(), 'whereabouts-'));
		const own = await openWhereabouts(begun);
		await ingestFile(own, 'own.txt', new TextEncoder().encode('A night in Aleppo, Syria.'));
		await own.close();
		const served = await openWhereabouts(begun, { server: true });
		expect((await served.store.counts()).documents).toBe(1);
		// As if the program had stopped after the first of the demonstration documents.
		await served.store.keepSetting('demonstration', 'begun');
		await served.close();
		const resumed = await openWhereabouts(begun, { server: true });
		const { documents } = await desk.store.counts();
		expect((await resumed.store.counts()).documents).toBe(documents + 1);
		await resumed.close();
		rmSync(begun, { recursive: true, force: true });
	}, 30_000);
});

const article = '../shared/articles/baghouz-2019-03.nl.txt';

describe.skipIf(!existsSync(article))('the article this project began with', () => {
	it('is on the map with its date, its villages and no one called Van der Steen', async () => {
		const result = await ingestFile(desk, 'baghouz-2019-03.nl.txt', readFileSync(article));
		const id = 'document' in result ? result.document : '';
		const found = await desk.store.document(id);
		expect(found?.document).toMatchObject({ published: '2019-03', language: 'nl' });
		expect(found?.document.text.startsWith('Vierhonderd strijders')).toBe(true);
		const places = (await desk.store.places({ document: id })).map(({ place }) => place.id);
		expect(places).toEqual(
			expect.arrayContaining([
				'gn:171944',
				'iso:SY',
				'iso:US',
				'iso:TR',
				'iso:IQ',
				'iso:EG',
				'iso:LY',
			]),
		);
		const surfaces = found?.mentions.map(({ surface }) => surface) ?? [];
		expect(surfaces.filter((surface) => surface === 'Baghouz')).toHaveLength(
			found?.document.text.match(/Baghouz/g)?.length ?? 0,
		);
		expect(surfaces.join(' ')).not.toMatch(/Steen|Debeuf|Tahrir|EenVandaag|gebied/);
	});
});
