/** Tables of our own places, one a line: what the open lists lack, or lack a name for. */
import type { Bbox, CountryCode, Language, LonLat, PlaceKind } from '#lib/domain.ts';

const kinds = ['country', 'admin1', 'admin2', 'settlement', 'physical', 'region', 'facility'];
const languages: readonly Language[] = ['en', 'nl', 'de', 'fr', 'es', 'ar', 'tr'];

/** A line of such a table. */
export interface Authored {
	readonly id: string;
	readonly kind: PlaceKind;
	readonly country: CountryCode | null;
	/** Null where it follows from `parts`, or from the row of the same id that this one adds to. */
	readonly point: LonLat | null;
	readonly bbox: Bbox | null;
	readonly population: number;
	readonly names: Readonly<Record<Language, string>>;
	readonly aliases: readonly string[];
	/** What it is made of: a country (`NO`), a division (`US/Maine`), or divisions by a property of theirs (`FR/region:Bretagne`). */
	readonly parts: readonly string[];
	/** GeoNames' code of a first-level division, `GB.ENG`. */
	readonly division: string | null;
}

const list = (cell = '') =>
	cell
		.split(';')
		.map((item) => item.trim().normalize('NFC'))
		.filter(Boolean);

function numbers(cell: string, count: number): number[] {
	const found = cell.split(',').map(Number);
	const [lon = 0, lat = 0] = found;
	if (found.length !== count || found.some((n) => !Number.isFinite(n))) {
		throw new Error(`"${cell}" should be ${count} numbers separated by commas`);
	}
	if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
		throw new Error(`"${cell}" lies outside the world; longitude comes first`);
	}
	return found;
}

function parseLine(row: Readonly<Record<string, string>>): Authored {
	const { id = '', kind = '', country = '', en = '' } = row;
	if (!/^(gn|iso|ne|wa):[\w-]+$/.test(id)) throw new Error(`"${id}" is no id of a place`);
	if (!kinds.includes(kind)) {
		throw new Error(`"${kind}" is no kind of place; one of ${kinds.join(', ')}`);
	}
	if (country && !/^[A-Z]{2}$/.test(country)) throw new Error(`"${country}" is no country code`);
	if (!en) throw new Error('a place needs an English name');
	const names = languages.flatMap((language) =>
		row[language] ? [[language, row[language].normalize('NFC')]] : [],
	);
	return {
		id,
		kind: kind as PlaceKind,
		country: country || null,
		point: row.point ? (numbers(row.point, 2) as unknown as LonLat) : null,
		bbox: row.bbox ? (numbers(row.bbox, 4) as unknown as Bbox) : null,
		population: row.population ? (numbers(`0,0,${row.population}`, 3)[2] ?? 0) : 0,
		names: Object.fromEntries(names),
		aliases: list(row.aliases),
		parts: list(row.parts),
		division: row.division || null,
	};
}

/**
 * Reads a table: cells separated by tabs, the first line naming the columns in any order. `id`,
 * `kind` and `en` are required; `country` (ISO 3166-1), `point` (lon,lat), `bbox`
 * (west,south,east,north), `population`, `nl de fr es ar tr`, `aliases` and `parts` (separated by
 * semicolons) and `division` are not. Lines starting with # are comments.
 * @throws {Error} naming the line and what is wrong with it.
 */
export function parseSupplement(table: string): Authored[] {
	const [head = '', ...lines] = table.trimEnd().split(/\r?\n/);
	const columns = head.split('\t');
	return lines.flatMap((text, index) => {
		if (!text.trim() || text.startsWith('#')) return [];
		const cells = text.split('\t');
		const row = Object.fromEntries(columns.map((column, i) => [column, cells[i]?.trim() ?? '']));
		try {
			if (cells.length > columns.length) throw new Error('more cells than columns');
			return [parseLine(row)];
		} catch (error) {
			throw new Error(`Line ${index + 2}: ${(error as Error).message}.`, { cause: error });
		}
	});
}
