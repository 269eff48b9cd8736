/** Whatever is written in whatever order, what a store has counted before is what it counts now. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Document, Filter, MentionStatus, Place, Query } from '#lib/domain.ts';
import type { CorpusStore, MentionToSave } from '#lib/server/store/port.ts';

/** True of every mention, and nothing that is counted in advance. */
const counted: Filter = { op: 'not', arg: { op: 'null', field: 'document.id' } };

const placeOf = (number: number, kind: Place['kind'], country: string): Place => ({
	...{ id: `tally:${number}`, name: `Place ${number}`, names: {}, kind, country },
	...{ point: [number * 20 - 40, number * 10 - 20], bbox: null, admin1: null, population: 0 },
});

const place = fc
	.tuple(
		fc.nat(4),
		fc.constantFrom<Place['kind']>('settlement', 'region'),
		fc.constantFrom('SY', 'IQ'),
	)
	.map((parts) => placeOf(...parts));
const mention = fc.record({
	place: fc.option(place),
	kind: fc.constantFrom<MentionToSave['kind']>('name', 'demonym', 'people'),
	status: fc.constantFrom<MentionStatus>('suggested', 'confirmed', 'rejected'),
});
const documents = 6;
const number = fc.nat(documents - 1);
const write = fc.oneof(
	fc.record({
		write: fc.constant('save' as const),
		number,
		published: fc.constantFrom(null, '2018', '2018-12', '2018-12-31', '2019-01-01', '2019-06'),
		language: fc.constantFrom('en', 'nl'),
		set: fc.constantFrom(null, 'a set'),
		mentions: fc.array(mention, { maxLength: 6 }),
	}),
	fc.record({ write: fc.constantFrom('remove' as const, 'restore' as const), number }),
	fc.record({
		write: fc.constant('review' as const),
		number,
		which: fc.nat(5),
		status: fc.constantFrom<MentionStatus>('suggested', 'confirmed', 'corrected', 'rejected'),
		place,
	}),
);
type Write = typeof write extends fc.Arbitrary<infer W> ? W : never;

const idOf = (number: number) => `tally-${number}`;

function documentOf({ number, published, language, set }: Write & { write: 'save' }): Document {
	const [id, text] = [idOf(number), `Words of ${number}.`.padEnd(100, '.')];
	const from = { source: number % 2 ? 'A desk' : null, url: null, imported: '2026-01-01' };
	return { id, title: id, text, hash: id, published, language, set, ...from };
}

async function make(store: CorpusStore, one: Write): Promise<void> {
	switch (one.write) {
		case 'save': {
			const mentions = one.mentions.map((mention, i): MentionToSave => ({
				...{ start: i * 10, end: i * 10 + 5, surface: 'Words', confidence: 0.5, metonym: false },
				...{ ...mention, candidates: [] },
			}));
			await store.saveAll([{ document: documentOf(one), mentions }]);
			return;
		}
		case 'review': {
			const id = `${idOf(one.number)}:${one.which * 10}-${one.which * 10 + 5}`;
			const chosen = one.status === 'corrected' ? one.place : undefined;
			await store.review(id, one.status, chosen);
			return;
		}
		default:
			await store[one.write](idOf(one.number));
	}
}

const queries: readonly Query[] = [
	{},
	{ demonyms: false },
	{ datetime: { from: '2018', to: '2018' } },
	{ datetime: { from: '2018-01', to: '2019-12-31' }, demonyms: false },
	{ datetime: { from: null, to: '2018-12' } },
	{ datetime: { from: '2018-12', to: '2019-01' } },
	{ bbox: [-50, -30, 10, 30] },
	{ kind: 'region', country: 'IQ' },
	{ near: { point: [0, 0], km: 2000 }, datetime: { from: '2019', to: null } },
	{ places: ['tally:1', 'tally:3'], limit: 1 },
	{ language: 'nl' },
	{ source: 'A desk', datetime: { from: '2018-12-31', to: '2019-01' } },
	{ set: 'a set', demonyms: false, limit: 2 },
	{ status: 'confirmed', kind: 'settlement' },
	{ status: 'rejected', country: 'SY' },
	{ words: 'words -3', datetime: { from: '2018', to: '2018', undated: true } },
	{ words: 'nowhere' },
	{ bbox: [-50, -30, 10, 30], language: 'en' },
];

async function answers(store: CorpusStore, query: Query) {
	const pages = async (cursor?: string): Promise<unknown[]> => {
		const { items, next } = await store.placePage({ ...query, limit: 2 }, cursor);
		return next ? [...items, ...(await pages(next))] : [...items];
	};
	const documents = async (cursor?: string): Promise<unknown[]> => {
		const { items, next } = await store.documents({ ...query, limit: 2 }, cursor);
		return next ? [...items, ...(await documents(next))] : [...items];
	};
	const tiles = [0, 1].flatMap((x) => [0, 1].map((y) => ({ z: 1, x, y })));
	const mentions = async (cursor?: string): Promise<unknown[]> => {
		const { items, next } = await store.mentions({ ...query, limit: 3 }, cursor);
		return next ? [...items, ...(await mentions(next))] : [...items];
	};
	return {
		mentions: await mentions(),
		places: await store.places(query),
		pages: await pages(),
		months: await store.timeline(query, 'month'),
		facets: await store.facets(query),
		documents: await documents(),
		tiles: await Promise.all(
			[{ z: 0, x: 0, y: 0 }, ...tiles, { z: 3, x: 3, y: 4 }].map((tile) => store.tile(query, tile)),
		),
	};
}

export async function keepsCounts(store: CorpusStore): Promise<void> {
	await fc.assert(
		fc.asyncProperty(fc.array(write, { minLength: 10, maxLength: 30 }), async (writes) => {
			for (const one of writes) await make(store, one);
			for (const query of queries) {
				expect(await answers(store, query), JSON.stringify(query)).toEqual(
					await answers(store, { ...query, filter: counted }),
				);
			}
			const all = await store.places({ filter: counted });
			const mentions = (await store.timeline({ filter: counted }, 'year')).map(
				(one) => one.mentions,
			);
			expect(await store.counts()).toMatchObject({
				mentions: mentions.reduce((sum, count) => sum + count, 0),
				places: all.length,
			});
		}),
		{ numRuns: 12 },
	);
}
