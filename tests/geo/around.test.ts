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

	it('is an area that a long line crosses, or comes near, with any part of it', () => {
		const land = { point: [40.5, 34.5] as LonLat, outline: square };
		const winding = (at: number, lat: number): Geometry => ({
			type: 'LineString',
			coordinates: Array.from({ length: 400 }, (_, i) => [30 + i * 0.05, i === at ? lat : 36]),
		});
		// Its only corner that is near is one of four hundred.
		expect(kmFrom(winding(213, 35.1), land, 500)).toBeCloseTo(
			distanceKm([40.65, 35.1], [40.65, 35]),
			0,
		);
		expect(kmFrom(winding(213, 36), land, 500)).toBeCloseTo(distanceKm([40.5, 36], [40.5, 35]), 0);
		expect(kmFrom(winding(213, 36), land, 50)).toBeNull();
		// It goes through without a corner inside.
		const through: Geometry = {
			type: 'LineString',
			coordinates: [
				[39, 34.2],
				[42, 34.3],
			],
		};
		expect(kmFrom(through, land, 0)).toBe(0);
		// A corner of the area is nearest to the middle of an edge.
		const past: Geometry = {
			type: 'LineString',
			coordinates: [
				[41.2, 33],
				[41.2, 36],
			],
		};
		expect(kmFrom(past, land, 100)).toBeCloseTo(distanceKm([41, 35], [41.2, 35]), 1);
		// The last of many points, and a line far from the others.
		const spread = Array.from({ length: 100 }, (_, i) => [i / 10, 0]);
		const last: Geometry = { type: 'MultiPoint', coordinates: [...spread, [40.5, 34.5]] };
		expect(kmFrom(last, land, 0)).toBe(0);
		const lines: Geometry = {
			type: 'MultiLineString',
			coordinates: [
				...spread.map((one) => [one, [0, 5]]),
				[
					[40.4, 34.4],
					[40.6, 34.6],
				],
			],
		};
		expect(kmFrom(lines, land, 0)).toBe(0);
	});

	it('is never farther than any two corners, and as far from here as from there', () => {
		const near = fc.tuple(
			fc.double({ min: 0, max: 8, noNaN: true }),
			fc.double({ min: 40, max: 48, noNaN: true }),
		);
		const ringOf = (corners: readonly (readonly [number, number])[]): Outline => {
			const [lon, lat] = corners[0] ?? [0, 0];
			// A star around its first corner never crosses itself.
			const ring = [0, 1, 2, 3, 4].map((i) => [
				lon + 0.5 * Math.cos((i * Math.PI) / 2.5),
				lat + 0.5 * Math.sin((i * Math.PI) / 2.5),
			]);
			return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] };
		};
		const corners = ({ coordinates }: Outline) => coordinates.flat(1) as unknown as LonLat[];
		fc.assert(
			fc.property(fc.array(near, { minLength: 1 }), fc.array(near, { minLength: 1 }), (a, b) => {
				const [one, other] = [ringOf(a), ringOf(b)];
				const to = (outline: Outline) => ({ point: [-170, -80] as LonLat, outline });
				const km = kmFrom(one, to(other), 3000) ?? NaN;
				expect(kmFrom(other, to(one), 3000)).toBeCloseTo(km, 6);
				for (const from of corners(one)) {
					for (const end of corners(other)) {
						expect(km).toBeLessThanOrEqual(distanceKm(from, end) + 1e-6);
					}
				}
			}),
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
