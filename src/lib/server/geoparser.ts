/** The geoparser with the gazetteer and the words that the program carries. */
import { readFileSync } from 'node:fs';
import { parseDemonyms } from '#lib/geoparse/demonyms.ts';
import { createGeoparser, type Geoparse } from '#lib/geoparse/geoparse.ts';
import { loadDetector } from './detector.ts';
import { loadGazetteer } from './gazetteer.ts';
import { geodataPath } from './geodata.ts';
import { loadNames, ordinaryWords } from './names.ts';

/** @throws {Error} where the geodata are missing or not of this version. */
export function loadGeoparser(): Geoparse {
	const demonyms = parseDemonyms(readFileSync(geodataPath('supplement/demonyms.tsv'), 'utf8'));
	return createGeoparser({
		gazetteer: loadGazetteer(),
		demonyms,
		names: loadNames(),
		ordinary: ordinaryWords,
		detect: loadDetector(),
	});
}
