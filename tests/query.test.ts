import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from '#lib/domain.ts';
import { formatQuery, parseQuery, QueryError } from '#lib/query.ts';

const degrees = (most: number) =>
	fc.integer({ min: -most * 1000, max: most * 1000 }).map((n) => n / 1000);
const day = fc.constantFrom('2019', '2019-03', '2019-03-14', '2020-12-31');
const query = fc.record(
	{
		bbox: fc
			.tuple(degrees(180), degrees(90), degrees(180), degrees(90))
			.map(([w, a, e, b]) => [w, Math.min(a, b), e, Math.max(a, b)] as const),
		datetime: fc.constantFrom(
			{ from: '2019', to: null },
			{ from: null, to: '2019-03' },
			{ from: '2019-03-01', to: '2019-03-31' },
		),
		words: fc
			.string({ minLength: 1, maxLength: 40 })
			.map((text) => text.trim())
			.filter(Boolean),
		near: fc.record({
			point: fc.tuple(degrees(180), degrees(90)),
			km: fc.integer({ min: 1, max: 20_000 }),
		}),
		around: fc.record({
			layer: fc.constantFrom('a1b2', 'layer-1'),
			feature: fc.nat(99_999),
			km: fc.constantFrom(0, 0.5, 20_000),
		}),
		language: fc.constantFrom('nl', 'ar'),
		kind: fc.constantFrom('settlement' as const, 'country' as const),
		status: fc.constantFrom('confirmed' as const, 'rejected' as const),
		demonyms: fc.boolean(),
		places: fc.array(fc.constantFrom('gn:171944', 'iso:SY', 'wa:sahel'), {
			minLength: 1,
			maxLength: 3,
		}),
		document: fc.constantFrom('abc123', 'f00'),
		limit: fc.integer({ min: 1, max: 100_000 }),
	},
	{ requiredKeys: [] },
);

describe('a query in an address', () => {
	it('comes back as it went in', () => {
		fc.assert(
			fc.property(query, (asked) => {
				expect(parseQuery(formatQuery(asked as Query))).toEqual(asked);
			}),
		);
	});

	it('never fails but with a QueryError that names the parameter', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('bbox', 'datetime', 'near', 'limit', 'kind', 'place', 'demonyms'),
				fc.string(),
				(name, value) => {
					try {
						parseQuery(new URLSearchParams([[name, value]]));
					} catch (error) {
						expect(error).toBeInstanceOf(QueryError);
						expect((error as QueryError).parameter).toBe(name);
					}
				},
			),
		);
	});

	it.each([
		['bbox', '1,2,3'],
		['bbox', '0,10,1,-10'],
		['bbox', '0,0,181,1'],
		['bbox', '0,,1,2'],
		['near', '5,52'],
		['near', '5,52,0'],
		['near', '5,52,30000'],
		['near', '5,91,10'],
		['datetime', '2019-13'],
		['datetime', '2019-02-30'],
		['datetime', '../..'],
		['datetime', '2020/2019'],
		['limit', '0'],
		['limit', '1.5'],
		['kind', 'town'],
		['q', ' '],
		['place', 'a b'],
	])('refuses %s=%s and says what is expected', (name, value) => {
		expect(() => parseQuery(new URLSearchParams([[name, value]]))).toThrow(/expected/);
	});

	it('reads a day as an interval of that day, and open ends', () => {
		const of = (text: string) => parseQuery(new URLSearchParams({ datetime: text })).datetime;
		fc.assert(
			fc.property(day, (date) => {
				expect(of(date)).toEqual({ from: date, to: date });
			}),
		);
		expect(of('../2019')).toEqual({ from: null, to: '2019' });
		expect(of('2019-03-14T10:00:00Z/..')).toEqual({ from: '2019-03-14', to: null });
	});

	it('takes a box across the antimeridian', () => {
		expect(parseQuery(new URLSearchParams({ bbox: '179,-20,-179,-10' })).bbox).toEqual([
			179, -20, -179, -10,
		]);
	});
});
