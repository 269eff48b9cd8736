import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readInput, UsageError } from '../../src/cli/command.ts';
import { exportCommand } from '../../src/cli/export.ts';
import { queryOf } from '../../src/cli/filters.ts';
import { temporaryFolder } from '../server/world.ts';
import { run } from './whereabouts.ts';

describe('options', () => {
	it('ask the same question as an address does', () => {
		const args = ['--bbox', '-10,35,5,44', '--near=-3,40,50', '--place', 'a:1', '--place', 'a:2'];
		expect(queryOf(readInput(exportCommand, [...args, '--demonyms', 'false']))).toEqual({
			bbox: [-10, 35, 5, 44],
			near: { point: [-3, 40], km: 50 },
			places: ['a:1', 'a:2'],
			demonyms: false,
		});
	});

	it('are refused when the command does not know them', () => {
		expect(() => readInput(exportCommand, ['--colour', 'red'])).toThrow(UsageError);
		expect(() => queryOf(readInput(exportCommand, ['--near', '1,2']))).toThrow(/^near=1,2: /);
	});
});

describe('a layer', () => {
	it('is added once, listed, and asked around by the other commands', async () => {
		const data = temporaryFolder();
		const folder = temporaryFolder();
		const posts = join(folder, 'posts.csv');
		writeFileSync(posts, 'name,lon,lat\nPost 3,40.9,34.5\n');
		writeFileSync(
			join(folder, 'a.txt'),
			'Fighters left Baghouz for Hajin. In Paris nobody spoke of Syria.',
		);
		await run(['import', join(folder, 'a.txt')], data);
		expect((await run(['layer', posts], data)).out).toBe('posts.csv: added\n');
		expect((await run(['layer', folder], data)).out).toBe('posts.csv: already there\n');
		const listed = (await run(['layer'], data)).out;
		expect(listed).toMatch(/^[\da-f]{16}\t1\tposts\n$/);
		const around = `--around=${listed.slice(0, 16)},0,50`;
		const found = JSON.parse((await run(['export', around, '--as', 'places'], data)).out);
		const names = found.features.map(({ properties }: GeoJSON.Feature) => properties?.name);
		expect(names.sort()).toEqual(['Hajin', 'Syria']);
	});

	it('that cannot be drawn is refused with its path, why, and what to do', async () => {
		const folder = temporaryFolder();
		const metres = join(folder, 'metres.csv');
		writeFileSync(metres, 'x,y\n155000,463000\n');
		const { code, err } = await run(['layer', metres, join(folder, 'gone.kml')], temporaryFolder());
		expect(code).toBe(1);
		expect(err).toContain(`${metres} line 2 has the longitude 155000`);
		expect(err).toContain('gone.kml is not there: check the path.');
	});
});

describe('a file of bytes', () => {
	it('is not written to a terminal', async () => {
		const was = process.stdout.isTTY;
		onTestFinished(() => void (process.stdout.isTTY = was));
		process.stdout.isTTY = true;
		const input = readInput(exportCommand, ['--format', 'gpkg']);
		await expect(exportCommand.run(input)).rejects.toThrow(
			new UsageError('export: GeoPackage is no text for a terminal: name a file with --out.'),
		);
	});
});

