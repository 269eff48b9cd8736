/** CSV with longitude and latitude in columns, or well-known text. */
import { wktToGeoJSON } from 'betterknown';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { delimiterOf } from '#lib/text/delimiter.ts';
import { LayerError, type RawFeature, reproject } from './checked.ts';
import { placeColumns } from './columns.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): { readonly record: Row; readonly info: { lines: number } }[] {
	const [header = ''] = text.split('\n', 1);
	try {
		return parse(text, {
			bom: true,
			columns: (names: string[]) => names.map((name) => name.trim()),
			delimiter: delimiterOf(header),
			info: true,
			skip_empty_lines: true,
			relax_quotes: true,
		});
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new LayerError(`is not CSV: ${error.message}`);
	}
}

/** A comma stands for the point in much of Europe. */
const degrees = (text: string | undefined): number | null =>
	text?.trim() ? Number(text.trim().replace(',', '.')) : null;

function wkt(text: string | undefined, where: string): unknown {
	if (!text?.trim()) return null;
	const [, system] = /^SRID=(\d+);/i.exec(text.trim()) ?? [];
	if (system !== undefined && system !== '4326') {
		throw new LayerError(`${where} is of the coordinate system EPSG ${system}. ${reproject}`);
	}
	try {
		return wktToGeoJSON(text.trim());
	} catch (error) {
		throw new LayerError(`${where} has no well-known text: ${(error as Error).message}`);
	}
}

export function tableFeatures(text: string): RawFeature[] {
	const rows = rowsOf(text);
	const names = Object.keys(rows[0]?.record ?? {});
	const where = placeColumns(names);
	if (!where) {
		throw new LayerError(
			`has no columns that tell where: "lon" and "lat", or "wkt", are expected; its columns are ${names.join(', ') || 'none'}.`,
		);
	}
	const taken = Object.values(where);
	return rows.map(({ record, info }): RawFeature => {
		const line = `line ${info.lines}`;
		const properties = Object.fromEntries(
			Object.entries(record).filter(([name]) => !taken.includes(name)),
		);
		if (where.wkt !== undefined) {
			return { where: line, properties, geometry: wkt(record[where.wkt], line) };
		}
		const coordinates = [degrees(record[where.lon ?? '']), degrees(record[where.lat ?? ''])];
		const geometry = coordinates.includes(null) ? null : { type: 'Point', coordinates };
		return { where: line, properties, geometry };
	});
}
