import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { LonLat, Outline } from '#lib/domain.ts';
import { around, kmFrom } from '#lib/geo/around.ts';
import { distanceKm } from '#lib/geo/measure.ts';
import { near } from '#lib/geo/near.ts';
import { belowThePoles } from './arbitrary.ts';

const at = (...point: LonLat) => ({ point });
const square: Outline = {
	type: 'Polygon',
	coordinates: [
		[
			[40, 34],
			[41, 34],
			[41, 35],
			[40, 35],
			[40, 34],
		],
	],
};
const road: Geometry = {
	type: 'LineString',
	coordinates: [
		[40, 30],
		[40, 40],
	],
};

describe('what lies around something drawn', () => {
	it('is as near as the nearest edge of an area, and 0 km away inside', () => {
		const inside = at(40.5, 34.5);
		const outside = at(39.9, 34.5);
		expect(around(square, [outside, inside], 0).map(({ item }) => item)).toEqual([inside]);
		const [, second] = around(square, [outside, inside], 20);
		expect(second?.item).toBe(outside);
		expect(second?.km).toBeCloseTo(distanceKm([39.9, 34.5], [40, 34.5]), 1);
	});

	it('is measured from a line, not only from its ends', () => {
		expect(kmFrom(road, at(40.1, 35), 50)).toBeCloseTo(distanceKm([40.1, 35], [40, 35]), 1);
		expect(kmFrom(road, at(42, 35), 50)).toBeNull();
	});

	it('is an area too that it touches, or lies in', () => {
		const land = { point: [50, 50] as LonLat, outline: square };
		expect(kmFrom({ type: 'Point', coordinates: [40.2, 34.2] }, land, 0)).toBe(0);
		expect(kmFrom({ type: 'Point', coordinates: [42, 34.5] }, land, 200)).toBeCloseTo(
			distanceKm([42, 34.5], [41, 34.5]),
			0,
		);
	});

	it('is within so many kilometres of any part of a collection', () => {
		const all: Geometry = {
			type: 'GeometryCollection',
			geometries: [{ type: 'Point', coordinates: [0, 0] }, road],
		};
		expect(kmFrom(all, at(0, 0.01), 5)).toBeCloseTo(1.11, 1);
		expect(kmFrom(all, at(40, 35), 5)).toBeCloseTo(0, 6);
	});

	it('of a point is what is near it', () => {
		fc.assert(
			fc.property(belowThePoles, fc.array(belowThePoles), fc.nat(20_000), (from, points, km) => {
				const places = points.map((point) => ({ point }));
				const geometry: Geometry = { type: 'Point', coordinates: [...from] };
				expect(around(geometry, places, km).map(({ km: away }) => away)).toEqual(
					near(from, places, { km }).map(({ km: away }) => away),
				);
			}),
		);
	});
});
