import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aloneFromZoom,
	gathered,
	inWorld,
	isTile,
	type Tile,
	tileBbox,
	type TilePlace,
} from '#lib/geo/tiles.ts';

const lonLat = fc.tuple(
	fc.double({ min: -180, max: 180, noNaN: true }),
	fc.double({ min: -90, max: 90, noNaN: true }),
);
const places = fc
	.array(fc.record({ point: lonLat, mentions: fc.integer({ min: 1, max: 1000 }) }), {
		minLength: 1,
		maxLength: 50,
	})
	.map((list) => list.map((one, i): TilePlace => ({ ...one, id: `p${i}`, named: one.mentions })));

const allTiles = (z: number): Tile[] =>
	Array.from({ length: 4 ** z }, (_, i) => ({ z, x: i % 2 ** z, y: Math.floor(i / 2 ** z) }));

describe('tiles', () => {
	it('know their boxes', () => {
		expect(tileBbox({ z: 0, x: 0, y: 0 })).toEqual([-180, -90, 180, 90]);
		const [west, south, east, north] = tileBbox({ z: 1, x: 1, y: 0 });
		expect([west, south, east, north].map((n) => Math.round(n * 1e6) / 1e6)).toEqual([
			...[0, 0, 180],
			90,
		]);
		expect(tileBbox({ z: 2, x: 1, y: 1 })[3]).toBeCloseTo(66.51326, 4);
	});

	it('are those of the pyramid', () => {
		expect(isTile({ z: 3, x: 7, y: 7 })).toBe(true);
		expect(
			[
				{ z: 3, x: 8, y: 0 },
				{ z: 23, x: 0, y: 0 },
				{ z: 1, x: -1, y: 0 },
			].map(isTile),
		).toEqual([false, false, false]);
	});

	it('hold each point once, in the box that says so', () => {
		fc.assert(
			fc.property(lonLat, fc.integer({ min: 0, max: 3 }), (point, z) => {
				const place: TilePlace = { id: 'p', point, mentions: 1, named: 1 };
				const holding = allTiles(z).filter((tile) => gathered([place], tile).length > 0);
				expect(holding).toHaveLength(1);
				const [west, south, east, north] = tileBbox(holding[0] as Tile);
				const [lon, lat] = point;
				expect(lon).toBeGreaterThanOrEqual(west - 1e-6);
				expect(lon).toBeLessThanOrEqual(east + 1e-6);
				expect(lat).toBeGreaterThanOrEqual(south - 1e-6);
				expect(lat).toBeLessThanOrEqual(north + 1e-6);
			}),
		);
	});

	it('lose no place and no mention when places are gathered', () => {
		fc.assert(
			fc.property(places, fc.integer({ min: 0, max: 2 }), (list, z) => {
				const marks = allTiles(z).flatMap((tile) => gathered(list, tile));
				const sum = (of: (one: { places: number; mentions: number }) => number) =>
					marks.reduce((total, mark) => total + of(mark), 0);
				expect(sum(({ places: n }) => n)).toBe(list.length);
				expect(sum(({ mentions }) => mentions)).toBe(
					list.reduce((total, { mentions }) => total + mentions, 0),
				);
				for (const { point } of marks) {
					for (const part of inWorld(point)) expect(part).toBeGreaterThanOrEqual(0);
				}
			}),
		);
	});

	it('hide no mark behind another, on either side of a cell’s edge', () => {
		const z = 2;
		// The edges of cells are every 360 / (4 · 8) degrees.
		const edge = 11.25;
		const places = [-0.1, 0.1].map((off, i): TilePlace => {
			return { id: `p${i}`, point: [edge + off, 20], mentions: 1 + i, named: 1 };
		});
		const far: TilePlace = { id: 'far', point: [edge + 12, 20], mentions: 1, named: 1 };
		const marks = gathered([...places, far], { z, x: 2, y: 1 });
		expect(marks.map(({ id, places: n }) => [id, n])).toEqual([
			['p1', 2],
			['far', 1],
		]);
		expect(marks[0]?.point[0]).toBeCloseTo(edge + 0.1 / 3, 6);
	});

	it('gather far out, and leave every place alone close by', () => {
		const near = [0, 1, 2].map((i): TilePlace => {
			return { id: `p${i}`, point: [40.9 + i / 1e4, 34.4], mentions: 3 - i, named: 0 };
		});
		const [together] = gathered(near, { z: 0, x: 0, y: 0 });
		expect(together).toMatchObject({ id: 'p0', places: 3, mentions: 6 });
		const z = aloneFromZoom;
		const [x, y] = inWorld([40.9, 34.4]).map((part) => Math.floor(part * 2 ** z));
		const alone = gathered(near, { z, x: x ?? 0, y: y ?? 0 });
		expect(alone.every(({ places: n }) => n === 1)).toBe(true);
		expect(alone.length).toBeGreaterThan(0);
	});
});
