/** The parameters that name a format and what its features are. */
import { QueryError } from '#lib/query.ts';
import { formatOf, formats, type Shape } from './formats.ts';

const shapes: readonly Shape[] = ['places', 'mentions'];

/** @throws {QueryError} when there is no such format, or not of such features. */
export function readExport(from: URLSearchParams) {
	const id = from.get('format') ?? 'geojson';
	const as = from.get('as') ?? 'places';
	const format = formatOf(id);
	if (!format) {
		throw new QueryError(
			'format',
			id,
			`expected one of ${formats.map((one) => one.id).join(', ')}`,
		);
	}
	const shape = shapes.find((one) => one === as);
	if (!shape) throw new QueryError('as', as, `expected one of ${shapes.join(', ')}`);
	if (!format.shapes.includes(shape)) {
		throw new QueryError('as', as, `${format.label} is of ${format.shapes.join(', ')}`);
	}
	return { format, shape };
}
