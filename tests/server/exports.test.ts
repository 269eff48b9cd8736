/** Exports of a corpus: nothing missing, nothing twice, nothing made that nobody waits for. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { FeatureCollection } from 'geojson';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import type { Query } from '#lib/domain.ts';
import { type FormatId, formats } from '#lib/export/formats.ts';
import { exported } from '#lib/server/exports.ts';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import type { WrittenAs } from '#lib/server/store/port.ts';
import { streamed } from '#lib/server/respond.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { GET } from '../../src/routes/api/export/+server.ts';
import { smallWorld } from './world.ts';

const names = ['Baghouz', 'Hajin', 'Syria', 'Paris', 'Georgia', 'Tripoli', 'Washington', 'Reading'];

/** Many mentions of few places: one has more than are asked for at once. */
async function crowded(): Promise<Whereabouts> {
	const world = await smallWorld();
	for (let i = 0; i < 3; i++) {
		const text = `${'Baghouz held. '.repeat(900)}${names.join(' and ')}. ${i}`;
		await ingestPasted(world, v.parse(PastedSchema, { text, published: `2019-0${i + 1}` }));
	}
	return world;
}

async function featuresOf(world: Whereabouts, query: Query = {}) {
	const pieces = exported(world, { query, format: 'geojson', shape: 'places' });
	const text = Buffer.concat(await Array.fromAsync(pieces)).toString();
	return (JSON.parse(text) as FeatureCollection).features;
}

describe('places with their mentions', () => {
	it('has each, of a place with thousands and of those with few, newest first', async () => {
		const features = await featuresOf(await crowded());
		expect(features.length).toBeGreaterThanOrEqual(names.length);
		const baghouz = features.find(({ id }) => id === 'gn:171944');
		expect(baghouz?.properties?.mentionCount).toBe(2703);
		for (const { properties } of features) {
			const { mentions, mentionCount } = properties ?? {};
			expect(mentions).toHaveLength(mentionCount);
			const keys = mentions.map(({ document, start }: Record<string, unknown>) =>
				[document, start].join(':'),
			);
			expect(new Set(keys).size).toBe(mentionCount);
			const dates = mentions.map(({ published }: { published: string }) => published);
			expect(dates).toEqual(dates.toSorted().toReversed());
		}
	});

	it('keeps to the question, and to its order and limit where it has one', async () => {
		const world = await crowded();
		const asked: Query = { near: { point: [40.99, 34.43], km: 200 }, datetime: day('2019-02') };
		const near = await featuresOf(world, asked);
		const counts = await world.store.places(asked);
		expect(near.map(({ id }) => id)).toEqual(counts.map(({ place }) => place.id));
		expect(near.map(({ properties }) => properties?.mentions.length)).toEqual(
			counts.map(({ mentions }) => mentions),
		);
		const [most, ...others] = await featuresOf(world, { limit: 1 });
		expect([most?.id, others]).toEqual(['gn:171944', []]);
	});
});

const day = (date: string) => ({ from: date, to: date });

/** The same corpus, whose mentions never end. */
function endless(world: Whereabouts, asked: () => void): Whereabouts {
	const store = new Proxy(world.store, {
		get(target, name) {
			if (name === 'mentions') {
				return async () => {
					asked();
					return { items: (await target.mentions({ limit: 50 })).items, next: 'more' };
				};
			}
			if (name === 'nextMentions') return async () => 'more';
			if (name === 'writtenMentions') {
				return async (_: Query, as: WrittenAs) => {
					asked();
					return { ...(await target.writtenMentions({ limit: 50 }, as)), next: 'more' };
				};
			}
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	return { ...world, store };
}

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('whereabouts-export-'));

describe('whoever goes away', () => {
	it.each(formats.filter(({ shapes }) => shapes.some((one) => one === 'mentions')))(
		'while $id is made, is not worked for any longer',
		{ timeout: 30_000 },
		async ({ id }) => {
			const asked = vi.fn();
			const world = endless(await crowded(), asked);
			const before = left();
			const response = await streamed(
				(signal) => exported(world, { query: {}, format: id, shape: 'mentions', signal }),
				{ mediaType: 'text/plain', name: null, path: '/' },
			);
			const reader = (response.body as ReadableStream<Uint8Array>).getReader();
			await reader.read();
			await reader.cancel();
			const calls = asked.mock.calls.length;
			await new Promise((resolve) => setTimeout(resolve, 100));
			expect(asked.mock.calls.length - calls).toBeLessThanOrEqual(1);
			// Nor is a file left behind.
			expect(left().filter((name) => !before.includes(name))).toEqual([]);
		},
	);
});

const call = (world: Whereabouts, search: string) =>
	GET({
		url: new URL(`http://localhost/api/export?${search}`),
		locals: { whereabouts: world },
	} as never);

describe('GET /api/export', () => {
	it.each(formats.flatMap((one) => one.shapes.map((shape) => [one.id, shape, one] as const)))(
		'answers %s of %s as a file to keep',
		async (id, shape, { mediaType, extension }) => {
			const world = await crowded();
			const response = await call(world, `format=${id}&as=${shape}&q=Hajin&datetime=2019-02`);
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toBe(mediaType);
			expect(response.headers.get('content-disposition')).toBe(
				`attachment; filename="${shape}.${extension}"`,
			);
			const bytes = Buffer.from(await response.arrayBuffer());
			const query = { words: 'Hajin', datetime: day('2019-02') };
			const wanted = { query, format: id as FormatId, shape };
			const same = Buffer.concat(await Array.fromAsync(exported(world, wanted)));
			// The head of a GeoPackage and a zip hold the time.
			expect(bytes.length).toBe(same.length);
		},
	);

	it.each([
		['format=shp', /^format=shp: expected one of geojson,/],
		['format=lpf&as=mentions', /^as=mentions: /],
		['fromat=csv', /^fromat=csv: is not known here/],
		['bbox=1,2', /^bbox=1,2: expected four numbers/],
	])('refuses %s with the reason', async (search, reason) => {
		const response = await call(await smallWorld(), search);
		expect(response.status).toBe(400);
		expect((await response.json()).detail).toMatch(reason);
	});

	it('breaks off loudly when the corpus fails halfway', async () => {
		const world = await crowded();
		const failing = endless(world, () => {
			if (++pages > 20) throw new Error('the disk is gone');
		});
		let pages = 0;
		const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const response = await call(failing, 'format=csv&as=mentions');
		await expect(response.text()).rejects.toThrow('the disk is gone');
		expect(log).toHaveBeenCalledWith('/api/export:', expect.stringContaining('the disk is gone'));
		log.mockRestore();
		const at = endless(world, () => {
			throw new Error('the disk is gone');
		});
		await expect(call(at, 'format=geojsonseq&as=mentions')).rejects.toThrow('the disk is gone');
	});
});
