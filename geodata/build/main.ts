/**
 * `npm run geodata`: makes every derived file under `geodata/` again, the same bytes each time, from
 * the packages pinned in `geodata/build/package-lock.json`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const folder = import.meta.dirname;
if (!existsSync(`${folder}/node_modules`)) {
	const { status } = spawnSync('npm ci --ignore-scripts --no-audit --no-fund', {
		cwd: folder,
		shell: true,
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error('npm ci failed in geodata/build; its messages are above.');
}

// Only now are the packages there that the steps import.
const { readBoundaries } = await import('./boundaries.ts');
const boundaries = readBoundaries();
const { buildPlaces } = await import('./places.ts');
buildPlaces(boundaries);
const { buildBasemap } = await import('./basemap.ts');
buildBasemap(boundaries);
const { buildGazetteer } = await import('./gazetteer.ts');
buildGazetteer(boundaries);
const { buildPersons } = await import('./persons.ts');
buildPersons();
const { buildWords } = await import('./words.ts');
buildWords();
const { buildLanguages } = await import('./languages.ts');
await buildLanguages();
const { writeChecksums } = await import('./checksums.ts');
writeChecksums();
