/** Columns of a table that tell where something is. */

/** How columns are called, likeliest first; compared as letters only. */
const common = {
	lon: ['lon', 'longitude', 'lng', 'long', 'x', 'lengtegraad', 'pointx'],
	lat: ['lat', 'latitude', 'y', 'breedtegraad', 'pointy'],
	wkt: ['wkt', 'geometry', 'geom', 'thegeom', 'wktgeom'],
} as const;
type Column = keyof typeof common;

const letters = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

/** The columns that tell where, among the names of a table; null where none do. */
export function placeColumns(names: readonly string[]): Partial<Record<Column, string>> | null {
	const byLetters = new Map(names.map((name) => [letters(name), name]));
	const column = (which: Column) =>
		byLetters.get(common[which].find((each) => byLetters.has(each)) ?? '');
	const [lon, lat, wkt] = [column('lon'), column('lat'), column('wkt')];
	if (lon !== undefined && lat !== undefined) return { lon, lat };
	return wkt === undefined ? null : { wkt };
}
