/** Places on Earth for property tests, with the awkward ones often among them. */
import fc from 'fast-check';
import type { Bbox, LonLat } from '#lib/domain.ts';

/** To seven decimals, a centimetre: finer differences drown in the arithmetic of degrees. */
const degrees = (limit: number) =>
	fc
		.oneof(
			{ weight: 4, arbitrary: fc.double({ min: -limit, max: limit, noNaN: true }) },
			{ weight: 1, arbitrary: fc.constantFrom(0, -limit, limit, limit - 0.01, 0.01 - limit) },
		)
		.map((number) => Math.round(number * 1e7) / 1e7 + 0);

export const lonLat: fc.Arbitrary<LonLat> = fc.tuple(degrees(180), degrees(90));

/** Away from the poles themselves, where every longitude is one point. */
export const belowThePoles: fc.Arbitrary<LonLat> = lonLat.map(([lon, lat]) => [
	lon,
	Math.max(-89.9, Math.min(89.9, lat)),
]);

export const bbox: fc.Arbitrary<Bbox> = fc
	.tuple(lonLat, lonLat)
	.map(([[west, a], [east, b]]) => [west, Math.min(a, b), east, Math.max(a, b)]);
