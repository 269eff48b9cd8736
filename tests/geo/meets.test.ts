import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Bbox } from '#lib/domain.ts';
import { meets } from '#lib/geo/meets.ts';
import { databaseUrl, temporaryDatabase } from '../databases.ts';

const triangle = {
	type: 'Polygon' as const,
	coordinates: [
		[
			[0, 0],
			[10, 0],
			[0, 10],
			[0, 0],
		],
	],
};

describe('a geometry and a box', () => {
	it('meet where the area is, not only the box around it', () => {
		expect(meets(triangle, [1, 1, 2, 2])).toBe(true);
		expect(meets(triangle, [8, 8, 9, 9])).toBe(false);
		expect(meets(triangle, [-5, -5, 20, 20])).toBe(true);
		expect(meets(triangle, [4, 4, 9, 9])).toBe(true);
	});

	it('meet across the antimeridian', () => {
		const fiji = {
			type: 'MultiPolygon' as const,
			coordinates: [
				triangle.coordinates.map((ring) => ring.map(([x = 0, y = 0]) => [x / 10 + 179, y / 10])),
			],
		};
		expect(meets(fiji, [178, -1, -178, 1])).toBe(true);
		expect(meets(fiji, [-179, -1, -178, 1])).toBe(false);
		expect(meets({ type: 'Point', coordinates: [-179.5, 0] }, [178, -1, -178, 1])).toBe(true);
	});

	it('of a point are in each other as its numbers say', () => {
		const degrees = fc.integer({ min: -80, max: 80 });
		fc.assert(
			fc.property(degrees, degrees, degrees, degrees, (lon, lat, west, south) => {
				const box: Bbox = [west, south, west + 10, south + 10];
				const inside = lon >= west && lon <= west + 10 && lat >= south && lat <= south + 10;
				expect(meets({ type: 'Point', coordinates: [lon, lat] }, box)).toBe(inside);
			}),
		);
	});

	it('do not meet where the area has a hole, or runs around the box', () => {
		const land = {
			...triangle,
			coordinates: [
				...triangle.coordinates,
				[
					[1, 1],
					[1, 3],
					[3, 3],
					[3, 1],
					[1, 1],
				],
			],
		};
		expect(meets(land, [1.5, 1.5, 2, 2])).toBe(false);
		expect(meets(land, [2, 2, 2, 2])).toBe(false);
		expect(meets(land, [1.5, 1.5, 4, 2])).toBe(true);
		expect(meets(land, [0.5, 0.5, 0.5, 0.5])).toBe(true);
		const bay: Polygon = {
			type: 'Polygon',
			coordinates: [
				[
					[0, 0],
					[10, 0],
					[10, 10],
					[8, 10],
					[8, 2],
					[2, 2],
					[2, 10],
					[0, 10],
					[0, 0],
				],
			],
		};
		expect(meets(bay, [4, 4, 6, 6])).toBe(false);
		expect(meets(bay, [4, 4, 6, 20])).toBe(false);
		expect(meets(bay, [4, 4, 8, 6])).toBe(true);
	});
});

const position = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
type Corner = readonly [x: number, y: number];
const flat = ([[ax, ay], [bx, by], [cx, cy]]: readonly [Corner, Corner, Corner]) =>
	(bx - ax) * (cy - ay) === (by - ay) * (cx - ax);
/** A triangle, some with a triangle cut out of its middle. */
const polygon = fc
	.tuple(fc.tuple(position, position, position), fc.boolean())
	.filter(([corners]) => !flat(corners))
	.map(([corners, hasHole]): Polygon => {
		const outer = corners.map(([x, y]): Position => [x * 6, y * 6]);
		const mean = (axis: 0 | 1) => outer.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 3;
		const inner = outer.map(([x = 0, y = 0]) => [(x + mean(0)) / 2, (y + mean(1)) / 2]);
		const close = (ring: Position[]) => [...ring, ring[0] ?? []];
		return { type: 'Polygon', coordinates: (hasHole ? [outer, inner] : [outer]).map(close) };
	});

describe.skipIf(!databaseUrl)('with PostGIS at hand', () => {
	it('finds that areas meet where PostGIS does', async () => {
		const pairs = fc.sample(fc.tuple(polygon, polygon), 2000);
		const client = new pg.Client(await temporaryDatabase());
		await client.connect();
		const { rows } = await client.query<{ meet: boolean }>(
			`select st_intersects(st_geomfromgeojson(pair -> 0), st_geomfromgeojson(pair -> 1)) as meet
			from json_array_elements($1::json) with ordinality as pairs (pair, place) order by place`,
			[JSON.stringify(pairs)],
		);
		await client.end();
		expect(new Set(rows.map(({ meet }) => meet)).size).toBe(2);
		for (const [i, [a, b]] of pairs.entries()) {
			expect(meets(a, b), JSON.stringify([a, b])).toBe(rows[i]?.meet);
			expect(meets(b, a), JSON.stringify([b, a])).toBe(rows[i]?.meet);
		}
	});
});
