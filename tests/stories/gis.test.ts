/** A person with a GIS reads the corpus live: GDAL's OAPIF driver is what QGIS reads with. */
import { spawnSync } from 'node:child_process';
import type { FeatureCollection } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meets } from '#lib/geo/meets.ts';
import { hasGdal } from '../../tools/debian.ts';
import { type RunningServer, startServer } from '../browser/server.ts';

function run(command: string, ...args: readonly string[]): string {
	const { status, stdout, stderr } = spawnSync(command, args, {
		encoding: 'utf8',
		maxBuffer: 1e8,
		env: { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
	});
	if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
	return stdout;
}

describe.skipIf(!hasGdal())('GDAL as a client', () => {
	let server: RunningServer;
	beforeAll(async () => (server = await startServer()), 60_000);
	afterAll(() => server.stop());

	const source = () => `OAPIF:${server.url}/ogc`;
	const read = (layer: string, ...args: readonly string[]) =>
		JSON.parse(
			run(
				'ogr2ogr',
				'-f',
				'GeoJSON',
				'/vsistdout/',
				source(),
				layer,
				// The first of an option counts.
				...args,
				'-oo',
				'PAGE_SIZE=20',
			),
		) as FeatureCollection;
	const ask = async (path: string) => (await fetch(server.url + path)).json();

	it('lists the collections as layers', () => {
		const layers = run('ogrinfo', '-q', source());
		for (const name of ['places', 'mentions', 'documents']) expect(layers).toContain(name);
	});

	it.each(['places', 'mentions'])(
		'reads all pages of %s',
		async (layer) => {
			const { features } = read(layer);
			const expected = (await ask(`/api/${layer}.geojson`)) as FeatureCollection;
			expect(features.length).toBeGreaterThan(40);
			expect(features.map(({ properties }) => properties?.id).sort()).toEqual(
				expected.features.map(({ id }) => id).sort(),
			);
			const byId = new Map(expected.features.map((feature) => [feature.id, feature]));
			for (const { properties, geometry } of features) {
				const own = byId.get(properties?.id)?.geometry;
				expect(geometry?.type).toBe(own?.type);
				if (own?.type === 'Point' && geometry?.type === 'Point') {
					expect(geometry.coordinates[0]).toBeCloseTo(own.coordinates[0] ?? NaN, 5);
					expect(geometry.coordinates[1]).toBeCloseTo(own.coordinates[1] ?? NaN, 5);
				}
			}
		},
		60_000,
	);

	it('reads documents with their titles', async () => {
		const { features } = read('documents');
		const { items } = await ask('/api/documents?limit=1000');
		expect(features.map(({ properties }) => properties?.title).sort()).toEqual(
			items.map(({ title }: { title: string }) => title).sort(),
		);
	}, 60_000);

	it('filters by box and attribute on the server', async () => {
		const box = read('places', '-spat', '40.5', '34', '41.5', '35');
		const expected = (await ask(
			'/ogc/collections/places/items?limit=1000&bbox=40.5,34,41.5,35',
		)) as FeatureCollection;
		const names = (list: FeatureCollection) =>
			list.features.map(({ properties }) => properties?.name).sort();
		expect(names(box)).toEqual(names(expected));
		expect(names(box)).toContain('Baghouz');
		const syria = read('places', '-where', "country = 'SY' AND kind = 'settlement'");
		const all = (await ask('/api/places.geojson?country=SY&kind=settlement')) as FeatureCollection;
		expect(names(syria)).toEqual(names(all));
		expect(syria.features.length).toBeGreaterThan(3);
	}, 60_000);

	it.each(['places', 'mentions'])(
		'reads all %s of a box, however small the pages',
		async (layer) => {
			const box = ['36', '33', '40', '35'];
			const few = read(layer, '-spat', ...box, '-oo', 'PAGE_SIZE=2');
			const all = (await ask(`/api/${layer}.geojson`)) as FeatureCollection;
			const [west = 0, south = 0, east = 0, north = 0] = box.map(Number);
			const inside = all.features.filter(
				({ geometry }) => geometry && meets(geometry, [west, south, east, north]),
			);
			expect(inside.length).toBeGreaterThan(5);
			expect(few.features.map(({ properties }) => properties?.id).sort()).toEqual(
				inside.map(({ id }) => id).sort(),
			);
		},
		60_000,
	);
});
