import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSupplement } from '#lib/gazetteer/supplement.ts';

const table = (...lines: string[]) =>
	['id\tkind\tcountry\tpoint\ten\tnl\taliases\tparts', ...lines].join('\n');

describe('a table of our own places', () => {
	it('is read line by line, comments and empty lines left out', () => {
		const [row, ...more] = parseSupplement(
			table('# seas', '', 'wa:x\tregion\t\t5.5,-3\tX land\tX-land\tA; B ;\tNO;US/Maine'),
		);
		expect(more).toEqual([]);
		expect(row).toMatchObject({
			id: 'wa:x',
			point: [5.5, -3],
			names: { en: 'X land', nl: 'X-land' },
			aliases: ['A', 'B'],
			parts: ['NO', 'US/Maine'],
			country: null,
			bbox: null,
		});
	});

	it.each([
		['wa:x\tplanet\t\t1,2\tX', 'Line 2: "planet" is no kind of place'],
		['X\tregion\t\t1,2\tX', 'no id'],
		['wa:x\tregion\t\t1,2', 'English name'],
		['wa:x\tregion\t\t1;2\tX', '2 numbers'],
		['wa:x\tregion\t\t12,123\tX', 'longitude comes first'],
		['wa:x\tregion\tNed\t1,2\tX', 'no country code'],
		['wa:x\tregion\t\t1,2\tX\t\t\t\t\tmore', 'more cells'],
	])('says what is wrong with %j', (line, message) => {
		expect(() => parseSupplement(table(line))).toThrow(message);
	});
});

describe('the tables that are shipped', () => {
	const rows = ['divisions', 'regions', 'waters', 'lands', 'places'].flatMap((name) =>
		parseSupplement(readFileSync(`geodata/supplement/${name}.tsv`, 'utf8')),
	);

	it('name many places, each once, most of them in Dutch', () => {
		expect(rows.length).toBeGreaterThan(900);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		expect(rows.filter(({ names }) => names.nl).length).toBeGreaterThan(0.95 * rows.length);
	});

	it('place each somewhere: by a point, by its parts, or by the row it adds to', () => {
		const lost = rows.filter(
			({ id, point, parts }) => !point && parts.length === 0 && !id.startsWith('gn:'),
		);
		expect(lost).toEqual([]);
	});

	it('hold each point inside its own box', () => {
		const outside = rows.filter(({ point, bbox }) => {
			if (!point || !bbox) return false;
			const [[lon, lat], [west, south, east, north]] = [point, bbox];
			const across = west > east ? lon >= west || lon <= east : lon >= west && lon <= east;
			return !across || lat < south || lat > north;
		});
		expect(outside.map(({ id }) => id)).toEqual([]);
	});
});
