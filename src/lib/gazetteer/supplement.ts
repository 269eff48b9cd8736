/** Places of our own, one a line: what the open lists lack. */
import type { Bbox, PlaceKind } from '#lib/domain.ts';
import type { GazetteerRow } from './row.ts';

const kinds = ['country', 'admin1', 'admin2', 'settlement', 'physical', 'region', 'facility'];
const languages = ['en', 'nl', 'de', 'fr', 'es', 'ar', 'tr'] as const;

function coordinates(cell: string, count: number, line: number): number[] {
	const numbers = cell.split(',').map(Number);
	if (numbers.length !== count || numbers.some((number) => !Number.isFinite(number))) {
		throw new Error(`Line ${line}: "${cell}" should be ${count} numbers separated by commas.`);
	}
	return numbers;
}

/**
 * Reads a table of places. Columns, separated by tabs, the first line naming them: `id`, `kind`,
 * `country` (ISO 3166-1, may be empty), `point` (lon,lat), `bbox` (west,south,east,north, may be
 * empty), a name per language (`en` required), `aliases` (separated by semicolons).
 * @throws {Error} naming the line and what is wrong with it.
 */
export function parseSupplement(table: string): GazetteerRow[] {
	const [head = '', ...lines] = table.trimEnd().split(/\r?\n/);
	const columns = head.split('\t');
	return lines.flatMap((text, index): GazetteerRow[] => {
		if (!text.trim() || text.startsWith('#')) return [];
		const cells = text.split('\t');
		const row = Object.fromEntries(columns.map((column, i) => [column, cells[i]?.trim() ?? '']));
		const line = index + 2;
		const { id = '', kind = '', en = '', aliases = '' } = row;
		if (!id || !en) throw new Error(`Line ${line}: a place needs an id and an English name.`);
		if (!kinds.includes(kind)) {
			throw new Error(`Line ${line}: "${kind}" is no kind of place; one of ${kinds.join(', ')}.`);
		}
		const [lon = 0, lat = 0] = coordinates(row.point ?? '', 2, line);
		const names = languages.flatMap((language) => {
			const name = row[language]?.normalize('NFC');
			return name ? [[language, name]] : [];
		});
		return [
			{
				aliases: aliases
					.split(';')
					.map((alias) => alias.trim())
					.filter(Boolean),
				place: {
					id,
					name: en,
					names: Object.fromEntries(names),
					kind: kind as PlaceKind,
					point: [lon, lat],
					bbox: row.bbox ? (coordinates(row.bbox, 4, line) as unknown as Bbox) : null,
					country: row.country || null,
					admin1: null,
					population: 0,
				},
			},
		];
	});
}
