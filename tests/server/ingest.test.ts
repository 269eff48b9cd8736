import { describe, expect, it, onTestFinished } from 'vitest';
import type { Told } from '#lib/geoparse/geoparse.ts';
import { startGeoparseThreads } from '#lib/server/geoparse-threads.ts';
import { loadGeoparser } from '#lib/server/geoparser.ts';
import { ingestFile, ingestPasted } from '#lib/server/ingest.ts';
import { gazetteer } from '../fixtures/gazetteer.ts';
import { bytes, smallWorld } from './world.ts';

const article =
	'---\ntitle: The last village\nsource: A desk\nurl: https://example.org/x\ndate: 2019-03-23\n---\n\nFighters left Baghouz for Hajin. Baghouz fell.\n';

describe('taking a file in', () => {
	it('keeps its text, what it says of itself, and the places it names', async () => {
		const world = await smallWorld();
		const result = await ingestFile(world, 'village.md', bytes(article));
		expect(result).toMatchObject({ name: 'village.md', outcome: 'added', mentions: 3 });
		const found = await world.store.document('document' in result ? result.document : '');
		expect(found?.document).toMatchObject({
			title: 'The last village',
			source: 'A desk',
			url: 'https://example.org/x',
			published: '2019-03-23',
			language: 'en',
		});
		for (const { start, end, surface } of found?.mentions ?? []) {
			expect(found?.document.text.slice(start, end)).toBe(surface);
		}
		expect(found?.mentions.map(({ place }) => place?.id)).toEqual([
			'gn:171944',
			'gn:174506',
			'gn:171944',
		]);
	});

	it('recognises the same text under another name', async () => {
		const world = await smallWorld();
		await ingestFile(world, 'a.txt', bytes('A night in Baghouz.\r\n'));
		const again = await ingestFile(world, 'b.txt', bytes('\uFEFFA night in Baghouz.'));
		expect(again.outcome).toBe('duplicate');
		expect((await world.store.counts()).documents).toBe(1);
	});

	it('refuses what it cannot read by name, and takes the others', async () => {
		const world = await smallWorld();
		const files: [string, Uint8Array][] = [
			['data.txt', bytes('PK\u0003\u0004\u0000')],
			['latin.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9])],
			['empty.txt', bytes(' \n')],
			['huge.txt', new Uint8Array(10 * 1024 * 1024 + 1).fill(97)],
			['good.txt', bytes('Aleppo by day.')],
		];
		const results = [];
		for (const [name, file] of files) results.push(await ingestFile(world, name, file));
		expect(results.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
			'data.txt refused',
			'latin.txt refused',
			'empty.txt refused',
			'huge.txt refused',
			'good.txt added',
		]);
		const reasons = results.flatMap((result) => ('reason' in result ? [result.reason] : []));
		expect(reasons.join('\n')).toMatch(/control characters[^]*UTF-8[^]*no words[^]*10 MB/);
	});

	it('believes the person who pasted over the text itself', async () => {
		const world = await smallWorld();
		const pasted = {
			name: null,
			title: 'Mine',
			source: null,
			home: null,
			url: null,
			published: '2020',
		};
		const text = 'Title: Theirs\nDate: 2019\n\nA night in Hajin.';
		const result = await ingestPasted(world, { ...pasted, text });
		const found = await world.store.document('document' in result ? result.document : '');
		expect(found?.document).toMatchObject({ title: 'Mine', published: '2020' });
		expect(found?.document.text).toBe('A night in Hajin.');
	});

	it('keeps where a publisher is at home, and refuses one that was typed and is not known', async () => {
		const world = await smallWorld();
		const geoparse = loadGeoparser();
		const real = {
			...world,
			geoparse: async (text: string, told?: Told) => geoparse(text, told),
		};
		const fields = { name: null, title: null, source: null, url: null, published: null };
		const text = 'The council of Dublin voted on Monday.';
		const wrong = await ingestPasted(real, { ...fields, text, home: 'Nowhereville' });
		expect(wrong).toMatchObject({ outcome: 'refused' });
		expect('reason' in wrong && wrong.reason).toMatch(/Nowhereville[^]*Columbus, Ohio/);
		const right = await ingestPasted(real, { ...fields, text, home: 'Columbus, Ohio' });
		const found = await world.store.document('document' in right ? right.document : '');
		expect(found?.document.home).toBe('gn:4509177');
		expect(found?.mentions[0]?.place?.admin1).toBe('Ohio');
		const file = bytes('---\nhome: Nowhereville\n---\nA quiet day in Hajin.');
		const kept = await ingestFile(real, 'a.md', file);
		expect(kept).toMatchObject({
			outcome: 'added',
			notes: [expect.stringMatching('Nowhereville')],
		});
	});

	it('learns of the analyst what a name means in this corpus', async () => {
		const world = await smallWorld();
		const threads = startGeoparseThreads({ most: 1 });
		onTestFinished(() => threads.stop());
		const real = { ...world, geoparse: threads.geoparse };
		const read = async (text: string) => {
			const result = await ingestFile(real, 'a.txt', bytes(text));
			const found = await world.store.document('document' in result ? result.document : '');
			return found?.mentions.find(({ surface }) => surface === 'Dublin');
		};
		const first = await read('The council of Dublin voted on Monday.');
		expect(first?.place?.country).toBe('IE');
		const [ohio] = gazetteer.lookup('Dublin').filter(({ place }) => place.country === 'US');
		await world.store.review(first?.id ?? '', 'corrected', ohio?.place);
		const second = await read('The mayor of Dublin left on Monday.');
		expect(second?.place?.id).toBe(ohio?.place.id);
		await world.store.review(first?.id ?? '', 'suggested');
		expect((await read('The budget of Dublin grew.'))?.place?.country).toBe('IE');
	});

	it('gives a text without a title its file name, or its first words', async () => {
		const world = await smallWorld();
		const text = 'In Aleppo the market opened again after four long years of war, and people came.';
		const named = await ingestFile(world, 'market-notes.txt', bytes(text));
		const titleOf = async (id: string) => (await world.store.document(id))?.document.title;
		expect(await titleOf('document' in named ? named.document : '')).toBe('market notes');
		const fields = {
			name: null,
			title: null,
			source: null,
			home: null,
			url: null,
			published: null,
		};
		const bare = await ingestPasted(world, { ...fields, text: `${text} Again.` });
		expect(await titleOf('document' in bare ? bare.document : '')).toBe(
			'In Aleppo the market opened again after four long years of war, and people…',
		);
	});

	it('lets a failure of the program through, and keeps nothing of that file', async () => {
		const world = await smallWorld();
		const broken = { ...world, geoparse: () => Promise.reject(new Error('out of memory')) };
		await expect(ingestFile(broken, 'a.txt', bytes('Words.'))).rejects.toThrow('out of memory');
		expect((await world.store.counts()).documents).toBe(0);
	});
});
