/** CSV (RFC 4180) with the geometry as longitude, latitude and well-known text. */
import { geoJSONToWkt } from 'betterknown';
import { stringify } from 'csv-stringify/sync';
import { columns, valueOf, type Write } from './writer.ts';

/** Quoted is also what holds a line end of another kind than the file's own. */
const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/ };
const line = (cells: readonly unknown[]) => stringify([[...cells]], options);

export const writeCsv: Write = async function* ({ features, shape }) {
	const own = columns[shape];
	// A spreadsheet takes the mark at the beginning for UTF-8.
	yield `\ufeff${line([...own.map(({ name }) => name), 'wkt'])}`;
	for await (const feature of features) {
		const wkt = feature.geometry ? geoJSONToWkt(feature.geometry) : '';
		yield line([...own.map((column) => valueOf(feature, column)), wkt]);
	}
};
