/** The languages of texts, by the same numbers as the library that they are from, and to the same end. */
import { readdirSync, readFileSync } from 'node:fs';
import { eld } from 'eld/small';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDetector } from '#lib/geoparse/detect.ts';
import { loadDetector } from '#lib/server/detector.ts';

const detect = loadDetector();

function byLibrary(text: string): string {
	const result = eld.detect(text);
	return result.language && result.isReliable() ? result.language : 'und';
}

const folder = new URL('../fixtures/documents/', import.meta.url);
const texts = readdirSync(folder)
	.filter((name) => name.endsWith('.txt'))
	.map((name) => readFileSync(new URL(name, folder), 'utf8'));

describe('the detector', () => {
	it('tells the seven languages, and is not sure of a few letters', () => {
		const told = [
			'De burgemeester van de stad wacht al maanden op hulp.',
			'The mayor of the town has been waiting for help for months.',
			'Der Bürgermeister der Stadt wartet seit Monaten auf Hilfe.',
			'Le maire de la ville attend de l’aide depuis des mois.',
			'El alcalde de la ciudad espera ayuda desde hace meses.',
			'ينتظر رئيس بلدية المدينة المساعدة منذ أشهر',
			'Belediye başkanı aylardır yardım bekliyor.',
			'12.',
			'',
		].map(detect);
		expect(told).toEqual(['nl', 'en', 'de', 'fr', 'es', 'ar', 'tr', 'und', 'und']);
	});

	it('says what the library says of every text, paragraph and sentence that we have', () => {
		const parts = texts.flatMap((text) => [text, ...text.split('\n'), ...text.split(/[.!?،:] /)]);
		expect(parts.length).toBeGreaterThan(1000);
		const different = parts.filter((part) => detect(part) !== byLibrary(part));
		expect(different).toEqual([]);
	});

	it('says what the library says of any words', () => {
		const words = fc.array(fc.constantFrom(...texts.join(' ').split(/\s+/)), { maxLength: 200 });
		fc.assert(
			fc.property(words, fc.constantFrom(' ', '\n', "' ", '-', ' 😀 '), (some, gap) => {
				expect(detect(some.join(gap))).toBe(byLibrary(some.join(gap)));
			}),
		);
	});

	it('opens no other file', () => {
		expect(() => openDetector(new Uint8Array(40))).toThrow('npm run geodata');
	});
});
