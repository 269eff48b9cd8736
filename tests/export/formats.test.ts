import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import fc from 'fast-check';
import type { FeatureCollection } from 'geojson';
import { parquetReadObjects } from 'hyparquet';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formats, type FormatId, type Shape } from '#lib/export/formats.ts';
import { readExport } from '#lib/export/asked.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { writeGeojson } from '#lib/export/geojson.ts';
import { writeKml } from '#lib/export/kml.ts';
import type { AnyFeature, Write } from '#lib/export/writer.ts';
import { mentionFeature, placeFeature } from '#lib/geo/features.ts';
import { exported } from '#lib/server/exports.ts';
import { writeGeopackage } from '#lib/server/geopackage.ts';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import { hasGdal } from '../../tools/debian.ts';
import { place } from '../fixtures/gazetteer.ts';
import { smallWorld } from '../server/world.ts';

const texts = [
	['2019-03', '🌍 Fighters left Baghouz for "Hajin", & <far> away. Syria was silent.'],
	['2019-04-02', 'In Baghouz the tents were gone.\nParis, Tripoli; Georgia.'],
	['', 'غادر المقاتلون Baghouz أمس'],
];

async function corpus() {
	const world = await smallWorld();
	for (const [published, text] of texts) {
		await ingestPasted(world, v.parse(PastedSchema, { text, published, url: '' }));
	}
	// One name that nothing is known of, so that it has no place.
	const text = 'They spoke of Xanadu-on-Sea.';
	const [hash, surface, start] = ['f'.repeat(64), 'Xanadu-on-Sea', 14];
	const document = { title: 'Xanadu', source: null, url: null, set: null, published: null };
	const imported = '2026-01-01T00:00:00.000Z';
	await world.store.save({ ...document, id: 'xanadu', language: 'en', text, hash, imported }, [
		{
			...{ start, end: start + surface.length, surface, kind: 'name', place: null },
			...{ candidates: [], confidence: 0.5, metonym: false },
		},
	]);
	return world;
}

async function fileOf(format: FormatId, shape: Shape): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of exported(await corpus(), { query: {}, format, shape }))
		pieces.push(piece);
	return Buffer.concat(pieces);
}

function temporaryFile(name: string, bytes: Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-export-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
}

/** What GDAL reads in a file, as GeoJSON. */
function byGdal(name: string, bytes: Uint8Array, ...options: string[]): FeatureCollection {
	const path = temporaryFile(name, bytes);
	const { status, stdout, stderr } = spawnSync(
		'ogr2ogr',
		[
			'-f',
			'GeoJSON',
			'/vsistdout/',
			path,
			...options,
			'-lco',
			'RFC7946=YES',
			'-lco',
			'COORDINATE_PRECISION=6',
		],
		{ encoding: 'utf8', maxBuffer: 1e8 },
	);
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout) as FeatureCollection;
}

const expectedOf = async (shape: Shape) =>
	JSON.parse((await fileOf('geojson', shape)).toString()) as FeatureCollection;

// A format without null has an empty point instead.
const key = (collection: FeatureCollection) =>
	collection.features
		.map(({ properties, geometry }) => {
			const name = properties?.name ?? properties?.Name;
			const place =
				geometry?.type === 'Point'
					? geometry.coordinates.length
						? geometry.coordinates.slice(0, 2)
						: null
					: (geometry?.type ?? null);
			return JSON.stringify([properties?.surface ?? name, properties?.excerpt ?? null, place]);
		})
		.sort();

describe.each(formats)('$label', ({ id, extension, mediaType, shapes, binary }) => {
	it('has what a menu, a file name and a browser need', () => {
		expect(id).toMatch(/^[a-z]+$/);
		expect(extension).toMatch(/^[a-z.]+$/);
		expect(mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+(; charset=utf-8)?$/);
		expect(shapes.length).toBeGreaterThan(0);
		expect(typeof binary).toBe('boolean');
	});
});

const tabular = formats.filter(({ id }) => !['annotations', 'lpf', 'parquet'].includes(id));
const cases = tabular.flatMap((format) => format.shapes.map((shape) => [format, shape] as const));

describe.skipIf(!hasGdal())('read by GDAL', () => {
	it.each(cases)('$label of %s says the same', async ({ id, extension }, shape) => {
		const options =
			id === 'csv' ? ['-oo', 'GEOM_POSSIBLE_NAMES=wkt', '-oo', 'KEEP_GEOM_COLUMNS=NO'] : [];
		const found = byGdal(`${shape}.${extension}`, await fileOf(id, shape), ...options);
		const expected = await expectedOf(shape);
		expect(found.features).toHaveLength(expected.features.length);
		expect(key(found)).toEqual(key(expected));
	});
});

describe('GeoParquet', () => {
	it.each<Shape>(['places', 'mentions'])('of %s is read back with its metadata', async (shape) => {
		const bytes = await fileOf('parquet', shape);
		const file = bytes.buffer.slice(
			bytes.byteOffset,
			bytes.byteOffset + bytes.length,
		) as ArrayBuffer;
		// The reader turns the geometry column of a GeoParquet file into GeoJSON.
		const rows = await parquetReadObjects({ file });
		const expected = await expectedOf(shape);
		const features = rows.map(({ geometry, ...properties }) => ({
			type: 'Feature',
			geometry,
			properties,
		}));
		expect(key({ type: 'FeatureCollection', features } as FeatureCollection)).toEqual(
			key(expected),
		);
	});
});

