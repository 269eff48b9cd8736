/** The parameters that name a format and what its features are. */
import { QueryError } from '#lib/query.ts';
import { formatOf, formats, geojson, type Shape } from './formats.ts';

const shapes: readonly Shape[] = ['places', 'mentions'];

function once(name: string, from: URLSearchParams): string | undefined {
	const [value, ...others] = from.getAll(name);
	if (value === undefined || !others.length) return value;
	throw new QueryError(name, value, `given ${others.length + 1} times; expected once`);
}

/**
 * Where nothing is said, GeoJSON of the first that the format has.
 * @throws {QueryError} when there is no such format, or not of such features.
 */
export function readExport(from: URLSearchParams) {
	const id = once('format', from) ?? geojson.id;
	const format = formatOf(id);
	if (!format) {
		throw new QueryError(
			'format',
			id,
			`expected one of ${formats.map((one) => one.id).join(', ')}`,
		);
	}
	const as = once('as', from) ?? format.shapes[0] ?? 'places';
	const shape = shapes.find((one) => one === as);
	if (!shape) throw new QueryError('as', as, `expected one of ${shapes.join(', ')}`);
	if (!format.shapes.includes(shape)) {
		throw new QueryError(
			'as',
			as,
			`expected ${format.shapes.join(' or ')}: format=${id} has no other features`,
		);
	}
	return { format, shape };
}
