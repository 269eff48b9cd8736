/** What QGIS and many others read with says the same of every file. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '#lib/export/csv.ts';
import { writeFlatgeobuf } from '#lib/export/flatgeobuf.ts';
import { type FormatId, formats, type Shape } from '#lib/export/formats.ts';
import { writeKml, writeKmz } from '#lib/export/kml.ts';
import { columns } from '#lib/export/writer.ts';
import { placeFeature } from '#lib/geo/features.ts';
import { writeGeopackage } from '#lib/server/geopackage.ts';
import { hasGdal } from '../../tools/debian.ts';
import { place } from '../fixtures/gazetteer.ts';
import { byGdal, expectedOf, fileOf, run, temporaryFile, written } from './files.ts';

const gdalHas = hasGdal();
if (!gdalHas) console.warn('GDAL is missing: the files of exports are NOT read back. gdal-bin');

const cases = formats
	.filter(({ id }) => !['annotations', 'lpf', 'parquet'].includes(id))
	.flatMap((format) => format.shapes.map((shape) => [format.id, shape, format] as const));

/** Programs of globes have names of their own for some. */
const renamed: Readonly<Record<string, string>> = {
	name: 'Name',
	start: 'startOffset',
	end: 'endOffset',
};

/** Every column as text, and where it is; polygons by their corners, wherever their rings begin. */
function row({ properties, geometry, id }: Feature, shape: Shape, format?: FormatId): unknown[] {
	const inGlobe = format === 'kml' || format === 'kmz';
	const own = columns[shape].map(({ name }) => {
		const value: unknown = properties?.[(inGlobe && renamed[name]) || name];
		const found = value ?? (name === 'id' ? (id ?? null) : null);
		return found === '' || found === null
			? null
			: typeof found === 'object'
				? JSON.stringify(found)
				: String(found);
	});
	const at = geometry && geometry.type !== 'GeometryCollection' ? geometry.coordinates : [];
	const numbers = (at as Position | Position[]).flat(3).map((number) => Number(number.toFixed(6)));
	return [own, numbers.length ? geometry?.type : null, [...new Set(numbers)].sort()];
}

const rows = ({ features }: FeatureCollection, shape: Shape, format?: FormatId) =>
	features
		.map((feature) => row(feature, shape, format))
		.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

describe.skipIf(!gdalHas)('read by GDAL', { timeout: 30_000 }, () => {
	it.each(cases)('%s of %s says the same', async (id, shape, { extension }) => {
		const found = byGdal(`${shape}.${extension}`, await fileOf(id, shape));
		expect(rows(found, shape, id)).toEqual(rows(await expectedOf(shape), shape));
	});

	it('sees Linked Places as places', async () => {
		const { features } = byGdal('places.json', await fileOf('lpf', 'places'));
		const expected = await expectedOf('places');
		expect(features.map(({ properties }) => properties?.title).sort()).toEqual(
			expected.features.map(({ properties }) => properties?.name).sort(),
		);
	});

	it.each(['csv', 'geojson', 'gpkg', 'fgb'] as const)('%s of nothing is empty', async (id) => {
		const bytes = await fileOf(id, 'places', { words: 'nowhere' });
		expect(byGdal(`places.${id}`, bytes).features).toEqual([]);
	});

	it('a GeoPackage is one: its head, its system of coordinates, its extent', async () => {
		const bytes = await fileOf('gpkg', 'places');
		expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
		expect(bytes.subarray(68, 72).toString()).toBe('GPKG');
		expect(bytes.readUInt32BE(60)).toBe(10_300);
		const about = run('ogrinfo', '-so', '-al', temporaryFile('places.gpkg', bytes));
		expect(about).toContain('Layer name: places');
		expect(about).toContain('ID["EPSG",4326]');
		const [west, south, east, north] = (await expectedOf('places')).bbox ?? [];
		const extent = [west, south, east, north].map((number = NaN) => number.toFixed(6));
		expect(about).toContain(`(${extent[0]}, ${extent[1]}) - (${extent[2]}, ${extent[3]})`);
	});
});

const baghouz = place('gn:171944');
const named = (name: string) =>
	placeFeature({ place: { ...baghouz, name }, outline: null, mentionCount: 1, documentCount: 1 });

describe('any name', { timeout: 60_000 }, () => {
	// XML has no control characters, and halves of a character are none.
	const characters = fc.oneof(
		{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
		{ weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'"\'<>&,;\n\r\t😀\\=%|]') }) },
	);
	const name = characters
		// eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
		.map((text) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
		.filter((text) => text.trim() === text && text !== '');
	const listed = [
		...['a "quoted", <tag> & \'more\'', 'القرى', 'Деръа', '🌍🇸🇾', 'two\nlines', 'two\r\nlines'],
		...[']]>', '&amp;', '=1+1', '007', 'true', 'null'],
	];

	it('survives CSV to the letter', async () => {
		await fc.assert(
			fc.asyncProperty(name, async (one) => {
				const bytes = await written(writeCsv, 'places', [...listed, one].map(named));
				const read: { name: string }[] = parse(bytes, { bom: true, columns: true });
				expect(read.map((each) => each.name)).toEqual([...listed, one]);
			}),
		);
	});

	it.skipIf(!gdalHas).each([
		['CSV', 'csv', writeCsv],
		['KML', 'kml', writeKml],
		['KMZ', 'kmz', writeKmz],
		['GeoPackage', 'gpkg', writeGeopackage],
		['FlatGeobuf', 'fgb', writeFlatgeobuf],
	])('survives %s', async (_, extension, write) => {
		await fc.assert(
			fc.asyncProperty(fc.array(name, { minLength: 100, maxLength: 200 }), async (some) => {
				const names = [...listed, ...some];
				const { features } = byGdal(
					`names.${extension}`,
					await written(write, 'places', names.map(named)),
				);
				const found = features.map(({ properties }) => properties?.name ?? properties?.Name);
				// GDAL has its own mind about line ends in CSV.
				const asRead = (text: string) =>
					extension === 'csv' ? text.replaceAll(/[\r\n]+/g, '\n') : text;
				expect(found.map((one) => asRead(String(one)))).toEqual(names.map(asRead));
			}),
			// Each run asks another program: the smallest counterexample would take minutes.
			{ numRuns: 5, endOnFailure: true },
		);
	});
});