const Selector = v.variant('type', [
	v.object({ type: v.literal('TextPositionSelector'), start: v.number(), end: v.number() }),
	v.object({
		type: v.literal('TextQuoteSelector'),
		exact: v.string(),
		prefix: v.string(),
		suffix: v.string(),
	}),
]);
const AnnotationPage = v.object({
	'@context': v.array(v.string()),
	type: v.literal('AnnotationPage'),
	items: v.array(
		v.object({
			id: v.pipe(v.string(), v.startsWith('urn:')),
			type: v.literal('Annotation'),
			body: v.optional(v.object({ source: v.object({ id: v.pipe(v.string(), v.url()) }) })),
			target: v.object({ source: v.string(), selector: v.tuple([Selector, Selector]) }),
		}),
	),
});

describe('Web Annotations', () => {
	it('point at the words by characters and by quotation', async () => {
		const all = [...texts, ['', 'They spoke of Xanadu-on-Sea.']];
		const { items } = v.parse(
			AnnotationPage,
			JSON.parse((await fileOf('annotations', 'mentions')).toString()),
		);
		expect(items).toHaveLength((await expectedOf('mentions')).features.length);
		for (const { target } of items) {
			const [position, quote] = target.selector;
			if (position.type !== 'TextPositionSelector' || quote.type !== 'TextQuoteSelector') {
				throw new Error('expected a position, then a quotation');
			}
			const own = all
				.map(([, text = '']) => text)
				.filter((text) => {
					// Characters are counted, of which the globe is one.
					return Array.from(text).slice(position.start, position.end).join('') === quote.exact;
				});
			expect(own.some((text) => text.includes(quote.prefix + quote.exact + quote.suffix))).toBe(
				true,
			);
		}
	});
});

const LinkedPlaces = v.object({
	type: v.literal('FeatureCollection'),
	'@context': v.pipe(v.string(), v.url()),
	features: v.array(
		v.object({
			'@id': v.pipe(v.string(), v.url()),
			type: v.literal('Feature'),
			properties: v.object({
				title: v.string(),
				ccodes: v.optional(v.array(v.pipe(v.string(), v.length(2)))),
			}),
			names: v.pipe(
				v.array(
					v.object({
						toponym: v.string(),
						citations: v.array(v.object({ label: v.string(), '@id': v.string() })),
					}),
				),
				v.minLength(1),
			),
			types: v.pipe(
				v.array(v.object({ identifier: v.string(), label: v.string() })),
				v.minLength(1),
			),
			geometry: v.object({ type: v.string() }),
			when: v.optional(
				v.object({
					timespans: v.array(
						v.object({ start: v.object({ in: v.string() }), end: v.object({ in: v.string() }) }),
					),
				}),
			),
		}),
	),
});

describe('Linked Places', () => {
	it('attest each name in its documents, with their dates', async () => {
		const { features } = v.parse(
			LinkedPlaces,
			JSON.parse((await fileOf('lpf', 'places')).toString()),
		);
		expect(features).toHaveLength((await expectedOf('places')).features.length);
		const baghouz = features.find(({ properties }) => properties.title.startsWith('Bagh'));
		expect(baghouz?.names[0]?.citations).toHaveLength(3);
		expect(baghouz?.when?.timespans).toEqual([
			{ start: { in: '2019-03' }, end: { in: '2019-04-02' } },
		]);
	});
});

async function written(write: Write, shape: Shape, ...features: AnyFeature[]): Promise<Buffer> {
	async function* each() {
		yield* features;
	}
	const pieces: Uint8Array[] = [];
	for await (const piece of write({
		shape,
		features: each(),
		mentionsOf: null,
		textOf: async () => '',
	})) {
		pieces.push(Buffer.from(piece as Uint8Array));
	}
	return Buffer.concat(pieces);
}

const baghouz = place('gn:171944');
const named = (name: string) =>
	placeFeature({ place: { ...baghouz, name }, outline: null, mentionCount: 1, documentCount: 1 });

describe.skipIf(!hasGdal())('any name', () => {
	// Spaces at the ends and line ends of other systems are the reader's own to keep or not.
	const name = fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
		.filter((text) => text === text.trim() && !/[\p{Cc}\p{Cs}\p{Cn}]/u.test(text) && text !== '');
	it.each([
		['CSV', 'csv', writeCsv],
		['KML', 'kml', writeKml],
		['GeoPackage', 'gpkg', writeGeopackage],
	])('survives %s', async (_, extension, write) => {
		const names = fc.sample(name, { numRuns: 300, seed: 7 });
		names.push('a "quoted", <tag> & \'more\'', 'القرى', 'Деръа', '🌍', 'two\nlines');
		const bytes = await written(write, 'places', ...names.map(named));
		const { features } = byGdal(`names.${extension}`, bytes);
		const found = features.map(({ properties }) => String(properties?.name ?? properties?.Name));
		expect(found).toEqual(names);
	});
});

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
		const bytes = await written(
			writeGeojson,
			'mentions',
			mention({ ...baghouz, id: 'x:0', point: [0, 0] }),
			mention(baghouz),
			mention(null),
		);
		const collection = check(bytes.toString()) as FeatureCollection;
		expect(collection.bbox).toEqual([0, 0, 40.99226, 34.43221]);
		expect(collection.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [0, 0] });
		expect(collection.features[2]?.geometry).toBeNull();
		expect(collection).not.toHaveProperty('crs');
	});

	it('writes an empty answer as an empty collection', async () => {
		expect(JSON.parse((await written(writeGeojson, 'places')).toString())).toEqual({
			type: 'FeatureCollection',
			features: [],
		});
	});
});

describe('what is asked for', () => {
	it.each([
		['format=shp', /^format=shp: expected one of geojson,/],
		['as=documents', /^as=documents: expected one of places, mentions/],
		['format=lpf&as=mentions', /^as=mentions: Linked Places \(JSON-LD\) is of places/],
	])('is refused where it is %s', (search, reason) => {
		expect(() => readExport(new URLSearchParams(search))).toThrow(reason);
	});
});
