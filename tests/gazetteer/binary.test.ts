import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '#lib/domain.ts';
import { openGazetteer } from '#lib/gazetteer/binary.ts';
import { encodeGazetteer } from '#lib/gazetteer/encode.ts';
import type { Match } from '#lib/gazetteer/gazetteer.ts';
import { foldedNames, type GazetteerRow } from '#lib/gazetteer/row.ts';
import { gazetteer as small, place, rows } from '../fixtures/gazetteer.ts';

const bytes = encodeGazetteer(rows);
const compact = openGazetteer(bytes);

const ids = (places: readonly Place[]) => places.map(({ id }) => id);
const found = (matches: readonly Match[]) =>
	matches.map((match) => `${match.place.id} ${match.principal}`).sort();

/** Places hold coordinates to a hundred-thousandth of a degree, as the file does. */
const names = [...new Set(rows.flatMap((row) => [...foldedNames(row).keys()]))];
const words = fc.oneof(
	fc.constantFrom(...names),
	fc.string(),
	fc.tuple(fc.constantFrom(...names), fc.nat(12)).map(([name, cut]) => name.slice(0, cut)),
);

describe('the compact gazetteer', () => {
	it('gives each place back whole', () => {
		for (const row of rows) expect(compact.byId(row.place.id)).toEqual(row.place);
		expect(compact.byId('gn:0')).toBeNull();
		expect(compact.country('SY')?.id).toBe('iso:SY');
		expect(compact.country('XX')).toBeNull();
	});

	it('keeps boxes, also those across the antimeridian', () => {
		const box = [172.5, -47.25, -176, -34] as const;
		const row: GazetteerRow = { place: { ...place('iso:GE'), id: 'wa:box', bbox: box } };
		const opened = openGazetteer(encodeGazetteer([...rows, row]));
		expect(opened.byId('wa:box')?.bbox).toEqual(box);
		expect(opened.byId('iso:GE')?.bbox).toBeNull();
	});

	it('answers as the plain one does, whatever is asked', () => {
		fc.assert(
			fc.property(words, (word) => {
				expect(found(compact.lookup(word))).toEqual(found(small.lookup(word)));
				expect(compact.hasPrefix(word)).toBe(small.hasPrefix(word));
				expect(ids(compact.suggest(word, 5))).toHaveLength(small.suggest(word, 5).length);
			}),
			{ numRuns: 1000 },
		);
	});

	it('finds the same nearly written names', () => {
		for (const name of ['Damascsu', 'Birmingam', 'Kamischli', 'Bagdhad', 'دمسق', 'Dayr al Zawr']) {
			const all = (matches: readonly Match[]) =>
				[...new Set(ids(matches.map((m) => m.place)))].sort();
			expect(all(compact.fuzzy(name, 50))).toEqual(all(small.fuzzy(name, 50)));
			expect(compact.fuzzy(name, 50).length).toBeGreaterThan(0);
		}
		expect(compact.fuzzy('Baghuz', 1)[0]?.place.id).toBe('gn:171944');
		expect(compact.fuzzy('Xyzzyx', 5)).toEqual([]);
	});

	it('finds what is near as the plain one does, over the date line and at the poles too', () => {
		const edge = [
			[179.9, 0],
			[-179.9, 0.5],
			[10, 89.9],
			[-170, 89.9],
			[0, -90],
			[0, 0],
		] as const;
		const world = rows.concat(
			edge.map((point, i) => ({ place: { ...place('gn:4717560'), id: `wa:edge-${i}`, point } })),
		);
		const opened = openGazetteer(encodeGazetteer(world));
		expect(ids(opened.near([180, 0], 100))).toEqual(['wa:edge-0', 'wa:edge-1']);
		expect(ids(opened.near([100, 90], 50)).sort()).toEqual(['wa:edge-2', 'wa:edge-3']);
		expect(ids(opened.near([0, 0], 1))).toEqual(['wa:edge-5']);
		const point = place('gn:171944').point;
		expect(ids(compact.near(point, 300, 'settlement'))).toEqual(
			ids(small.near(point, 300, 'settlement')),
		);
	});

	it('is the same file for the same rows, in whatever order they come', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
				expect(encodeGazetteer(shuffled)).toEqual(bytes);
			}),
			{ numRuns: 20 },
		);
	});

	it('refuses two places of one id', () => {
		expect(() => encodeGazetteer([...rows, ...rows.slice(0, 1)])).toThrow('iso:SY');
	});

	it('opens from the middle of another buffer, and says what is wrong with a broken file', () => {
		const moved = new Uint8Array(bytes.length + 3);
		moved.set(bytes, 3);
		expect(openGazetteer(moved.subarray(3)).lookup('Paris')).toHaveLength(2);
		expect(() => openGazetteer(new Uint8Array())).toThrow('npm run geodata');
		expect(() => openGazetteer(new TextEncoder().encode('<!doctype html>'))).toThrow(
			'not a gazetteer',
		);
		for (const end of [13, bytes.length - 9, Math.floor(bytes.length / 2)]) {
			expect(() => openGazetteer(bytes.subarray(0, end))).toThrow('npm run geodata');
		}
	});
});
