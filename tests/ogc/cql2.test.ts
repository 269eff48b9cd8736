import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter } from '#lib/domain.ts';
import { collectionOf } from '#lib/ogc/collections.ts';
import { parseCql2 } from '#lib/ogc/cql2.ts';
import { QueryError } from '#lib/query.ts';

const queryables = collectionOf('mentions')?.queryables ?? {};
const parse = (text: string) => parseCql2(text, queryables);

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const nameOf = (field: string) =>
	Object.entries(queryables).find(([, one]) => one.field === field)?.[0] ?? '';
const literal = (value: string | number, field: string) =>
	field === 'document.published'
		? `DATE(${quote(String(value))})`
		: typeof value === 'number'
			? String(value)
			: quote(value);

/** A filter as CQL2 text, every part in brackets. */
function format(filter: Filter): string {
	switch (filter.op) {
		case 'and':
		case 'or':
			return filter.args.map((arg) => `(${format(arg)})`).join(` ${filter.op.toUpperCase()} `);
		case 'not':
			return `NOT (${format(filter.arg)})`;
		case 'null':
			return `${nameOf(filter.field)} IS NULL`;
		case 'like':
			return `"${nameOf(filter.field)}" like ${quote(filter.pattern)}`;
		case 'in':
			return `${nameOf(filter.field)} IN (${filter.values.map((value) => literal(value, filter.field)).join(',')})`;
		case 'meets':
			return `S_INTERSECTS(geometry, BBOX(${filter.bbox.join(', ')}))`;
		default:
			return `${nameOf(filter.field)}${filter.op}${literal(filter.value, filter.field)}`;
	}
}

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
const fieldAndValue = fc.oneof(
	fc.tuple(fc.constantFrom('mention.surface' as const, 'place.country' as const), fc.string()),
	fc.tuple(fc.constantFrom('mention.confidence' as const, 'place.population' as const), number),
	fc.tuple(
		fc.constant('document.published' as const),
		fc.constantFrom('2019', '2019-03', '2019-03-14'),
	),
);
const leaf = fc.oneof(
	fc
		.tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>='), fieldAndValue)
		.map(([op, [field, value]]) => ({ op, field, value }) as Filter),
	fieldAndValue.map(([field]): Filter => ({ op: 'null', field })),
	fieldAndValue.map(([field, value]): Filter => ({ op: 'in', field, values: [value, value] })),
	fc.string().map((pattern): Filter => ({ op: 'like', field: 'place.name', pattern })),
	fc.constant<Filter>({ op: 'meets', bbox: [170, -10.5, -170, 0] }),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
	filter: fc.oneof(
		{ maxDepth: 4 },
		leaf,
		fc
			.tuple(
				fc.constantFrom('and' as const, 'or' as const),
				fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
			)
			.map(([op, args]): Filter => ({ op, args })),
		tie('filter').map((arg): Filter => ({ op: 'not', arg })),
	),
}));

describe('CQL2 text', () => {
	it('is read back as it was meant', () => {
		fc.assert(
			fc.property(filter, (meant) => {
				expect(parse(format(meant))).toEqual(meant);
			}),
		);
	});

	it('is read, or refused with the place and what was expected', () => {
		const words = fc.constantFrom(
			...`surface = 'x' AND OR NOT ( ) , < 5 LIKE IN BETWEEN IS NULL S_INTERSECTS geometry BBOX T_AFTER published DATE '2019-03-14' " ' ; INTERVAL`.split(
				' ',
			),
		);
		const anything = fc.oneof(
			fc.string(),
			fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
		);
		fc.assert(
			fc.property(anything, (text) => {
				try {
					parse(text);
				} catch (error) {
					expect(error).toBeInstanceOf(QueryError);
					expect((error as Error).message).toMatch(/at character \d+ expected ./);
				}
			}),
		);
	});

	it.each<[string, Filter]>([
		['5 < population', { op: '>', field: 'place.population', value: 5 }],
		[
			"population BETWEEN 1 AND 2 AND country = 'SY'",
			{
				op: 'and',
				args: [
					{
						op: 'and',
						args: [
							{ op: '>=', field: 'place.population', value: 1 },
							{ op: '<=', field: 'place.population', value: 2 },
						],
					},
					{ op: '=', field: 'place.country', value: 'SY' },
				],
			},
		],
		[
			"country NOT IN ('SY')",
			{ op: 'not', arg: { op: 'in', field: 'place.country', values: ['SY'] } },
		],
		['admin1 is not null', { op: 'not', arg: { op: 'null', field: 'place.admin1' } }],
		[
			"T_AFTER(published, DATE('2019-03-14'))",
			{ op: 'and', args: [{ op: '>', field: 'document.published', value: '2019-03-14' }] },
		],
		[
			"T_DURING(published, INTERVAL('2019-03-01', '..'))",
			{
				op: 'and',
				args: [
					{ op: 'not', arg: { op: 'null', field: 'document.published' } },
					{ op: '>=', field: 'document.published', value: '2019-03-01' },
				],
			},
		],
		['S_INTERSECTS(geometry, POINT(40.9 34.4))', { op: 'meets', bbox: [40.9, 34.4, 40.9, 34.4] }],
		["surface = 'it''s'", { op: '=', field: 'mention.surface', value: "it's" }],
	])('reads %s', (text, meant) => {
		expect(parse(text)).toEqual(meant);
	});

	it.each([
		['colour = 1', /at character 1 expected one of surface, kind,/],
		["population = 'many'", /at character 14 expected a number/],
		['surface =', /at character 10 expected a text/],
		["surface = 'a' surface", /at character 15 expected AND, OR or the end/],
		['S_INTERSECTS(geometry, BBOX(0, 10, 1, 5))', /expected BBOX\(west, south, east, north\)/],
		['constructor = 1', /expected one of surface/],
		['('.repeat(100), /at most 50 levels/],
	])('refuses %s', (text, reason) => {
		expect(() => parse(text)).toThrow(reason);
	});
});
