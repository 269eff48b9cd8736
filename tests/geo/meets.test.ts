import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bbox } from '#lib/domain.ts';
import { meets } from '#lib/geo/meets.ts';

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
});