describe('the command line', { timeout: 60_000 }, () => {
	it('explains itself, and tells a wrong call from a failed one', async () => {
		const folder = temporaryFolder();
		const help = await run(['--help'], folder);
		expect([help.code, help.err]).toEqual([0, '']);
		for (const name of ['import', 'geoparse', 'documents', 'export', 'serve']) {
			expect(help.out).toContain(`\n  ${name} `);
		}
		const wrong = await run(['imprt'], folder);
		expect([wrong.code, wrong.out]).toEqual([2, '']);
		expect(wrong.err).toContain('There is no command imprt.');
		expect(wrong.err).toContain('See: whereabouts --help');
		const filter = await run(['export', '--bbox', '1,2'], folder);
		expect([filter.code, filter.err]).toEqual([2, expect.stringContaining('--bbox=1,2: expected')]);
		expect(filter.err).toContain('See: whereabouts export --help');
		const missing = await run(['import', join(folder, 'nothing.txt')], folder);
		expect([missing.code, missing.err]).toEqual([
			1,
			expect.stringContaining('nothing.txt is not there'),
		]);
	});

	it('answers nothing of a folder without a corpus, and makes none there', async () => {
		const data = join(temporaryFolder(), 'mistyped');
		for (const command of ['documents', 'export']) {
			const { code, out, err } = await run([command], data);
			expect([code, out]).toEqual([1, '']);
			expect(err).toContain(`There is no corpus in the folder ${data}`);
		}
		expect(existsSync(data)).toBe(false);
	});

	it('takes a folder for the files in it that can be read', async () => {
		const folder = temporaryFolder();
		const articles = join(folder, 'articles');
		mkdirSync(join(articles, 'march', '.drafts'), { recursive: true });
		for (const name of ['a.txt', 'march/b.MD', 'march/.drafts/c.txt', 'photo.jpg']) {
			writeFileSync(join(articles, name), `A night in Hajin, Syria: ${name}.`);
		}
		const data = join(folder, 'data');
		const imported = await run(['import', articles], data);
		expect(imported).toMatchObject({ code: 0, err: '' });
		expect(imported.out).toContain('2 added, 0 already there, 0 refused');
		const lines = (await run(['geoparse', '--format', 'jsonl', articles], data)).out;
		const files = lines
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line).file);
		expect([...new Set(files)]).toEqual(['a.txt', join('march', 'b.MD')]);

		mkdirSync(join(folder, 'empty'));
		const empty = await run(['import', join(folder, 'empty')], data);
		expect([empty.code, empty.err]).toEqual([1, expect.stringContaining('holds no file')]);
	});

	it('says which port is taken', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const { code, err } = await run(['serve', '--port', String(port)], temporaryFolder());
		other.close();
		expect([code, err]).toEqual([1, expect.stringContaining(`Port ${port} is taken.`)]);
	});

	it('imports files, lists them and exports what they say', async () => {
		const folder = temporaryFolder();
		const data = join(folder, 'data');
		const path = (name: string) => join(folder, name);
		writeFileSync(
			path('village.md'),
			'---\ntitle: The village\ndate: 2019-03-23\n---\nIn Baghouz, Syria, the battle is over. Iraq closed the border.',
		);
		writeFileSync(
			path('copy.txt'),
			readFileSync(path('village.md'), 'utf8').split('---\n')[2] ?? '',
		);
		writeFileSync(path('photo.txt'), new Uint8Array([0xff, 0xd8, 0xff]));
		const imported = await run(
			['import', ...['village.md', 'photo.txt', 'copy.txt'].map(path)],
			data,
		);
		expect(imported.code).toBe(1);
		expect(imported.err).toMatch(/photo\.txt is not text in UTF-8/);
		expect(imported.out).toContain('1 added, 1 already there, 1 refused');

		const listed = await run(['documents'], data);
		expect(listed.out).toMatch(/^[0-9a-f]{16}\t2019-03-23\t\d+\tThe village\n$/);

		const near = ['--near', '40.97,34.45,20', '--datetime', '2019-03/..'];
		const exported = await run(['export', ...near], data);
		expect([exported.code, exported.err]).toEqual([0, '']);
		const { features } = check(exported.out) as GeoJSON.FeatureCollection;
		const baghouz = features.find(({ id }) => id === 'gn:171944');
		expect(baghouz?.properties?.mentions).toEqual([
			expect.objectContaining({
				surface: 'Baghouz',
				title: 'The village',
				published: '2019-03-23',
			}),
		]);

		const out = path('mentions.geojson');
		const written = await run(['export', '--as', 'mentions', '--out', out], data);
		expect([written.code, written.out]).toEqual([0, '']);
		const mentions = check(readFileSync(out, 'utf8')) as GeoJSON.FeatureCollection;
		expect(mentions.features.map(({ properties }) => properties?.surface)).toContain('Iraq');

		const table = await run(['export', '--format', 'csv', '--as', 'mentions'], data);
		expect(table.out.trim().split('\n')).toHaveLength(mentions.features.length + 1);
		const wrong = await run(['export', '--format', 'shp'], data);
		expect([wrong.code, wrong.err]).toEqual([
			2,
			expect.stringMatching(/--format=shp: expected one of geojson/),
		]);
		// One that is cut short or fails leaves nothing behind; a link and a device stay what they are.
		const [link, pipe] = [path('link.csv'), path('pipe')];
		writeFileSync(path('target.csv'), 'old');
		symlinkSync('target.csv', link);
		await run(['export', '--format', 'csv', '--out', link], data);
		expect(lstatSync(link).isSymbolicLink()).toBe(true);
		expect(readFileSync(path('target.csv'), 'utf8')).toContain('Baghouz');
		execFileSync('mkfifo', [pipe]);
		const [piped] = await Promise.all([
			readFile(pipe),
			run(['export', '--format', 'gpkg', '--out', pipe], data),
		]);
		expect(piped.subarray(68, 72).toString()).toBe('GPKG');
		expect(lstatSync(pipe).isFIFO()).toBe(true);
		expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);

		const nowhere = await run(['export', '--out', path('none/places.geojson')], data);
		expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('places.geojson')]);
	});

	it('geoparses files and lines without keeping anything', async () => {
		const folder = temporaryFolder();
		const data = join(folder, 'data');
		const file = join(folder, 'a.txt');
		writeFileSync(file, 'In Baghouz, Syrië, is de strijd voorbij.');
		const collection = check(
			(await run(['geoparse', file], data)).out,
		) as GeoJSON.FeatureCollection;
		expect(collection.features.map(({ properties }) => properties?.surface)).toEqual([
			'Baghouz',
			'Syrië',
		]);
		const perLine = (await run(['geoparse', '--format', 'jsonl', file], data)).out;
		expect(JSON.parse(perLine.split('\n')[1] ?? '')).toMatchObject({
			place: 'iso:SY',
			file: 'a.txt',
		});

		const text = '😀 In Baghouz, Syrië, is de strijd voorbij.';
		const lines = `${JSON.stringify({ id: 'x', text })}\n\n${JSON.stringify({ id: 2, text: '', lang: 'nl' })}\n`;
		const answered = await run(['geoparse', '--jsonl'], data, lines);
		const [first, second] = answered.out
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(first.id).toBe('x');
		expect(
			first.mentions.map(({ start, end }: { start: number; end: number }) =>
				text.slice(start, end),
			),
		).toEqual(['Baghouz', 'Syrië']);
		expect(first.mentions[0]).toMatchObject({ lat: 34.43221, lon: 40.99226, kind: 'name' });
		expect(second).toEqual({ id: 2, mentions: [] });

		const spans = `${JSON.stringify({ id: 'x', text, toponyms: [{ start: 15, end: 20 }] })}\n`;
		const placed = await run(['geoparse', '--jsonl', '--spans'], data, spans);
		expect(JSON.parse(placed.out).mentions).toMatchObject([{ surface: 'Syrië', place: 'iso:SY' }]);
		const without = await run(['geoparse', '--jsonl', '--spans'], data, lines);
		expect([without.code, without.err]).toEqual([1, expect.stringContaining('toponyms')]);
		expect((await run(['geoparse', '--spans', file], data)).code).toBe(2);
		expect((await run(['geoparse', '--jsonl', file], data, lines)).code).toBe(2);

		const local = { id: 3, text: 'The council of Dublin voted.', lang: 'en' };
		const both = `${JSON.stringify({ ...local, home: 'Ireland' })}\n${JSON.stringify(local)}\n`;
		const homes = await run(['geoparse', '--jsonl', '--home', 'Columbus, Ohio'], data, both);
		const [irish, ours] = homes.out
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line).mentions[0]);
		expect([irish.lon > -10, ours.lon < -80]).toEqual([true, true]);

		const broken = await run(['geoparse', '--jsonl'], data, '{"id":1}\n');
		expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('line 1')]);
	});
});
