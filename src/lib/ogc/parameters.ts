/** The parameters of a collection's items, as a question to the corpus. */
import type { Bbox, Query } from '#lib/domain.ts';
import { parseQuery, QueryError } from '#lib/query.ts';
import { isDate } from '#lib/text/date.ts';
import type { Collection } from './collections.ts';
import { type Expression, parseCql2 } from './cql2.ts';
import { boxFrom, crsList, storageCrs } from './crs.ts';

const usualLimit = 10;
export const mostItems = 10_000;

export interface ItemsQuestion {
	/** Without the box and the expression, which speak of geometries. */
	readonly query: Query & { readonly limit: number };
	readonly bbox: Bbox | undefined;
	readonly expression: Expression;
	readonly cursor: string | undefined;
	readonly crs: string;
}

const itemParameters =
	'bbox bbox-crs datetime limit crs filter filter-lang filter-crs cursor f'.split(' ');

function oneOf(name: string, from: URLSearchParams, values: readonly string[]): string {
	const value = from.get(name) ?? values[0] ?? '';
	if (values.includes(value)) return value;
	throw new QueryError(name, value, `expected one of ${values.join(', ')}`);
}

/** The standard lets heights stand in a box; nothing here has one. */
function plainBox(text: string, crs: string): string {
	const numbers = text.split(',');
	const [a, b, , d, e] = numbers;
	const flat = numbers.length === 6 ? [a, b, d, e].join(',') : text;
	if (crs === storageCrs) return flat;
	const values = flat.split(',').map(Number);
	const [s = NaN, w = NaN, n = NaN, east = NaN] = values;
	return values.length === 4 ? boxFrom([s, w, n, east], crs).join(',') : flat;
}

/** A limit above the most is the most (17-069r4, requirement 20 and its permission). */
function limitIn(from: URLSearchParams): number {
	const text = from.get('limit');
	if (text === null) return usualLimit;
	if (!/^[1-9]\d{0,11}$/.test(text)) {
		throw new QueryError('limit', text, `expected a whole number from 1 to ${mostItems}`);
	}
	return Math.min(Number(text), mostItems);
}

/** Each property may be asked for by a parameter of its name. */
function equalities(from: URLSearchParams, { queryables }: Collection): Expression[] {
	return Object.entries(queryables).flatMap(([name, { field, type }]): Expression[] => {
		const value = from.get(name);
		if (value === null) return [];
		const number = Number(value);
		if (type === 'number' && (!value.trim() || !Number.isFinite(number))) {
			throw new QueryError(name, value, 'expected a number');
		}
		if (type === 'date' && !isDate(value)) {
			throw new QueryError(name, value, 'expected a date such as 2019-03-14');
		}
		if (value.includes('\0')) throw new QueryError(name, value, 'expected a text');
		return [{ op: '=', field, value: type === 'number' ? number : value }];
	});
}

/** @throws {QueryError} on a parameter that is unknown, given twice, or not of its form. */
export function readItems(from: URLSearchParams, collection: Collection): ItemsQuestion {
	const known = [...itemParameters, ...Object.keys(collection.queryables)];
	for (const [name, value] of from) {
		if (!known.includes(name)) {
			throw new QueryError(name, value, `is not known here; expected ${known.join(', ')}`);
		}
		if (from.getAll(name).length > 1) throw new QueryError(name, value, 'expected once');
	}
	oneOf('filter-lang', from, ['cql2-text']);
	const asked = new URLSearchParams();
	const [box, datetime, text] = ['bbox', 'datetime', 'filter'].map((name) => from.get(name));
	const boxCrs = oneOf('bbox-crs', from, crsList);
	const filterCrs = oneOf('filter-crs', from, crsList);
	if (box != null) asked.set('bbox', plainBox(box, boxCrs));
	if (datetime != null) asked.set('datetime', datetime);
	const args = equalities(from, collection);
	if (text != null) args.push(parseCql2(text, collection.queryables, filterCrs));
	const { bbox, ...query } = parseQuery(asked);
	return {
		query: { ...query, limit: limitIn(from) },
		bbox,
		expression: { op: 'and', args },
		cursor: from.get('cursor') ?? undefined,
		crs: oneOf('crs', from, crsList),
	};
}
