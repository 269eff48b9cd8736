import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionOf } from '#lib/ogc/collections.ts';
import { isPolygon } from '#lib/ogc/cql2-area.ts';
import { type Expression, parseCql2 } from '#lib/ogc/cql2.ts';
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
function format(filter: Expression): string {
	switch (filter.op) {
		case 'and':
		case 'or':
			if (!filter.args.length) return filter.op === 'and' ? 'True' : 'FALSE';
			return filter.args.map((arg) => `(${format(arg)})`).join(` ${filter.op.toUpperCase()} `);
		case 'not':
			return `NOT (${format(filter.arg)})`;
		case 'null':
			return `${nameOf(filter.field)} IS NULL`;
		case 'like':
			return `"${nameOf(filter.field)}" like ${quote(filter.pattern)}`;
		case 'in':
			return `${nameOf(filter.field)} IN (${filter.values.map((value) => literal(value, filter.field)).join(',')})`;
		case 'intersects': {
			const { area } = filter;
			if (!isPolygon(area)) return `S_INTERSECTS(geometry, BBOX(${area.join(', ')}))`;
			const rings = area.coordinates.map((ring) => ring.map((one) => one.join(' ')).join(', '));
			return `s_intersects(POLYGON((${rings.join('), (')})), "geometry")`;
		}
		default:
			return `${nameOf(filter.field)}${filter.op}${literal(filter.value, filter.field)}`;
	}
}

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
const degrees = (most: number) =>
	fc.double({ min: -most, max: most, noNaN: true }).map((n) => n + 0);
const position = fc.tuple(degrees(180), degrees(90)).map((one): number[] => one);
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
		.map(([op, [field, value]]) => ({ op, field, value }) as Expression),
	fieldAndValue.map(([field]): Expression => ({ op: 'null', field })),
	fieldAndValue.map(([field, value]): Expression => ({ op: 'in', field, values: [value, value] })),
	fc
		.string()
		.filter((pattern) => !pattern.endsWith('\\'))
		.map((pattern): Expression => ({ op: 'like', field: 'place.name', pattern })),
	fc.constantFrom<Expression>({ op: 'and', args: [] }, { op: 'or', args: [] }),
	fc.constant<Expression>({ op: 'intersects', area: [170, -10.5, -170, 0] }),
	fc
		.array(fc.array(position, { minLength: 3, maxLength: 5 }), { minLength: 1, maxLength: 2 })
		.map((rings): Expression => ({
			op: 'intersects',
			area: { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ring[0] ?? []]) },
		})),
);
const { filter } = fc.letrec<{ filter: Expression }>((tie) => ({
	filter: fc.oneof(
		{ maxDepth: 4 },
		leaf,
		fc
			.tuple(
				fc.constantFrom('and' as const, 'or' as const),
				fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
			)
			.map(([op, args]): Expression => ({ op, args })),
		tie('filter').map((arg): Expression => ({ op: 'not', arg })),
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
			...`surface = 'x' AND OR NOT ( ) , < 5 LIKE IN BETWEEN IS NULL S_INTERSECTS geometry BBOX POLYGON POINT TRUE T_AFTER published DATE '2019-03-14' " ' ; INTERVAL`.split(
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

	it.each<[string, Expression]>([
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
		[
			'S_INTERSECTS(geometry, POINT(40.9 34.4))',
			{ op: 'intersects', area: [40.9, 34.4, 40.9, 34.4] },
		],
		['S_INTERSECTS(BBOX(1,2,0,3,4,9), geometry)', { op: 'intersects', area: [1, 2, 3, 4] }],
		[
			"TIMESTAMP('2019-03-14T12:00:00Z') < published",
			{
				op: '>',
				field: 'document.published',
				value: '2019-03-14',
			},
		],
		['NOT false', { op: 'not', arg: { op: 'or', args: [] } }],
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
		[Array(501).fill('TRUE').join(' OR '), /at most 500 conditions/],
		['S_INTERSECTS(geometry, CIRCLE(1 2))', /at character 24 expected BBOX, POINT or POLYGON/],
		['S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1)))', /at character 32 expected a ring of four/],
		['S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 1)))', /the last the same as the first/],
		['S_INTERSECTS(geometry, POINT(34 140))', /at character 30 expected a longitude/],
		['S_INTERSECTS(surface, POINT(1 2))', /at character 14 expected BBOX/],
		['population > 1e400', /at character 14 expected a number/],
		["surface LIKE 'a\\\\\\'", /at character 14 expected something after the last/],
		["'x' < population", /at character 1 expected a number/],
		["T_DURING(surface, DATE('2019-03-14'))", /at character 10 expected a property that is a date/],
		["T_MEETS(published, DATE('2019-03-14'))", /at character 1 expected T_AFTER,/],
	])('refuses %s', (text, reason) => {
		expect(() => parse(text)).toThrow(reason);
	});

	it('refuses a character that no text has', () => {
		expect(() => parse("surface = 'a\0b'")).toThrow(/at character 11 expected a text/);
	});

	it('reads the numbers of geometries in the order of their system', () => {
		const crs = 'http://www.opengis.net/def/crs/EPSG/0/4326';
		const area = (text: string) => parseCql2(`S_INTERSECTS(geometry, ${text})`, queryables, crs);
		expect(area('BBOX(33, 38, 37, 43)')).toEqual({ op: 'intersects', area: [38, 33, 43, 37] });
		expect(area('POINT(34.4 140.9)')).toMatchObject({ area: [140.9, 34.4, 140.9, 34.4] });
		const polygon = area('POLYGON((34 140, 35 140, 35 141, 34 140))');
		expect(polygon).toMatchObject({
			area: {
				coordinates: [
					[
						[140, 34],
						[140, 35],
						[141, 35],
						[140, 34],
					],
				],
			},
		});
	});
});
