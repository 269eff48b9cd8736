/** Writes `geodata/SHA256SUMS`, which `sha256sum -c` checks: the derived files, and what was kept of sources. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

export const derived = [
	'basemap/settlement-names.tsv',
	'basemap/world.pmtiles',
	'gazetteer/outlines.bin.br',
	'gazetteer/places.bin.br',
	'names/family.txt',
	'names/given.txt',
	'places/egypt.geojson',
	'places/iraq.geojson',
	'places/libya.geojson',
	'places/syria.geojson',
	'places/turkey.geojson',
	'words/en.txt',
	'words/es.txt',
	'words/fr.txt',
	'words/languages.bin.br',
	'words/nl.txt',
	'words/tr.txt',
];

export function checksums(): string {
	return derived
		.map((path) => {
			const bytes = readFileSync(new URL(`../${path}`, import.meta.url));
			return `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`;
		})
		.join('');
}

export function writeChecksums(): void {
	writeFileSync(new URL('../SHA256SUMS', import.meta.url), checksums());
}
