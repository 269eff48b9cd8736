import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '#lib/domain.ts';
import { destination, distanceKm, initialBearing, wind, winds } from '#lib/geo/measure.ts';
import { belowThePoles, lonLat } from './arbitrary.ts';

const wgs84 = geodesic.Geodesic.WGS84;
const baghouz: LonLat = [40.94904, 34.46095];
const deirEzZor: LonLat = [40.14, 35.33];
const london: LonLat = [-0.1278, 51.5074];
const quito: LonLat = [-78.5, 0];

const onEllipsoid = (a: LonLat, b: LonLat) =>
	(wgs84.Inverse(a[1], a[0], b[1], b[0]).s12 ?? NaN) / 1000;

describe('distance', () => {
	it.each([
		['down the Euphrates', baghouz, deirEzZor],
		['across the equator and Greenwich', [-1, -1], [1, 1]],
		['from zero, zero', [0, 0], [0, 1]],
		['over the ocean', london, quito],
		['across the antimeridian', [179.5, 10], [-179.5, 10]],
	] as [string, LonLat, LonLat][])('is the geodesic within 0.6 %%: %s', (_, a, b) => {
		const known = onEllipsoid(a, b);
		expect(Math.abs(distanceKm(a, b) - known) / known).toBeLessThan(0.006);
	});

	it('is within 0.6 % of the geodesic anywhere', () => {
		fc.assert(
			fc.property(lonLat, lonLat, (a, b) => {
				const known = onEllipsoid(a, b);
				// Near the far side of the Earth the ellipsoid has its own ideas of the shortest way.
				fc.pre(known > 0.001 && known < 19_000);
				expect(Math.abs(distanceKm(a, b) - known) / known).toBeLessThan(0.006);
			}),
		);
	});

	it('is the same there and back, and nothing to oneself', () => {
		fc.assert(
			fc.property(lonLat, lonLat, (a, b) => {
				expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
				expect(distanceKm(a, a)).toBe(0);
			}),
		);
	});
});

describe('direction', () => {
	it('knows the winds from the origin of all coordinates', () => {
		const from: LonLat = [0, 0];
		expect(wind(initialBearing(from, [0, 1]))).toBe('n');
		expect(wind(initialBearing(from, [1, 0]))).toBe('e');
		expect(wind(initialBearing(from, [0, -1]))).toBe('s');
		expect(wind(initialBearing(from, [-1, 0]))).toBe('w');
		expect(wind(initialBearing(from, [-1, 1]))).toBe('nw');
	});

	it('tells that Deir ez-Zor lies north-west of Baghouz', () => {
		expect(wind(initialBearing(baghouz, deirEzZor))).toBe('nw');
	});

	it('gives each wind its 22.5 degrees, north on both sides of zero', () => {
		winds.forEach((key, i) => {
			for (const off of [-11.2, 0, 11.2]) expect(wind(i * 22.5 + off)).toBe(key);
		});
		expect(wind(359)).toBe('n');
	});

	it('leads as far as it says, in the direction it says', () => {
		const km = fc.double({ min: 0.1, max: 15_000, noNaN: true });
		const bearing = fc.double({ min: 0, max: 359.99, noNaN: true });
		fc.assert(
			fc.property(belowThePoles, km, bearing, (from, far, towards) => {
				const to = destination(from, far, towards);
				expect(to[0]).toBeGreaterThanOrEqual(-180);
				expect(to[0]).toBeLessThanOrEqual(180);
				expect(distanceKm(from, to)).toBeCloseTo(far, 4);
				const turned = Math.abs(initialBearing(from, to) - towards);
				expect(Math.min(turned, 360 - turned)).toBeLessThan(0.01);
			}),
		);
	});
});
