/** GeoParquet by another reader of Parquet: GDAL has none before 3.8 on Debian. */
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Shape } from '#lib/export/formats.ts';
import { writeGeoparquet } from '#lib/export/geoparquet.ts';
import { columns, valueOf } from '#lib/export/writer.ts';
import { placeFeature } from '#lib/geo/features.ts';
import { place } from '../fixtures/gazetteer.ts';
import { expectedOf, fileOf, written } from './files.ts';

const asBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

/** GeoParquet 1.1.0, "File metadata" and "Column metadata". */
const Geo = v.object({
	version: v.literal('1.1.0'),
	primary_column: v.literal('geometry'),
	columns: v.object({
		geometry: v.object({
			encoding: v.literal('WKB'),
			geometry_types: v.array(v.string()),
			orientation: v.optional(v.literal('counterclockwise')),
		}),
	}),
});

const named = (name: string) =>
	placeFeature({
		place: { ...place('gn:171944'), name },
		...{ outline: null, mentionCount: 1, documentCount: 1 },
	});

describe('GeoParquet', () => {
	it.each<Shape>(['places', 'mentions'])('of %s says the same', async (shape) => {
		const file = asBuffer(await fileOf('parquet', shape));
		const { key_value_metadata: pairs = [], schema } = parquetMetadata(file);
		const geo = pairs.find(({ key }) => key === 'geo')?.value ?? '';
		expect(v.is(Geo, JSON.parse(geo))).toBe(true);
		const geometry = schema.find(({ name }) => name === 'geometry');
		expect(geometry).toMatchObject({ type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' });
		// This reader turns the column of geometries into GeoJSON.
		const rows = await parquetReadObjects({ file });
		const { features } = await expectedOf(shape);
		expect(rows).toEqual(
			features.map((feature) => ({
				...Object.fromEntries(
					columns[shape].map((column) => [column.name, valueOf(feature, column)]),
				),
				geometry: feature.geometry,
			})),
		);
	});

	it('puts many rows in groups, and none in a file that is read too', async () => {
		const names = Array.from({ length: 12_345 }, (_, i) => `Деръа ${i} "دمشق" 🌍`);
		const file = asBuffer(await written(writeGeoparquet, 'places', names.map(named)));
		const { row_groups: groups, num_rows: count } = parquetMetadata(file);
		expect(Number(count)).toBe(names.length);
		expect(Math.max(...groups.map(({ num_rows: rows }) => Number(rows)))).toBeLessThanOrEqual(5000);
		const rows = await parquetReadObjects({ file });
		expect(rows.map(({ name }) => name)).toEqual(names);
		const none = asBuffer(await written(writeGeoparquet, 'places', []));
		expect(await parquetReadObjects({ file: none })).toEqual([]);
	});
});
