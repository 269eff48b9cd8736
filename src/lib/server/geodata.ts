/** Finds the files under `geodata/` that the program carries with it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file of `geodata/`, wherever this module has been bundled to: the folder lies
 * beside `src` and `build`, above both.
 * @param path below `geodata/`, with slashes: `basemap/world.pmtiles`
 * @throws {Error} where the program was copied without its geodata.
 */
export function geodataPath(path: string): string {
	const start = dirname(fileURLToPath(import.meta.url));
	for (let folder = start; ; folder = dirname(folder)) {
		const candidate = join(folder, 'geodata', 'places');
		if (existsSync(candidate)) return join(folder, 'geodata', path);
		if (folder === dirname(folder)) {
			throw new Error(`No folder geodata above ${start}. Copy it there from the repository.`);
		}
	}
}
