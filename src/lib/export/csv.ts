/** CSV (RFC 4180) with the geometry as longitude, latitude and well-known text. */
import { geoJSONToWkt } from 'betterknown';
import { stringify } from 'csv-stringify/sync';
import type { Shape } from './formats.ts';
import { type AnyFeature, columns, type Plain, valueOf, writePlain } from './writer.ts';

/** Quoted is also what holds a line end of another kind than the file's own. */
const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/ };
const lines = (rows: readonly (readonly unknown[])[]) => stringify([...rows], options);

const cellsOf = (feature: AnyFeature, shape: Shape) => [
	...columns[shape].map((column) => valueOf(feature, column)),
	feature.geometry ? geoJSONToWkt(feature.geometry) : '',
];

export const plainCsv: Plain = {
	// A spreadsheet takes the mark at the beginning for UTF-8.
	head: (shape) => `\ufeff${lines([[...columns[shape].map(({ name }) => name), 'wkt']])}`,
	some: (features, shape) => lines(features.map((feature) => cellsOf(feature, shape))),
	separator: '',
	tail: () => '',
};

export const writeCsv = writePlain(plainCsv);
