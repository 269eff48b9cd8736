import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { LonLat, Outline } from '#lib/domain.ts';
import { distanceKm } from '#lib/geo/measure.ts';
import { type Located, near } from '#lib/geo/near.ts';
import { lonLat } from './arbitrary.ts';

const read = (name: string) =>
	JSON.parse(
		readFileSync(new URL(`../../geodata/places/${name}.geojson`, import.meta.url), 'utf8'),
	);

interface Named extends Located {
	readonly name: string;
}

const settlements: Named[] = read('baghouz').features.map(
	(feature: { properties: { name: string }; geometry: { coordinates: LonLat } }) => ({
		name: feature.properties.name,
		point: feature.geometry.coordinates,
	}),
);
const countries: Named[] = ['syria', 'iraq', 'turkey', 'egypt', 'libya'].map((name) => ({
	name,
	point: [0, 0],
	outline: read(name).features[0].geometry as Outline,
}));
const baghouz: LonLat = [40.94904, 34.46095];
const names = (found: readonly { item: Named }[]) => found.map(({ item }) => item.name);

const square = (west: number, south: number, east: number, north: number): Outline => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south],
		],
	],
});

describe('what lies near Baghouz', () => {
	it('is sorted by distance, the place itself first', () => {
		const found = near(baghouz, settlements, { km: 60 });
		expect(names(found)[0]).toBe('Baghuz Fawqani');
		expect(found[0]).toMatchObject({ km: 0, bearing: null, wind: null });
		expect(names(found)).toContain('Hajin');
		expect(names(found)).not.toContain('Raqqa');
		const distances = found.map(({ km }) => km);
		expect(distances).toEqual(distances.toSorted((a, b) => a - b));
	});

	it('tells the direction', () => {
		const all = near(baghouz, settlements, {});
		expect(all.find(({ item }) => item.name === 'Hajin')?.wind).toBe('nnw');
		expect(all.find(({ item }) => item.name === 'Raqqa')?.wind).toBe('nw');
	});

	it('can be just the nearest few', () => {
		expect(near(baghouz, settlements, { limit: 3 })).toHaveLength(3);
		expect(near(baghouz, settlements, { limit: 100 })).toHaveLength(settlements.length);
		expect(near(baghouz, settlements, { km: 60, limit: 1 })).toHaveLength(1);
	});

	it('counts the country around it as 0 km away and its neighbour as far as the border', () => {
		const [syria, iraq, ...rest] = near(baghouz, countries, { km: 100 });
		expect(syria).toMatchObject({ item: { name: 'syria' }, km: 0, wind: null });
		expect(iraq?.item.name).toBe('iraq');
		expect(iraq?.km).toBeGreaterThan(0);
		expect(iraq?.km).toBeLessThan(15);
		expect(rest).toEqual([]);
	});

	it('is the same however many areas are asked about at once', () => {
		const all = near(baghouz, countries, {});
		expect(names(all)).toEqual(['syria', 'iraq', 'turkey', 'egypt', 'libya']);
		for (const { item, km } of all) {
			expect(near(baghouz, [item], { km: km + 1 })[0]?.km).toBe(km);
			if (km > 1) expect(near(baghouz, [item], { km: km - 1 })).toEqual([]);
		}
	});
});

describe('an area', () => {
	it('has a hole that is not inside it', () => {
		const rim: Outline = {
			type: 'Polygon',
			coordinates: [
				square(-10, -10, 10, 10).coordinates[0] as Position[],
				(square(-1, -1, 1, 1).coordinates[0] as Position[]).toReversed(),
			],
		};
		const [found] = near([0, 0], [{ point: [5, 5], outline: rim }], {});
		expect(found?.km).toBeCloseTo(distanceKm([0, 0], [0, 1]), 1);
	});

	it('has sides that are straight in degrees: a parallel stays a parallel', () => {
		const canada = { point: [-100, 55] as LonLat, outline: square(-125, 49, -95, 60) };
		const [found] = near([-110, 48], [canada], {});
		expect(found?.km).toBeCloseTo(distanceKm([-110, 48], [-110, 49]), 0);
		expect(found?.wind).toBe('n');
	});

	it('is near across the antimeridian', () => {
		const [found] = near(
			[179.9, 0],
			[{ point: [-179, 0], outline: square(-179.9, -1, -178, 1) }],
			{},
		);
		expect(found?.km).toBeCloseTo(22.24, 1);
		expect(found?.wind).toBe('e');
	});

	it('is never farther than any corner of its outline, nor nearer than no point of it', () => {
		const side = fc.double({ min: 0.01, max: 20, noNaN: true });
		fc.assert(
			fc.property(lonLat, lonLat, side, side, (from, [west, south], width, height) => {
				fc.pre(west + width <= 180 && south + height <= 90);
				const outline = square(west, south, west + width, south + height);
				const [found] = near(from, [{ point: [west, south], outline }], {});
				const along = (outline.coordinates[0] as Position[])
					.slice(1)
					.flatMap(([x = 0, y = 0], i) => {
						const [u = 0, v = 0] = (outline.coordinates[0] as Position[])[i] ?? [];
						return Array.from({ length: 40 }, (_, n) => [
							u + ((x - u) * n) / 40,
							v + ((y - v) * n) / 40,
						]);
					}) as unknown as LonLat[];
				const sampled = Math.min(...along.map((corner) => distanceKm(from, corner)));
				expect(found?.km).toBeLessThanOrEqual(sampled + 0.2);
				const inside = found?.km === 0;
				// Between two samples lie at most 20 / 40 degrees, of which half may be missed.
				if (!inside) expect(found?.km).toBeGreaterThanOrEqual(sampled - 28);
			}),
		);
	});
});

it('finds points at the origin of all coordinates', () => {
	const zero = { point: [0, 0] as LonLat };
	expect(near([0, 0], [zero], { km: 1 })).toHaveLength(1);
	expect(near([0.001, 0], [zero], { km: 1 })[0]?.wind).toBe('w');
});
