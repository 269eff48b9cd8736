import { readFileSync, readdirSync } from 'node:fs';
import type { FeatureCollection, Geometry } from 'geojson';
import { PMTiles, type Source, zxyToTileId } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { tileId } from '../geodata/build/pmtiles.ts';
import { faults } from './geo/geojson.ts';

const folder = new URL('../geodata/', import.meta.url);
const files = readdirSync(new URL('places/', folder)).filter((name) => name.endsWith('.geojson'));
const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`places/${name}`, folder), 'utf8')) as FeatureCollection<
		Geometry,
		{ name: string; names: Record<string, string>; kind: string; country: string }
	>;

describe('the authored places', () => {
	it('are the story and its five countries', () => {
		const expected = ['baghouz', 'egypt', 'iraq', 'libya', 'syria', 'turkey'];
		expect(files.sort()).toEqual(expected.map((name) => `${name}.geojson`));
	});

	it.each(files)('%s is valid GeoJSON, has a box and a name in each language', (file) => {
		const collection = read(file);
		expect(faults(collection)).toEqual([]);
		expect(collection.bbox).toHaveLength(4);
		for (const { id, properties } of collection.features) {
			expect(id).toMatch(/^(gn:\d+|iso:[A-Z]{2}|wa:[a-z-]+)$/);
			for (const language of ['en', 'nl', 'ar']) expect(properties.names[language]).toBeTruthy();
			expect(properties.country).toMatch(/^[A-Z]{2}$/);
		}
	});

	it.each(files.filter((name) => name !== 'baghouz.geojson'))(
		'%s is an area, not a dot',
		(file) => {
			const [area] = read(file).features;
			expect(area?.properties.kind).toBe('country');
			expect(area?.geometry.type).toBe('MultiPolygon');
		},
	);

	it('know Baghouz and what surrounds it', () => {
		const names = read('baghouz.geojson').features.map(({ properties }) => properties.name);
		expect(names).toEqual(
			expect.arrayContaining(['Baghouz', 'Hajin', 'Deir ez-Zor', 'Al-Omar oil field', 'Raqqa']),
		);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('the basemap', () => {
	const bytes = readFileSync(new URL('basemap/world.pmtiles', folder));
	const source: Source = {
		getKey: () => 'world',
		getBytes: async (offset, length) => ({
			data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer,
		}),
	};
	const archive = new PMTiles(source);

	it('is small', () => {
		expect(bytes.length).toBeLessThan(15_000_000);
	});

	it('numbers its tiles as PMTiles does', () => {
		for (let z = 0; z <= 5; z++) {
			for (let x = 0; x < 2 ** z; x++) {
				for (let y = 0; y < 2 ** z; y++) expect(tileId({ z, x, y })).toBe(zxyToTileId(z, x, y));
			}
		}
	});

	it('is readable by the PMTiles library, from the whole world to the Euphrates', async () => {
		const header = await archive.getHeader();
		expect(header).toMatchObject({ minZoom: 0, maxZoom: 7, clustered: true });
		expect(await archive.getMetadata()).toMatchObject({
			attribution: expect.stringContaining('GeoNames'),
		});
		for (const [z, x, y] of [
			[0, 0, 0],
			[4, 9, 6],
			[7, 78, 50],
		] as const) {
			const tile = await archive.getZxy(z, x, y);
			expect(new TextDecoder().decode(tile?.data)).toContain('land');
		}
	});

	it('names settlements in the languages of their readers', async () => {
		const tile = await archive.getZxy(7, 78, 50);
		const text = new TextDecoder().decode(tile?.data);
		for (const name of ['Deir ez-Zor', 'دير الزور', 'Baghouz', 'Hajin', 'هجين']) {
			expect(text).toContain(name);
		}
	});
});
