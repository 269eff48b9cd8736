import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bbox } from '#lib/domain.ts';
import { bboxOf, contains, intersects, pad, union } from '#lib/geo/bbox.ts';
import { distanceKm } from '#lib/geo/measure.ts';
import { bbox, belowThePoles, lonLat } from './arbitrary.ts';

const fiji: Bbox = [177, -20, -178, -15];

describe('a box across the antimeridian', () => {
	it('contains both its sides and not the rest of the world', () => {
		expect(contains(fiji, [179, -18])).toBe(true);
		expect(contains(fiji, [180, -18])).toBe(true);
		expect(contains(fiji, [-180, -18])).toBe(true);
		expect(contains(fiji, [-179, -18])).toBe(true);
		expect(contains(fiji, [0, -18])).toBe(false);
	});

	it('intersects what touches either side', () => {
		expect(intersects(fiji, [-179, -16, -170, -10])).toBe(true);
		expect(intersects(fiji, [170, -16, 178, -10])).toBe(true);
		expect(intersects(fiji, [-170, -16, 170, -10])).toBe(false);
	});

	it('is what the parts of a divided geometry make', () => {
		const box = (west: number, east: number) => [
			[
				[west, -20],
				[east, -20],
				[east, -15],
				[west, -15],
				[west, -20],
			],
		];
		const coordinates = [box(177, 180), box(-180, -178)];
		expect(bboxOf({ type: 'MultiPolygon', coordinates })).toEqual(fiji);
	});
});

describe('boxes', () => {
	it('take zero for a number like others', () => {
		expect(contains([-1, -1, 1, 1], [0, 0])).toBe(true);
		expect(contains([0, 0, 1, 1], [0, 0])).toBe(true);
		expect(contains([0, 0, 0, 0], [0, 0])).toBe(true);
		expect(bboxOf({ type: 'Point', coordinates: [0, 0] })).toEqual([0, 0, 0, 0]);
	});

	it('contain the whole world at their widest', () => {
		fc.assert(fc.property(lonLat, (point) => contains([-180, -90, 180, 90], point)));
	});

	it('lie within their union', () => {
		fc.assert(
			fc.property(fc.array(bbox, { minLength: 1, maxLength: 5 }), (boxes) => {
				const all = union(boxes) as Bbox;
				for (const box of boxes) {
					expect(contains(all, [box[0], box[1]])).toBe(true);
					expect(contains(all, [box[2], box[3]])).toBe(true);
					expect(intersects(all, box)).toBe(true);
				}
			}),
		);
	});

	it('intersect one another in either order, and where they share a corner', () => {
		fc.assert(
			fc.property(bbox, bbox, (a, b) => {
				expect(intersects(a, b)).toBe(intersects(b, a));
				if (contains(a, [b[0], b[1]])) expect(intersects(a, b)).toBe(true);
			}),
		);
	});

	it('come back from their own corners when they are narrower than half the world', () => {
		fc.assert(
			fc.property(bbox, (box) => {
				const [west, south, east, north] = box;
				const width = east >= west ? east - west : east - west + 360;
				fc.pre(width < 179 && Math.abs(west) < 180 && Math.abs(east) < 180);
				const corners = [
					[west, south],
					[east, north],
				];
				expect(bboxOf({ type: 'MultiPoint', coordinates: corners })).toEqual(box);
			}),
		);
	});

	it('grow by so many kilometres that what lies nearer is inside', () => {
		const km = fc.double({ min: 0.1, max: 3000, noNaN: true });
		fc.assert(
			fc.property(belowThePoles, belowThePoles, km, (center, other, far) => {
				fc.pre(distanceKm(center, other) < far);
				const box = pad([...center, ...center], far);
				expect(contains(box, other)).toBe(true);
			}),
		);
	});

	it('are none of nothing', () => {
		expect(union([])).toBeNull();
		expect(bboxOf({ type: 'GeometryCollection', geometries: [] })).toBeNull();
	});
});
