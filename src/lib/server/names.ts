/** Reads the names of persons that the program carries with it. */
import { readFileSync } from 'node:fs';
import { geodataPath } from './geodata.ts';

export interface PersonNames {
	readonly given: ReadonlySet<string>;
	readonly family: ReadonlySet<string>;
}

const read = (file: string) =>
	new Set(
		readFileSync(geodataPath(`names/${file}`), 'utf8')
			.trimEnd()
			.split('\n'),
	);

let loaded: PersonNames | undefined;

/**
 * Given and family names, single words, as `foldName` writes them. Some are names of places too:
 * `paris`, `jordan`. Later calls give the same sets.
 */
export function loadNames(): PersonNames {
	loaded ??= { given: read('given.txt'), family: read('family.txt') };
	return loaded;
}
