/** What the program writes can be brought back as a layer; and no bytes make a reader do worse than refuse. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormatId } from '#lib/export/formats.ts';
import { bboxOf } from '#lib/geo/bbox.ts';
import { LayerError } from '#lib/layers/checked.ts';
import { readLayer } from '#lib/layers/read.ts';
import { geopackageFeatures } from '#lib/server/geopackage-layer.ts';
import { expectedOf, fileOf } from '../export/files.ts';
import { bytes } from '../server/world.ts';

const read = (name: string, content: Uint8Array) => readLayer(name, content, geopackageFeatures);

const files: readonly (readonly [FormatId, string])[] = [
	['geojson', 'out.geojson'],
	['kml', 'out.kml'],
	['kmz', 'out.kmz'],
	['csv', 'out.csv'],
	['gpkg', 'out.gpkg'],
];

const pointsOf = (features: readonly { geometry: { type: string } | null }[]) =>
	features.flatMap(({ geometry }) =>
		geometry?.type === 'Point'
			? [
					(geometry as unknown as { coordinates: number[] }).coordinates
						.map((n) => n.toFixed(5))
						.join(),
				]
			: [],
	);

describe('what goes out as a file comes back as a layer', () => {
	it.each(files)('%s', async (format, name) => {
		for (const shape of ['places', 'mentions'] as const) {
			const expected = await expectedOf(shape);
			const placed = expected.features.filter(({ geometry }) => geometry !== null);
			const found = read(name, await fileOf(format, shape));
			expect(found.length).toBe(placed.length);
			// A table has a point for an area too.
			expect(pointsOf(found)).toEqual(expect.arrayContaining(pointsOf(placed)));
			if (format !== 'csv') expect(pointsOf(found).length).toBe(pointsOf(placed).length);
			const surfaces = shape === 'mentions' ? ['Baghouz'] : ['Baghouz', 'Syria'];
			for (const surface of surfaces) expect(JSON.stringify(found)).toContain(surface);
		}
		const all = JSON.stringify(read(name, await fileOf(format, 'mentions')));
		expect(all).toContain('غادر المقاتلون');
	});
});

describe('any other bytes', () => {
	const kinds = ['a.geojson', 'a.kml', 'a.gpx', 'a.csv', 'a.gpkg', 'a.kmz'];
	const openings = [
		'',
		'{"type":"FeatureCollection","features":[',
		'<kml><Document><Placemark>',
		'<gpx><wpt lat="',
		'lon,lat\n',
		'SQLite format 3\u0000',
		'PK\u0003\u0004',
	];

	it('are features or a refusal that says why', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...kinds),
				fc.constantFrom(...openings),
				fc.string({ unit: 'binary', maxLength: 300 }),
				(name, opening, rest) => {
					try {
						expect(Array.isArray(read(name, bytes(opening + rest)))).toBe(true);
					} catch (error) {
						expect(error).toBeInstanceOf(LayerError);
						expect((error as Error).message.length).toBeGreaterThan(10);
					}
				},
			),
			{ numRuns: 400 },
		);
	});

	it('that cut a file short are told, or leave what was whole', async () => {
		for (const [format, name] of files) {
			const whole = await fileOf(format, 'places');
			const count = read(name, whole).length;
			for (let part = 1; part < 8; part++) {
				try {
					const cut = read(name, whole.subarray(0, Math.floor((whole.length * part) / 8)));
					expect(cut.length).toBeLessThanOrEqual(count);
				} catch (error) {
					expect(error).toBeInstanceOf(LayerError);
				}
			}
		}
	});
});

describe('a layer across the antimeridian', () => {
	it('is boxed by the short way round', () => {
		const line = {
			type: 'Feature',
			properties: {},
			geometry: {
				type: 'MultiLineString',
				coordinates: [
					[
						[179, -17],
						[180, -17],
					],
					[
						[-180, -17],
						[-179, -17],
					],
				],
			},
		};
		const [feature] = read('date-line.geojson', bytes(JSON.stringify(line)));
		const [west, , east] = (feature && bboxOf(feature.geometry)) ?? [];
		expect([west, east]).toEqual([179, -179]);
	});
});
