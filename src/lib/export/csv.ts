/** CSV (RFC 4180) with the geometry as longitude, latitude and well-known text. */
import { geoJSONToWkt } from 'betterknown';
import { stringify } from 'csv-stringify/sync';
import { type AnyFeature, columns, valueOf, type Write } from './writer.ts';

/** Quoted is also what holds a line end of another kind than the file's own. */
const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/ };
const lines = (rows: readonly (readonly unknown[])[]) => stringify([...rows], options);

export const writeCsv: Write = async function* ({ features, shape }) {
	const own = columns[shape];
	// A spreadsheet takes the mark at the beginning for UTF-8.
	yield `\ufeff${lines([[...own.map(({ name }) => name), 'wkt']])}`;
	const cells = (feature: AnyFeature) => [
		...own.map((column) => valueOf(feature, column)),
		feature.geometry ? geoJSONToWkt(feature.geometry) : '',
	];
	for await (const batch of features) yield lines(batch.map(cells));
};
