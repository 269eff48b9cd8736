/** Opens the numbers by which the language of a text is told. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { type DetectLanguage, openDetector } from '#lib/geoparse/detect.ts';
import { geodataPath } from './geodata.ts';

let loaded: DetectLanguage | undefined;

/** Later calls give the same detector. @throws {Error} where geodata/words is missing. */
export function loadDetector(): DetectLanguage {
	const path = geodataPath('words/languages.bin.br');
	loaded ??= openDetector(brotliDecompressSync(readFileSync(path)));
	return loaded;
}
