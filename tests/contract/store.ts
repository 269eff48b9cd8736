/** What every store promises (src/lib/server/store/port.ts). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mentionFeature } from '#lib/geo/features.ts';
import type { Document, Filter, ParsedMention, Place, Query } from '#lib/domain.ts';
import { QueryError } from '#lib/query.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';
import { addLayer, keepsLayers, squareAround } from './layers.ts';
import { keepsCounts } from './tally.ts';

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

const world = { z: 0, x: 0, y: 0 };
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

		it('writes the mentions of a page as features, and tells before where the next begins', async () => {
			const written: unknown[] = [];
			for (let cursor: string | undefined; ;) {
				const page = await store.mentions({ limit: 3 }, cursor);
				const { bytes, features, points, next } = await store.writtenMentions(
					{ limit: 3 },
					'geojsonseq',
					cursor,
				);
				const expected = page.items.map((item) => JSON.parse(JSON.stringify(mentionFeature(item))));
				const found = new TextDecoder().decode(bytes).split('\u001e').slice(1);
				expect(found.map((one) => JSON.parse(one))).toEqual(expected);
				expect(features).toBe(expected.length);
				expect([...points]).toEqual(
					expected.flatMap(({ geometry }) => geometry?.coordinates ?? []),
				);
				expect(next).toBe(page.next);
				expect(await store.nextMentions({ limit: 3 }, cursor)).toBe(page.next);
				written.push(...found);
				if (!next) break;
				cursor = next;
			}
			expect(written).toHaveLength(4);
		});

		it('writes mentions with their places as they are by then', async () => {
			const told = async () => {
				const { bytes } = await store.writtenMentions({ places: [hajin.id] }, 'geojsonseq');
				return new Set(
					new TextDecoder()
						.decode(bytes)
						.split('\u001e')
						.slice(1)
						.map((one) => JSON.parse(one))
						.map(({ geometry, properties }) =>
							JSON.stringify([properties.placeName, properties.placeKind, geometry.coordinates]),
						),
				);
			};
			expect(await told()).toEqual(new Set(['["gn:2","settlement",[40.83,34.7]]']));
			const moved = { ...hajin, name: 'Hajīn', kind: 'admin2', point: [40.9, 34.75] } as const;
			const text = 'Hajin again.';
			await store.save(document('again', text), [mention(text, 'Hajin', moved)]);
			expect(await told()).toEqual(new Set(['["Hajīn","admin2",[40.9,34.75]]']));
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

		it('finds what has no date in every interval where that is asked', async () => {
			await store.save(document('n', 'No time, Hajin.', { published: null }), [
				mention('No time, Hajin.', 'Hajin', hajin),
			]);
			const datetime = { from: '2019-04', to: '2019-12-31', undated: true };
			const asked = [];
			for (let cursor: string | undefined; ;) {
				const page = await store.mentions({ datetime, limit: 1 }, cursor);
				asked.push(...page.items.map(({ mention: { documentId } }) => documentId));
				if (!page.next) break;
				cursor = page.next;
			}
			expect(asked).toEqual(['b', 'b', 'n']);
			const { items } = await store.documents({ datetime });
			expect(items.map(({ id }) => id)).toEqual(['b', 'n']);
			const whole = { ...datetime, from: '2020', to: '2020' };
			expect(await ids({ datetime: whole })).toEqual(['gn:2']);
			expect(await ids({ datetime: { ...whole, undated: false } })).toEqual([]);
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

		it('keeps where a publisher is at home, through removal too', async () => {
			const { document: without } = (await store.document('a')) ?? {};
			expect(without).not.toHaveProperty('home');
			const homely = document('h', 'A quiet day.', { home: '-83,39.96' });
			await store.save(homely, []);
			await store.remove('h');
			await store.restore('h');
			expect((await store.document('h'))?.document).toEqual(homely);
			const { items } = await store.whole(10);
			expect(items.find((item) => item.document.id === 'h')?.document).toEqual(homely);
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

		it('tells what analysts have said of names, in how many documents', async () => {
			expect(await store.judgements(10)).toEqual([]);
			const third = 'Baghouz and Baghouz again, and Hajin.';
			const again = { ...mention(third, 'Baghouz', baghouz), start: 12, end: 19 };
			await store.save(document('c', third), [
				mention(third, 'Baghouz', baghouz),
				again,
				mention(third, 'Hajin', hajin),
			]);
			await store.review('a:14-21', 'corrected', zero);
			await store.review('b:0-7', 'confirmed');
			await store.review('c:0-7', 'corrected', zero);
			await store.review('c:12-19', 'corrected', zero);
			await store.review('c:31-36', 'rejected');
			expect(await store.judgements(10)).toEqual([
				{ surface: 'Baghouz', place: 'gn:0', documents: 2 },
				{ surface: 'Baghouz', place: 'gn:1', documents: 1 },
				{ surface: 'Hajin', place: null, documents: 1 },
			]);
			expect(await store.judgements(1)).toHaveLength(1);
			await store.review('b:0-7', 'suggested');
			expect(await store.judgements(10)).toHaveLength(2);
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

		it('saves many at once, each document once, and knows them by their hashes', async () => {
			const c = { document: document('c', 'Words of c.'), mentions: [] };
			const again = { document: document('a', first), mentions: [] };
			expect(await store.saveAll([again, c, c])).toEqual(['duplicate', 'added', 'duplicate']);
			expect(await store.known(['hash-a', 'hash-c', 'hash-x'])).toEqual(
				new Set(['hash-a', 'hash-c']),
			);
			expect(await store.saveAll([])).toEqual([]);
		});

		it('pages places in order of their ids, with the counts of the whole', async () => {
			const one = await store.placePage({ limit: 1 });
			expect(one.items.map(({ place: { id }, mentions }) => [id, mentions])).toEqual([['gn:1', 2]]);
			const two = await store.placePage({ limit: 1 }, one.next ?? '');
			expect(two.items.map(({ place: { id } }) => id)).toEqual(['gn:2']);
			expect(two.next).toBeNull();
			const near = { point: [40.83, 34.7] as const, km: 20 };
			expect((await store.placePage({ near })).items.map(({ place: { id } }) => id)).toEqual([
				'gn:2',
			]);
			await expect(store.placePage({}, 'x')).rejects.toThrow(QueryError);
		});

		it('filters by country, publisher and document set', async () => {
			const text = 'Fiji is far.';
			const more = { source: 'Another desk', set: 'islands' };
			await store.save(document('f', text, more), [mention(text, 'Fiji', fiji)]);
			expect(await ids({ country: 'FJ' })).toEqual(['iso:FJ']);
			expect(await ids({ source: 'Another desk' })).toEqual(['iso:FJ']);
			expect(await ids({ set: 'islands' })).toEqual(['iso:FJ']);
			const found = await store.documents({ country: 'FJ' });
			expect(found.items.map(({ id, set }) => [id, set])).toEqual([['f', 'islands']]);
		});

		it('counts mentions by time, as precisely as is known', async () => {
			await store.save(document('n', 'No time, Hajin.', { published: null }), [
				mention('No time, Hajin.', 'Hajin', hajin),
			]);
			expect(await store.timeline({}, 'month')).toEqual([
				{ period: null, mentions: 1, documents: 1 },
				{ period: '2019-03', mentions: 2, documents: 1 },
				{ period: '2019-04', mentions: 2, documents: 1 },
			]);
			expect((await store.timeline({ language: 'en' }, 'day')).map(({ period }) => period)).toEqual(
				[null, '2019-03-14'],
			);
			expect(await store.timeline({ places: ['gn:1'] }, 'year')).toEqual([
				{ period: '2019', mentions: 2, documents: 2 },
			]);
		});

		it('tells what the answers are of', async () => {
			const facets = await store.facets({});
			expect(facets.language).toEqual([
				{ value: 'en', mentions: 2 },
				{ value: 'nl', mentions: 2 },
			]);
			expect(facets.kind).toEqual([{ value: 'settlement', mentions: 3 }]);
			expect(facets.country).toEqual([{ value: 'SY', mentions: 3 }]);
			expect(facets.status).toEqual([{ value: 'suggested', mentions: 4 }]);
			expect(facets.source).toEqual([{ value: 'A desk', mentions: 4 }]);
			expect(facets.set).toEqual([]);
			expect((await store.facets({ words: 'spring' })).language).toEqual([
				{ value: 'nl', mentions: 2 },
			]);
		});

		it('shows the passage in which the words stand', async () => {
			const long = `${'Nothing here. '.repeat(40)}The evacuations went on all night.`;
			await store.save(document('l', long), []);
			const [{ snippet } = {}] = (await store.documents({ words: 'evacuation' })).items;
			expect(snippet?.text).toContain('evacuations went on');
			expect(snippet?.highlights.map(({ start, end }) => snippet.text.slice(start, end))).toEqual([
				'evacuations',
			]);
			const [inTitle] = (await store.documents({ words: 'title', document: 'a' })).items;
			expect(inTitle?.snippet).toBeNull();
			expect((await store.documents({})).items[0]).not.toHaveProperty('snippet');
		});

		// A language, what stands in the text, and what is looked for.
		it.each([
			['nl', 'De strijders verlieten de dorpen.', 'strijder dorp'],
			['nl', 'Het dorp werd ontruimd.', 'dorpen'],
			['en', 'The evacuated families were fleeing.', 'evacuate flee'],
			['en', 'A camp of displaced people.', 'camps'],
			['de', 'Die Dörfer an den Grenzen.', 'grenze'],
			['de', 'Die Kämpfer flohen.', 'Kämpfern'],
			['fr', 'Les villages ont été évacués.', 'village évacuée'],
			['es', 'Las evacuaciones de los campamentos.', 'evacuación campamento'],
			['ar', 'المدنيون في القُرى', 'القري'],
			['ar', 'سقطت المدينة أمس', 'المدينه'],
			['tr', 'Köylerden kaçanlar', 'köy'],
		])('finds in %s "%s" by "%s"', async (language, text, words) => {
			await store.save(document('s', text, { language }), []);
			const found = async (asked: Query) =>
				(await store.documents(asked)).items.map(({ id }) => id);
			expect(await found({ words, language })).toContain('s');
			// Who does not say the language finds it too.
			expect(await found({ words })).toContain('s');
			expect(await found({ words: `${words} -${words.split(' ')[0]}` })).toEqual([]);
		});

		it('takes quoted words as they are written, in their order', async () => {
			await store.save(document('q', 'The village of the old dam. Dams and villages.'), []);
			const found = async (words: string) => (await store.documents({ words })).items.length;
			expect(await found('"old dam"')).toBe(1);
			expect(await found('"dam old"')).toBe(0);
			expect(await found('"old dams"')).toBe(0);
			expect(await found('villag* dam')).toBe(1);
			expect(await found('old -"old dam"')).toBe(0);
		});

		it('finds words anywhere in a very long text', async () => {
			const text = `Beginning. ${'word '.repeat(30_000)}whistle by the river`;
			await store.save(document('long', text), []);
			const found = async (words: string) =>
				(await store.documents({ words })).items.map(({ id }) => id);
			expect(await found('beginning rivers')).toEqual(['long']);
			expect(await found('"whistle by the river"')).toEqual(['long']);
			expect(await found('word -whistle')).toEqual([]);
		});

		it('gives whole documents for a copy, review and all', async () => {
			const [{ id = '' } = {}] = (await store.document('a'))?.mentions ?? [];
			await store.review(id, 'corrected', zero);
			const one = await store.whole(1);
			expect(one.items.map(({ document: { id: of, text } }) => [of, text])).toEqual([['a', first]]);
			const [mine] = one.items[0]?.mentions ?? [];
			expect([mine?.status, mine?.place?.id, mine?.suggested?.id]).toEqual([
				'corrected',
				'gn:0',
				'gn:1',
			]);
			const two = await store.whole(1, one.next ?? '');
			expect(two.items[0]?.document.id).toBe('b');
			expect(two.next).toBeNull();
			await store.remove('a');
			await store.saveAll(one.items);
			expect((await store.whole(1)).items).toEqual(one.items);
			expect((await store.review(id, 'suggested'))?.place?.id).toBe('gn:1');
		});

		it('shows places on tiles, gathered far out', async () => {
			const [{ places: n, mentions } = { places: 0, mentions: 0 }] = await store.tile({}, world);
			expect([n, mentions]).toEqual([2, 3]);
			// Zoom 9 tells Baghouz from Hajin; a tile elsewhere is empty.
			const tile = { z: 9, x: 314, y: 203 };
			expect((await store.tile({}, tile)).map(({ place: { id } }) => id)).toEqual(['gn:1', 'gn:2']);
			expect(await store.tile({}, { z: 9, x: 0, y: 0 })).toEqual([]);
			expect((await store.tile({ words: 'night' }, tile)).map(({ mentions: m }) => m)).toEqual([
				1, 1,
			]);
			const text = 'Fiji.';
			await store.save(document('f', text), [mention(text, 'Fiji', fiji)]);
			expect(await store.tile({ country: 'FJ' }, world)).toEqual([]);
		});

		it('has another revision after every write, and the same while nothing is written', async () => {
			const revision = await store.revision();
			await store.places({});
			expect(await store.revision()).toBe(revision);
			await store.save(document('r', 'Words.'), []);
			const next = await store.revision();
			expect(next).not.toBe(revision);
			await store.review('a:14-21', 'confirmed');
			expect(await store.revision()).not.toBe(next);
		});

		it('pages documents that have common words as it pages others', async () => {
			const items = Array.from({ length: 2000 }, (_, i) => ({
				document: document(`n${String(i).padStart(4, '0')}`, `Common words of ${i}.`),
				mentions: [],
			}));
			await store.saveAll(items);
			const one = await store.documents({ words: 'common', limit: 2 });
			expect(one.items.map(({ id }) => id)).toEqual(['n0000', 'n0001']);
			const two = await store.documents({ words: 'common -1', limit: 2 }, one.next ?? '');
			expect(two.items.map(({ id }) => id)).toEqual(['n0002', 'n0003']);
		});

		it('goes on after a document that has gone, and finds words of a stretch of time', async () => {
			const days = ['2016-05', '2016-05-03', '2017-01-01', '2019-03-14', '2019-03-15'];
			for (const published of [...days, null]) {
				await store.save(document(`t${published}`, 'A gate of the dam.', { published }), []);
			}
			const found = async (query: Query, cursor?: string) =>
				(await store.documents({ words: 'gates dams', ...query }, cursor)).items.map(
					(one) => one.id,
				);
			const { next } = await store.documents({ words: 'gate', limit: 2 });
			expect(next).not.toBeNull();
			await store.remove('t2019-03-14');
			expect(await found({}, next ?? '')).toEqual([
				...['t2017-01-01', 't2016-05-03', 't2016-05', 'tnull'],
			]);
			expect(await found({ datetime: { from: '2016-05-03', to: '2016-05-03' } })).toEqual([
				...['t2016-05-03', 't2016-05'],
			]);
			expect(await found({ datetime: { from: null, to: '2016' } })).toHaveLength(2);
			expect(await found({ datetime: { from: '2017', to: null } })).toHaveLength(2);
			await store.save(document('t9999-12-31', 'A gate.', { published: '9999-12-31' }), []);
			expect((await store.documents({ words: 'gates' })).items[0]?.id).toBe('t9999-12-31');
			await store.remove('t9999-12-31');
			const undated = { from: '2019', to: null, undated: true };
			expect(await found({ datetime: undated })).toEqual(['t2019-03-15', 'tnull']);
		});

		it('lists the documents that say most of some words first, under every filter', async () => {
			const padding = 'Nothing else was told of the day by anybody there. '.repeat(20);
			await store.saveAll(
				[
					document('much', 'The convoys stood. A convoy left. Another convoy came.', {
						published: '2018-01-01',
					}),
					document('once', `A convoy was seen. ${padding}`, { language: 'nl' }),
					document('both', `The convoy met a flood. ${padding}`, { published: '2017-01-01' }),
					document('none', 'Rain, and a flood.'),
				].map((one) => ({ document: one, mentions: [] })),
			);
			const best = async (words: string, query: Query = {}) =>
				(await store.bestDocuments({ ...query, words })).map(({ id }) => id);
			const convoys = await best('convoy');
			expect(convoys[0]).toBe('much');
			expect(convoys.toSorted()).toEqual(['both', 'much', 'once']);
			expect(await best('convoys', { limit: 1 })).toEqual(['much']);
			expect(await best('convoy flood')).toEqual(['both']);
			expect(await best('convoy -flood')).toEqual(['much', 'once']);
			expect(await best('"a convoy" conv*')).toEqual(['much', 'once']);
			expect(await best('convoy', { language: 'nl' })).toEqual(['once']);
			expect(await best('convoy', { datetime: { from: '2018', to: null } })).toEqual([
				'much',
				'once',
			]);
			expect(await best('convoy', { country: 'SY' })).toEqual([]);
			expect(await best('-')).toEqual([]);
			const [found] = await store.bestDocuments({ words: 'baghouz', country: 'SY' });
			expect(found).toMatchObject({
				places: expect.any(Number),
				snippet: { text: expect.any(String) },
			});
		});

		it('weighs the latest of the documents that have common words, and all where those are few', async () => {
			const items = Array.from({ length: 6000 }, (_, i) => {
				const text = i === 5999 ? 'Common, common, common.' : `Common words of ${i}.`;
				const old = { published: '2001-01-01', language: 'nl' };
				return {
					document: document(`n${i}`, text, i < 5 ? old : { published: `20${10 + (i % 10)}` }),
					mentions: [],
				};
			});
			await store.saveAll(items);
			const found = await store.bestDocuments({ words: 'common', limit: 3 });
			expect(found).toHaveLength(3);
			expect(found[0]?.id).toBe('n5999');
			const early = await store.bestDocuments({ words: 'common', language: 'nl', limit: 3 });
			expect(early.map(({ id }) => id)).toEqual(['n0', 'n1', 'n2']);
			expect(await store.bestDocuments({ words: 'common', limit: 7000 })).toHaveLength(6000);
		});

		// An expression over the mentions of Baghouz, Hajin, Baghouz and "Kurdish", and who fulfils it.
		it.each<[string, Filter, string[]]>([
			['equality', { op: '=', field: 'place.name', value: 'gn:2' }, ['Hajin']],
			['case', { op: '=', field: 'mention.surface', value: 'hajin' }, []],
			['numbers', { op: '>', field: 'mention.confidence', value: 0.95 }, []],
			['population', { op: '<=', field: 'place.population', value: 0 }, ['B', 'B', 'Hajin']],
			['patterns', { op: 'like', field: 'mention.surface', pattern: 'H_j%' }, ['Hajin']],
			['patterns of case', { op: 'like', field: 'mention.surface', pattern: 'h%' }, []],
			['escaped patterns', { op: 'like', field: 'mention.surface', pattern: '\\%*' }, []],
			['lists', { op: 'in', field: 'document.language', values: ['nl', 'de'] }, ['B', 'Kurdish']],
			['lists of nothing', { op: 'in', field: 'document.language', values: [] }, []],
			// "Kurdish" is unresolved: nothing of its place is known.
			['what is not known', { op: 'null', field: 'place.admin1' }, ['B', 'B', 'Hajin', 'Kurdish']],
			['no place', { op: 'null', field: 'place.id' }, ['Kurdish']],
			['some place', { op: 'not', arg: { op: 'null', field: 'place.id' } }, ['B', 'B', 'Hajin']],
			// Of what is not known nothing is true, nor its opposite.
			[
				'not a list of nothing',
				{ op: 'not', arg: { op: 'in', field: 'place.id', values: [] } },
				['B', 'B', 'Hajin'],
			],
			[
				'not what nothing has',
				{ op: 'not', arg: { op: '=', field: 'place.country', value: 'XX' } },
				['B', 'B', 'Hajin'],
			],
			[
				'not a comparison with what is not known',
				{ op: 'not', arg: { op: '=', field: 'place.admin1', value: 'Deir ez-Zor' } },
				[],
			],
			[
				'not boxes',
				{ op: 'not', arg: { op: 'meets', bbox: [0, -89, 1, -88] } },
				['B', 'B', 'Hajin'],
			],
			[
				'not one of two',
				{
					op: 'not',
					arg: {
						op: 'or',
						args: [
							{ op: '=', field: 'mention.surface', value: 'Hajin' },
							{ op: '=', field: 'place.country', value: 'XX' },
						],
					},
				},
				['B', 'B'],
			],
			['boxes', { op: 'meets', bbox: [40.8, 34.6, 40.9, 34.8] }, ['Hajin']],
			[
				'dates after',
				{ op: '>', field: 'document.published', value: '2019-03-14' },
				['B', 'Kurdish'],
			],
			// "2019-04" has days after the third of April, and is not before it.
			[
				'vague dates',
				{ op: '>=', field: 'document.published', value: '2019-04-03' },
				['B', 'Kurdish'],
			],
			[
				'dates before',
				{ op: '<', field: 'document.published', value: '2019-04-03' },
				['B', 'Hajin'],
			],
			[
				'and, or, not',
				{
					op: 'and',
					args: [
						{ op: 'not', arg: { op: '=', field: 'mention.kind', value: 'people' } },
						{
							op: 'or',
							args: [
								{ op: '=', field: 'mention.surface', value: 'Hajin' },
								{ op: '=', field: 'document.id', value: 'b' },
							],
						},
					],
				},
				['B', 'Hajin'],
			],
		])('filters by an expression of %s', async (_, filter, expected) => {
			const found = (await store.mentions({ filter })).items
				.map(({ mention: { surface } }) => surface.replace('Baghouz', 'B'))
				.sort();
			expect(found).toEqual(expected);
			const documents = new Set(
				(await store.mentions({ filter })).items.map((one) => one.document.id),
			);
			// A document is denied as a whole, not mention by mention.
			if (filter.op !== 'and' && filter.op !== 'not') {
				const listed = (await store.documents({ filter })).items.map(({ id }) => id);
				expect(new Set(listed)).toEqual(documents);
			}
		});

		it('answers from counts it keeps as if it counted anew, whatever was written', () =>
			keepsCounts(store));

		it('counts rightly while others write', async () => {
			const count = 30;
			for (let i = 0; i < count; i++) {
				const text = `Hajin, and ${i} more.`;
				await store.save(document(`w${i}`, text, { language: 'fr' }), [
					mention(text, 'Hajin', hajin),
				]);
			}
			const writing = Promise.all(
				Array.from({ length: count }, (_, i) => store.review(`w${i}:0-5`, 'confirmed')),
			);
			const query: Query = { language: 'fr', country: 'SY' };
			const asking = Array.from({ length: 40 }, async () => {
				const [{ country }, documents, mentions] = await Promise.all([
					store.facets(query),
					store.documents({ ...query, limit: 100 }),
					store.mentions({ ...query, bbox: [40, 34, 41, 35], limit: 100 }),
				]);
				return [country[0]?.mentions, documents.items.length, mentions.items.length];
			});
			for (const answer of await Promise.all(asking)) expect(answer).toEqual([count, count, count]);
			await writing;
			const { status } = await store.facets(query);
			expect(status).toEqual([{ value: 'confirmed', mentions: count }]);
		});

		it('refuses a cursor that no page gave', async () => {
			await expect(store.documents({}, 'x')).rejects.toThrow(QueryError);
			await expect(store.mentions({}, btoa('["a"]'))).rejects.toThrow(/cursor=.*"next"/);
		});

		it('keeps layers with their features, draws them as told, and gives a removed one back', () =>
			keepsLayers(store));

		it('finds places around a feature of a layer, and inside it', async () => {
			await addLayer(store, 'zone', [squareAround(40.99, 34.43, 0.1), squareAround(0, 0, 1)]);
			const around = { layer: 'zone', feature: 0, km: 0 };
			expect(await ids({ around })).toEqual(['gn:1']);
			expect(await ids({ around: { ...around, km: 60 } })).toEqual(['gn:1', 'gn:2']);
			expect(await ids({ around: { ...around, feature: 1 } })).toEqual([]);
			const surfaces = (await store.mentions({ around })).items.map(({ mention: m }) => m.surface);
			expect(surfaces).toEqual(['Baghouz', 'Baghouz']);
			const near = { point: [40.83, 34.7] as const, km: 5 };
			expect(await ids({ around: { ...around, km: 60 }, near })).toEqual(['gn:2']);
			await expect(store.places({ around: { ...around, feature: 7 } })).rejects.toThrow(
				/around=zone,7,0: there is no such layer or feature/,
			);
		});

		it('remembers what it is told of itself', async () => {
			expect(await store.setting('colour')).toBeNull();
			await store.keepSetting('colour', 'red');
			await store.keepSetting('colour', 'blue');
			expect(await store.setting('colour')).toBe('blue');
		});
	});
}
