/** What every store promises (src/lib/server/store/port.ts). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document, ParsedMention, Place, Query } from '#lib/domain.ts';
import { QueryError } from '#lib/query.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';

const place = (id: string, lon: number, lat: number, more: Partial<Place> = {}): Place => ({
	id,
	name: id,
	names: {},
	kind: 'settlement',
	point: [lon, lat],
	bbox: null,
	country: 'SY',
	admin1: null,
	population: 0,
	...more,
});

const baghouz = place('gn:1', 40.99, 34.43);
const hajin = place('gn:2', 40.83, 34.7);
const fiji = place('iso:FJ', 178, -18, {
	kind: 'country',
	country: 'FJ',
	bbox: [177, -20, -178, -15],
});
const zero = place('gn:0', 0, 0);

export function document(id: string, text: string, more: Partial<Document> = {}): Document {
	return {
		id,
		title: `Title ${id}`,
		source: 'A desk',
		url: 'https://example.org/a',
		published: '2019-03-14',
		set: null,
		language: 'en',
		text,
		hash: `hash-${id}`,
		imported: '2026-01-01T00:00:00.000Z',
		...more,
	};
}

function mention(
	text: string,
	surface: string,
	of: Place | null,
	more: Partial<ParsedMention> = {},
): ParsedMention {
	const start = text.indexOf(surface);
	return {
		start,
		end: start + surface.length,
		surface,
		kind: 'name',
		place: of,
		candidates: of ? [{ place: of, score: 1, reasons: [] }] : [],
		confidence: 0.9,
		metonym: false,
		...more,
	};
}

const first = 'Fighters left Baghouz. They went to Hajin by night.';
const second = 'Baghouz fell in the spring. The Kurdish forces said so.';

export function storeContract(name: string, open: () => Promise<CorpusStore>): void {
	describe(`the store ${name}`, () => {
		let store: CorpusStore;
		beforeEach(async () => {
			store = await open();
			await store.save(document('a', first), [
				mention(first, 'Baghouz', baghouz),
				mention(first, 'Hajin', hajin),
			]);
			await store.save(document('b', second, { published: '2019-04', language: 'nl' }), [
				mention(second, 'Baghouz', baghouz),
				mention(second, 'Kurdish', null, { kind: 'people' }),
			]);
		});
		afterEach(() => store.close());

		const ids = async (query = {}) => (await store.places(query)).map(({ place: { id } }) => id);

		it('gives a document back as it was saved, with its mentions in order', async () => {
			const found = await store.document('a');
			expect(found?.document).toEqual(document('a', first));
			expect(found?.mentions.map(({ surface, status }) => [surface, status])).toEqual([
				['Baghouz', 'suggested'],
				['Hajin', 'suggested'],
			]);
			expect(await store.document('nowhere')).toBeNull();
		});

		it('takes the same text once', async () => {
			expect(await store.save(document('a', first), [])).toBe('duplicate');
			expect(await store.counts()).toEqual({ documents: 2, mentions: 4, places: 2 });
		});

		it('counts places, most mentioned first', async () => {
			const counts = (await store.places({})).map(({ place: { id }, mentions, documents }) => [
				id,
				mentions,
				documents,
			]);
			expect(counts).toEqual([
				['gn:1', 2, 2],
				['gn:2', 1, 1],
			]);
		});

		it('lists excerpts newest first, page by page, none twice', async () => {
			const seen: string[] = [];
			let cursor: string | undefined;
			do {
				const page = await store.mentions({ limit: 1 }, cursor);
				seen.push(...page.items.map(({ mention: { id } }) => id));
				cursor = page.next ?? undefined;
			} while (cursor);
			expect(seen).toHaveLength(4);
			expect(new Set(seen).size).toBe(4);
			expect(seen[0]?.startsWith('b:')).toBe(true);
			const [{ excerpt, document: of } = {}] = (await store.mentions({ places: ['gn:2'] })).items;
			expect(excerpt?.text.slice(excerpt.mention.start, excerpt.mention.end)).toBe('Hajin');
			expect(of).not.toHaveProperty('text');
		});

		it('pages documents newest first and stays right while others write', async () => {
			const one = await store.documents({ limit: 1 });
			expect(one.items.map(({ id, mentions, places }) => [id, mentions, places])).toEqual([
				['b', 2, 1],
			]);
			await store.save(document('c', 'Later.', { published: '2020' }), []);
			const two = await store.documents({ limit: 1 }, one.next ?? '');
			expect(two.items.map(({ id }) => id)).toEqual(['a']);
		});

		it('filters by words, language, time and box', async () => {
			expect(await ids({ words: 'fighters night' })).toEqual(['gn:1', 'gn:2']);
			expect(await ids({ words: 'fighters spring' })).toEqual([]);
			expect(await ids({ words: '"the spring" -fighters' })).toEqual(['gn:1']);
			expect(await ids({ words: 'figh*' })).toEqual(['gn:1', 'gn:2']);
			expect(await ids({ words: '" OR *' })).toEqual([]);
			expect(await ids({ language: 'nl' })).toEqual(['gn:1']);
			expect(await ids({ datetime: { from: null, to: '2019-03' } })).toEqual(['gn:1', 'gn:2']);
			expect(await ids({ datetime: { from: '2019-04', to: null } })).toEqual(['gn:1']);
			expect(await ids({ bbox: [40.8, 34.6, 40.9, 34.8] })).toEqual(['gn:2']);
			expect(await ids({ kind: 'country' })).toEqual([]);
			expect(await ids({ places: ['gn:2', 'gn:9'] })).toEqual(['gn:2']);
			expect(await ids({ places: [] })).toEqual([]);
		});

		it('finds a vague date in every interval that has a day of it', async () => {
			const between = (from: string | null, to: string | null) => ids({ datetime: { from, to } });
			// Document b is of "2019-04".
			expect(await between('2019-04-10', '2019-04-20')).toEqual(['gn:1']);
			expect(await between('2019-04-30', null)).toEqual(['gn:1']);
			expect(await between('2019-05-01', null)).toEqual([]);
			expect(await between(null, '2019-04-01')).toEqual(['gn:1', 'gn:2']);
			await store.save(document('y', 'Some time.', { published: '2018' }), []);
			await store.save(document('n', 'No time.', { published: null }), []);
			const found = await store.documents({ datetime: { from: '2018-06', to: '2018-07' } });
			expect(found.items.map(({ id }) => id)).toEqual(['y']);
			const before = await store.documents({ datetime: { from: null, to: '2019-01' } });
			expect(before.items.map(({ id }) => id)).toEqual(['y']);
			expect((await store.documents({})).items.at(-1)?.published).toBeNull();
		});

		it('finds words whatever their accents, case and Arabic spelling', async () => {
			await store.save(document('é', 'Le café de Mossoul a rouvert.', { language: 'fr' }), []);
			await store.save(document('ar', 'سقطت آخر القُرى أمس', { language: 'ar' }), []);
			const found = async (words: string) =>
				(await store.documents({ words })).items.map(({ id }) => id);
			expect(await found('CAFE')).toEqual(['é']);
			expect(await found('امس القري')).toEqual(['ar']);
			expect(await found("caf* -l'eau")).toEqual(['é']);
			expect(await found('title')).toHaveLength(4);
		});

		it('finds places near a point, nearest first, and across the antimeridian and at zero', async () => {
			expect(await ids({ near: { point: [40.83, 34.7], km: 20 } })).toEqual(['gn:2']);
			expect(await ids({ near: { point: [40.83, 34.7], km: 60 } })).toEqual(['gn:2', 'gn:1']);
			const text = 'Fiji and Null Island.';
			await store.save(document('z', text), [
				mention(text, 'Fiji', fiji),
				mention(text, 'Null Island', zero),
			]);
			expect(await ids({ bbox: [179, -19, -179, -17] })).toEqual(['iso:FJ']);
			expect(await ids({ bbox: [-180, -19, -179, -17] })).toEqual(['iso:FJ']);
			expect(await ids({ bbox: [20, -20, 30, -15] })).toEqual([]);
			expect(await ids({ bbox: [-1, -1, 1, 1] })).toContain('gn:0');
			expect(await ids({ near: { point: [0, 0], km: 1 } })).toEqual(['gn:0']);
		});

		it('forgets and remembers a document with its review', async () => {
			const [{ id = '' } = {}] = (await store.document('a'))?.mentions ?? [];
			await store.review(id, 'confirmed');
			expect(await store.remove('a')).toBe(true);
			expect(await store.remove('a')).toBe(false);
			expect(await store.document('a')).toBeNull();
			expect(await ids()).toEqual(['gn:1']);
			expect(await store.restore('a')).toBe(true);
			expect((await store.document('a'))?.mentions[0]?.status).toBe('confirmed');
		});

		it('takes a removed text in again', async () => {
			await store.remove('a');
			expect(await store.save(document('a', first), [])).toBe('added');
			expect((await store.document('a'))?.mentions).toEqual([]);
		});

		it('moves a corrected mention to its place, hides a rejected one, and takes both back', async () => {
			const [{ id = '' } = {}] = (await store.document('a'))?.mentions ?? [];
			expect((await store.review(id, 'corrected', zero))?.place?.id).toBe('gn:0');
			expect(await ids({ document: 'a' })).toEqual(['gn:0', 'gn:2']);
			expect((await store.review(id, 'confirmed'))?.place?.id).toBe('gn:0');
			await store.review(id, 'rejected');
			expect(await ids({ document: 'a' })).toEqual(['gn:2']);
			expect(await ids({ status: 'rejected' })).toEqual(['gn:0']);
			const back = await store.review(id, 'suggested');
			expect([back?.place?.id, back?.status]).toEqual(['gn:1', 'suggested']);
			expect(back?.candidates.map(({ place: { id: of } }) => of)).toEqual(['gn:1']);
			expect(await ids({ document: 'a' })).toEqual(['gn:1', 'gn:2']);
			expect(await store.review('a:900-901', 'confirmed')).toBeNull();
			expect(await store.review('nonsense', 'confirmed')).toBeNull();
		});

		it('lists a document whose every mention was rejected, unless mentions are asked for', async () => {
			for (const { id } of (await store.document('a'))?.mentions ?? []) {
				await store.review(id, 'rejected');
			}
			const listed = async (query: Query) =>
				(await store.documents(query)).items.map(({ id, mentions }) => [id, mentions]);
			expect(await listed({})).toEqual([
				['b', 2],
				['a', 0],
			]);
			expect(await listed({ places: ['gn:1'] })).toEqual([['b', 1]]);
			expect(await listed({ status: 'rejected' })).toEqual([['a', 2]]);
			expect(await listed({ demonyms: false })).toEqual([
				['b', 1],
				['a', 0],
			]);
		});

		it('refuses a cursor that no page gave', async () => {
			await expect(store.documents({}, 'x')).rejects.toThrow(QueryError);
			await expect(store.mentions({}, btoa('["a"]'))).rejects.toThrow(/cursor=.*"next"/);
		});

		it('remembers what it is told of itself', async () => {
			expect(await store.setting('colour')).toBeNull();
			await store.keepSetting('colour', 'red');
			await store.keepSetting('colour', 'blue');
			expect(await store.setting('colour')).toBe('blue');
		});
	});
}
