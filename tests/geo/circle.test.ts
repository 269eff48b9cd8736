import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '#lib/domain.ts';
import { circle, maxRadiusKm } from '#lib/geo/circle.ts';
import { circleFeature, featureCollection } from '#lib/geo/features.ts';
import { destination, distanceKm } from '#lib/geo/measure.ts';
import { faults } from './geojson.ts';
import { lonLat } from './arbitrary.ts';

const radius = fc.double({ min: 0.1, max: maxRadiusKm, noNaN: true });

/** Its corners but for those that close it along the pole. */
const edge = (center: LonLat, km: number) =>
	(circle(center, km).coordinates.flat(Infinity) as number[])
		.flatMap((number, i, all) => (i % 2 === 0 ? [[number, all[i + 1] as number] as LonLat] : []))
		.filter(([, lat]) => Math.abs(lat) < 90);

describe('a circle', () => {
	it('has every corner at its radius, wherever it lies', () => {
		fc.assert(
			fc.property(lonLat, radius, (center, km) => {
				for (const corner of edge(center, km)) {
					// 11 m are what a center at a pole is moved by.
					expect(Math.abs(distanceKm(center, corner) - km)).toBeLessThan(0.012);
				}
			}),
		);
	});

	it('is valid GeoJSON wherever it lies', () => {
		fc.assert(
			fc.property(lonLat, radius, (center, km) => {
				expect(faults(featureCollection([circleFeature(center, km)]))).toEqual([]);
			}),
		);
	});

	it('has inside what is clearly nearer, and outside what is clearly farther', () => {
		const bearing = fc.double({ min: 0, max: 360, noNaN: true });
		const share = fc.constantFrom(0.05, 0.5, 0.95, 1.05, 1.5);
		fc.assert(
			fc.property(
				lonLat,
				fc.double({ min: 1, max: 4000, noNaN: true }),
				bearing,
				share,
				(center, km, towards, part) => {
					const point = destination(center, km * part, towards);
					// Between its corners a polygon of straight lines in degrees strays where longitudes crowd.
					fc.pre(Math.abs(point[1]) < 85 && Math.abs(center[1]) + (km / 111) * 1.6 < 80);
					expect(booleanPointInPolygon([...point], circle(center, km))).toBe(part < 1);
				},
			),
		);
	});

	it('is cut in two at the antimeridian', () => {
		const { type, coordinates } = circle([179.9, 0], 200);
		expect(type).toBe('MultiPolygon');
		expect(coordinates).toHaveLength(2);
		expect(booleanPointInPolygon([-179, 0], circle([179.9, 0], 200))).toBe(true);
		expect(circleFeature([179.9, 0], 200).bbox?.[0]).toBeGreaterThan(178);
		expect(circleFeature([179.9, 0], 200).bbox?.[2]).toBeLessThan(-178);
	});

	it.each([
		['north', 85, 89.9],
		['south', -85, -89.9],
		['north', 90, 89.9],
		['south', -90, -89.9],
	])('goes round the %s pole from latitude %d', (_, lat, beyond) => {
		const cap = circle([30, lat], 1000);
		for (const lon of [-179, -90, 0, 90, 179]) {
			expect(booleanPointInPolygon([lon, beyond], cap)).toBe(true);
			expect(booleanPointInPolygon([lon, 0], cap)).toBe(false);
		}
	});

	it.each([0, -1, NaN, maxRadiusKm + 1])('refuses a radius of %d km', (km) => {
		expect(() => circle([0, 0], km)).toThrow(RangeError);
	});
});
