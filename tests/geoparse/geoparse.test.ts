/** What the geoparser makes of sentences that are hard on purpose, with the gazetteer of the world. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGeoparser } from '#lib/server/geoparser.ts';

const geoparse = loadGeoparser();

/** `surface → place` of each mention, in order. */
const read = (text: string, language?: string) =>
	geoparse(text, { language: language ?? null }).mentions.map(
		({ surface, place, kind }) =>
			`${surface} → ${place ? `${place.name}, ${place.country ?? 'world'}` : '?'}${kind === 'name' ? '' : ` (${kind})`}`,
	);

describe('a person, an organisation or a word is not a place', () => {
	it.each([
		['en', 'Paris Hilton and Jack London met Michael Jordan. Hilton laughed.'],
		['en', 'Mr. Washington told Sgt. Houston that Chelsea Clinton had called.'],
		['en', 'Jordan said he would not run. Tim Jordan, 35, lives alone.'],
		['en', 'The Washington Post and FC Barcelona declined to comment.'],
		['en', 'Reading is fun. Nice people came on Monday in March.'],
		['nl', 'Volgens Marcel van der Steen van het Tahrir Institute was dat juist.'],
		['nl', 'De Syrische Democratische Strijdkrachten trokken verder.'],
		['en', 'Streets such as Dublin Road and Memphis Street were closed.'],
	])('%s: %s', (language, text) => {
		expect(read(text, language)).toEqual([]);
	});
});

describe('a name is found however it is written', () => {
	it.each([
		[
			'en',
			'BAGHOUZ, Syria — The last village fell.',
			['BAGHOUZ → Baghouz, SY', 'Syria → Syria, SY'],
		],
		['en', 'They fled from northern Iraq to Turkey.', ['Iraq → Iraq, IQ', 'Turkey → Turkey, TR']],
		['en', "Germany's chancellor flew to Paris.", ['Germany → Germany, DE', 'Paris → Paris, FR']],
		['nl', 'Zij kwamen uit Noord-Irak.', ['Noord-Irak → Iraq, IQ']],
		[
			'nl',
			'De VS en Rusland spraken in Genève.',
			['VS → United States, US', 'Rusland → Russia, RU', 'Genève → Geneva, CH'],
		],
		['fr', 'À Paris, le gouvernement hésite.', ['Paris → Paris, FR']],
		[
			'tr',
			"Heyet Ankara'dan Bağdat'a gitti.",
			["Ankara'dan → Ankara, TR", "Bağdat'a → Baghdad, IQ"],
		],
		['ar', 'وصل الوفد إلى بغداد وسوريا.', ['بغداد → Baghdad, IQ', 'وسوريا → Syria, SY']],
	])('%s: %s', (language, text, expected) => {
		expect(read(text, language)).toEqual(expected);
	});
});

describe('the words around a name say which place is meant', () => {
	it('by what follows after a comma', () => {
		expect(read('They moved to Paris, Texas, and then to Moscow, Idaho.')).toEqual([
			'Paris → Paris, US',
			'Texas → Texas, US',
			'Moscow → Moscow, US',
			'Idaho → Idaho, US',
		]);
	});

	it('by an adjective before it', () => {
		expect(read('Hij werkte in het Duitse Essen.', 'nl')).toEqual([
			'Duitse → Germany, DE (demonym)',
			'Essen → Essen, DE',
		]);
	});

	it('by the country that is spoken of, and tells why', () => {
		const text = 'De strijd in Syrië is voorbij. In Hajin en Baghouz keerde de rust terug.';
		const hajin = geoparse(text).mentions.find(({ surface }) => surface === 'Hajin');
		expect(hajin?.place?.country).toBe('SY');
		expect(hajin?.candidates[0]?.reasons.map(({ code }) => code)).toContain('co-mentioned-country');
	});

	it('in one sense throughout, unless the text itself tells two apart', () => {
		const ids = (text: string) =>
			geoparse(text, { language: 'en' })
				.mentions.filter(({ surface }) => surface === 'Halle')
				.map(({ place }) => place?.country);
		expect(new Set(ids('The fair was in Halle. Halle, Germany, lies on the Saale.')).size).toBe(1);
		expect(ids('She came from Halle in Belgium, he from Halle in Germany.')).toEqual(['BE', 'DE']);
	});
});

describe('peoples and adjectives', () => {
	it('are mentions of their own kind, and a people without a state has no point', () => {
		expect(read('De Amerikanen steunden Koerdische strijders.', 'nl')).toEqual([
			'Amerikanen → United States, US (people)',
			'Koerdische → ? (people)',
		]);
	});
});

describe('spans that somebody else has found', () => {
	it('are resolved as they are, and nothing is added', () => {
		const text = 'The Kansas company left Paris for good, says Texas.';
		const spans = ['Paris', 'Texas'].map((name) => {
			const start = text.indexOf(name);
			return { start, end: start + name.length };
		});
		const { mentions } = geoparse(text, { language: 'en', spans });
		expect(mentions.map(({ start, end }) => ({ start, end }))).toEqual(spans);
		expect(mentions.every(({ place }) => place)).toBe(true);
	});

	it('stay unresolved where no place is called so', () => {
		const { mentions } = geoparse('He lives in Qwxzvkj.', { spans: [{ start: 12, end: 19 }] });
		expect(mentions).toMatchObject([{ surface: 'Qwxzvkj', place: null }]);
	});
});

describe('whatever the text', () => {
	const pieces = fc.constantFrom(
		...['Paris', 'Texas', ', ', ' ', '. ', '\n', 'in ', 'Van der Steen', '😀', 'é', 'الموصل', 'و'],
		...['Oost-Syrische', "'s", '—', '(', 'U.S.', 'A.', 'said', 'BAGHOUZ', '30 km', '\u0301', '-'],
	);
	const texts = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.array(pieces).map((all) => all.join('')),
	);

	it('mentions quote it, in order, without overlap, with a confidence', () => {
		fc.assert(
			fc.property(texts, (text) => {
				let end = 0;
				for (const mention of geoparse(text).mentions) {
					expect(mention.start).toBeGreaterThanOrEqual(end);
					expect(mention.surface).toBe(text.slice(mention.start, mention.end));
					expect(mention.confidence).toBeGreaterThan(0);
					expect(mention.confidence).toBeLessThanOrEqual(1);
					({ end } = mention);
				}
			}),
		);
	});

	it('the same text gives the same mentions', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(geoparse(text)).toEqual(geoparse(text));
			}),
			{ numRuns: 30 },
		);
	});
});
