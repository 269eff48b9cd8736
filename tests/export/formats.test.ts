/** The list of formats, what may be asked of it, and the one that the others are compared with. */
import { check } from '@placemarkio/check-geojson';
import { parse } from 'csv-parse/sync';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readExport } from '#lib/export/asked.ts';
import { formats } from '#lib/export/formats.ts';
import { writeGeojson } from '#lib/export/geojson.ts';
import { mentionFeature } from '#lib/geo/features.ts';
import { place } from '../fixtures/gazetteer.ts';
import { expectedOf, fileOf, written } from './files.ts';

describe.each(formats)('$label', ({ id, extension, mediaType, shapes, binary }) => {
	it('has what a menu, a file name and a browser need', () => {
		expect(id).toMatch(/^[a-z]+$/);
		expect(extension).toMatch(/^[a-z.]+$/);
		expect(mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+(; [a-z]+=("[\w:/.]+"|[\w-]+))?$/);
		expect(shapes.length).toBeGreaterThan(0);
	});

	it.each([...shapes])('says whether a file of %s is text', async (shape) => {
		const bytes = await fileOf(id, shape);
		const text = () => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (binary) expect(bytes.includes(0)).toBe(true);
		else expect(text()).toMatch(/Baghouz/);
	});
});

const baghouz = place('gn:171944');

describe('GeoJSON', () => {
	it('is valid, and keeps counts, coordinates, zero, boxes and what has no place', async () => {
		const mention = (at: typeof baghouz | null) =>
			mentionFeature({
				mention: {
					...{ id: 'd:0-7', documentId: 'd', start: 0, end: 7, surface: 'Baghouz', kind: 'name' },
					...{ place: at, confidence: 0.9, metonym: false, status: 'suggested' },
				},
				document: {
					...{ id: 'd', title: 'T', source: null, url: null, set: null, published: '2019-03' },
					...{ language: 'en', hash: '', imported: '' },
				},
				excerpt: { text: 'Baghouz.', offset: 0, mention: { start: 0, end: 7 } },
			});
		const bytes = await written(writeGeojson, 'mentions', [
			mention({ ...baghouz, id: 'x:0', point: [0, 0] }),
			mention(baghouz),
			mention(null),
		]);
		const collection = check(bytes.toString()) as FeatureCollection;
		expect(collection.bbox).toEqual([0, 0, 40.99226, 34.43221]);
		expect(collection.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [0, 0] });
		expect(collection.features[2]?.geometry).toBeNull();
		expect(collection).not.toHaveProperty('crs');
	});

	it('writes an empty answer as an empty collection', async () => {
		expect(JSON.parse((await written(writeGeojson, 'places', [])).toString())).toEqual({
			type: 'FeatureCollection',
			features: [],
		});
	});
});

describe('a text sequence', () => {
	it('has the record separator before each Feature and a line feed behind (RFC 8142)', async () => {
		const text = (await fileOf('geojsonseq', 'mentions')).toString();
		const records = text.split('\u001e');
		expect(records.shift()).toBe('');
		expect(records.every((record) => /^[^\n]+\n$/.test(record))).toBe(true);
		const { features } = await expectedOf('mentions');
		expect(records.map((record) => JSON.parse(record))).toEqual(features);
	});
});

describe('CSV', () => {
	it('is RFC 4180 with a head, for a spreadsheet too', async () => {
		const bytes = await fileOf('csv', 'places');
		expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
		expect(bytes.toString()).toMatch(/^\ufeffid,name,names,kind,.*,lon,lat,wkt\r\n/);
		const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
		const baghouz = rows.find(({ name }) => name === 'Baghouz');
		expect(baghouz).toMatchObject({
			...{ lon: '40.99226', lat: '34.43221', wkt: 'POINT (40.99226 34.43221)' },
			mentionCount: '5',
		});
		expect(JSON.parse(baghouz?.names ?? '')).toMatchObject({ ar: 'الباغوز' });
	});
});

describe('what is asked for', () => {
	it.each([
		['format=shp', /^format=shp: expected one of geojson,/],
		['format=csv&format=kml', /^format=csv: given 2 times; expected once/],
		['as=documents', /^as=documents: expected one of places, mentions/],
		['format=lpf&as=mentions', /^as=mentions: expected places: format=lpf has no other features/],
	])('is refused where it is %s', (search, reason) => {
		expect(() => readExport(new URLSearchParams(search))).toThrow(reason);
	});

	it('is what the format has, where nothing is said', () => {
		const asked = (search: string) => {
			const { format, shape } = readExport(new URLSearchParams(search));
			return [format.id, shape];
		};
		expect(asked('')).toEqual(['geojson', 'places']);
		expect(asked('format=annotations')).toEqual(['annotations', 'mentions']);
	});
});
