/** What the geoparser makes of sentences that are hard on purpose, with the gazetteer of the world. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgement } from '#lib/domain.ts';
import { foreignStretches } from '#lib/geoparse/paragraphs.ts';
import { loadDetector } from '#lib/server/detector.ts';
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
		// A village in Mexico is called Cañadas.
		['en', "Canada's minister left.", ['Canada → Canada, CA']],
		['en', "Germany's chancellor flew to Paris.", ['Germany → Germany, DE', 'Paris → Paris, FR']],
		['nl', 'Zij kwamen uit Noord-Irak.', ['Noord-Irak → Northern Iraq, IQ']],
		['nl', 'Zij kwamen uit Noord-Turkije.', ['Noord-Turkije → Turkey, TR']],
		[
			'nl',
			'De VS en Rusland spraken in Genève.',
			['VS → United States, US', 'Rusland → Russia, RU', 'Genève → Genève, CH'],
		],
		[
			'en',
			'He came from Louisville, Ky., and she from Huntington, W.Va., near Ohio.',
			[
				'Louisville → Louisville, US',
				'Ky. → Kentucky, US',
				'Huntington → Huntington, US',
				'W.Va. → West Virginia, US',
				'Ohio → Ohio, US',
			],
		],
		[
			'en',
			'They fled from the West Bank and Gaza to the European Union.',
			['West Bank → West Bank, PS', 'Gaza → Gaza, PS', 'European Union → European Union, world'],
		],
		[
			'en',
			'The mayor of London met Ann Smith of Leeds and King Abdullah of Jordan.',
			['London → London, GB', 'Leeds → Leeds, GB', 'Jordan → Jordan, JO'],
		],
		[
			'en',
			'The Georgian Foreign Ministry received a Sri Lankan envoy and an Egyptian-US delegation.',
			[
				'Georgian → Georgia, GE (demonym)',
				'Sri Lankan → Sri Lanka, LK (demonym)',
				'Egyptian → Egypt, EG (demonym)',
				'US → United States, US',
			],
		],
		['en', 'Oh, and hi, said Brown & Co. of the plan.', []],
		[
			'de',
			'Er zog von Stutt¬ gart nach Ham\u00adburg.',
			['Stutt¬ gart → Stuttgart, DE', 'Ham\u00adburg → Hamburg, DE'],
		],
		['de', 'Die Bahn Ver¬ dun-Paris fuhr.', ['Ver¬ dun → Verdun, FR', 'Paris → Paris, FR']],
		['de', 'Man gab sich Mühe, und der K. Schwyz half.', ['Schwyz → Schwyz, CH']],
		['fr', 'À Paris, le gouvernement hésite.', ['Paris → Paris, FR']],
		[
			'tr',
			"Heyet Ankara'dan Bağdat'a gitti.",
			["Ankara'dan → Ankara, TR", "Bağdat'a → Baghdad, IQ"],
		],
		[
			'tr',
			"Ren nehrinin kıyısında ABD'li askerler Türkiye Cumhuriyeti'nin elçisini bekledi.",
			[
				'Ren nehrinin → Rhine, world',
				"ABD'li → United States, US (people)",
				"Türkiye Cumhuriyeti'nin → Turkey, TR",
			],
		],
		['ar', 'وصل الوفد إلى بغداد وسوريا.', ['بغداد → Baghdad, IQ', 'وسوريا → Syria, SY']],
	])('%s: %s', (language, text, expected) => {
		expect(read(text, language)).toEqual(expected);
	});
});

describe('a name that no gazetteer has', () => {
	it.each([
		['en', 'They left the village of Kwezimbo. In Kwezimbo nobody stayed.'],
		['nl', 'Zij vluchtten uit het dorp Kwezimbo. In Kwezimbo bleef niemand.'],
		['es', 'Huyeron de la aldea de Kwezimbo. En Kwezimbo no quedó nadie.'],
		['tr', 'Kwezimbo köyü boşaldı. Kwezimbo sakinleri döndü.'],
	])('is marked without a place where the text calls it one (%s)', (language, text) => {
		expect(read(text, language)).toEqual(['Kwezimbo → ?', 'Kwezimbo → ?']);
	});

	it('and is nothing where the text does not', () => {
		expect(read('Kwezimbo laughed. The village council met Kwezimbo.', 'en')).toEqual([]);
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

	it('by what stands before it and the comma', () => {
		expect(read('From Atlanta, Georgia, she flew to Albany, New York.')).toEqual([
			'Atlanta → Atlanta, US',
			'Georgia → Georgia, US',
			'Albany → Albany, US',
			'New York → New York, US',
		]);
		const { mentions } = geoparse('From Buffalo, New York, she called.', { language: 'en' });
		expect(mentions[1]?.place?.kind).toBe('admin1');
	});

	it('by one another, where each alone could be in many places', () => {
		// There are dozens of Daltons, Calhouns and Chatsworths, but one valley with all three.
		const { mentions } = geoparse(
			'Fires burned near Dalton, officials said. Smoke reached Calhoun and the road to Chatsworth was closed.',
			{ language: 'en' },
		);
		expect(mentions.map(({ place }) => place?.admin1)).toEqual(['Georgia', 'Georgia', 'Georgia']);
	});

	it('by an article, which towns do without', () => {
		expect(read('Zij zeilden over de Baltic naar Baltic.', 'nl')).toEqual([
			'Baltic → Baltic Sea, world',
			'Baltic → Baltic Sea, world',
		]);
		const { mentions } = geoparse('De wijn komt uit de Champagne.', { language: 'nl' });
		expect(mentions[0]?.place?.kind).not.toBe('settlement');
	});

	it('and what few live in is no rival', () => {
		expect(read('She moved to Norfolk. A ship sank in the Red Sea.', 'en')).toEqual([
			'Norfolk → Norfolk, US',
			'Red Sea → Red Sea, world',
		]);
	});

	it('and a country named often is no city of that name', () => {
		const { mentions } = geoparse(
			'Mexico counts the dead. In Mexico schools closed. Mexico City stayed calm, and flights to Mexico went on.',
			{ language: 'en' },
		);
		expect(mentions.map(({ place }) => place?.kind)).toEqual([
			'country',
			'country',
			'settlement',
			'country',
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

describe('points given in figures', () => {
	const points = (text: string, language: string) =>
		geoparse(text, { language })
			.mentions.filter(({ kind }) => kind === 'coordinates' || kind === 'derived')
			.map(({ surface, kind, place }) => [surface, kind, ...(place?.point ?? [])]);

	it.each([
		['en', 'a well at 22.6° N, 3.9° W, he said', ['22.6° N, 3.9° W', 'coordinates', -3.9, 22.6]],
		[
			'nl',
			`op 53°05'20" N, 4°51'00" O gezonken`,
			[`53°05'20" N, 4°51'00" O`, 'coordinates', 4.85, 53.088889],
		],
		['fr', 'par 48° 51′ N, 2° 21′ E', ['48° 51′ N, 2° 21′ E', 'coordinates', 2.35, 48.85]],
		['es', 'a 33,4° S, 70,6° O', ['33,4° S, 70,6° O', 'coordinates', -70.6, -33.4]],
		['en', 'Strike at 34.4521, 40.9512.', ['34.4521, 40.9512', 'coordinates', 40.9512, 34.4521]],
		[
			'en',
			'grid 18SUJ 23480 06470 was quiet',
			['18SUJ 23480 06470', 'coordinates', -77.035, 38.89],
		],
	])('%s: %s', (language, text, [surface, kind, lon, lat]) => {
		const [found] = points(text, language);
		expect(found?.slice(0, 2)).toEqual([surface, kind]);
		expect(found?.[2]).toBeCloseTo(Number(lon), 1);
		expect(found?.[3]).toBeCloseTo(Number(lat), 1);
	});

	it('are not found where figures only look like them', () => {
		expect(points('It was 20.5 to 30.25, or 12/03/2019 at 10:30, 3.14, 99.99.', 'en')).toEqual([]);
		expect(points('A temperature of 35° N of nowhere', 'en')).toEqual([]);
	});

	it.each([
		['en', 'The convoy was hit 30 km south of Hajin in Syria.', '30 km south of'],
		[
			'nl',
			'Het kamp ligt 30 kilometer ten zuiden van Hajin in Syrië.',
			'30 kilometer ten zuiden van',
		],
		['de', 'Das Lager liegt 30 km südlich von Hajin in Syrien.', '30 km südlich von'],
		['fr', 'Le camp est à 30 km au sud de Hajin, en Syrie.', '30 km au sud de'],
	])('are derived from a distance and a direction: %s', (language, text, phrase) => {
		const { mentions } = geoparse(text, { language });
		const hajin = mentions.find(({ surface }) => surface === 'Hajin');
		const derived = mentions.find(({ kind }) => kind === 'derived');
		const [lon = NaN, lat = NaN] = hajin?.place?.point ?? [];
		expect(derived?.surface).toBe(phrase);
		// A degree of latitude is 111 km.
		expect(derived?.place?.point[0]).toBeCloseTo(lon, 3);
		expect(derived?.place?.point[1]).toBeCloseTo(lat - 30 / 111.2, 2);
		expect(derived?.uncertaintyKm).toBe(9);
		expect(derived?.candidates[0]?.reasons[0]).toMatchObject({ facts: { place: 'Hajin', km: 30 } });
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

	it.each(['Al-', 'New ', 'A. ', '12° N, ', "l'Europe ", 'Paris, '])(
		'even a hundred thousand times %j is read through',
		(unit) => {
			const { mentions } = geoparse(unit.repeat(100_000), { language: 'fr' });
			expect(mentions.every(({ end }) => end <= unit.length * 100_000)).toBe(true);
		},
		20_000,
	);

	it('the same text gives the same mentions', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(geoparse(text)).toEqual(geoparse(text));
			}),
			{ numRuns: 30 },
		);
	});
});

describe('where the publisher is at home', () => {
	const council = 'The council of Dublin voted on Monday.';
	const dublin = (text: string, home: string | null) =>
		geoparse(text, { language: 'en', home }).mentions.find(({ surface }) => surface === 'Dublin');

	it('is what a name without more means, and the reasons tell', () => {
		expect(dublin(council, null)?.place?.country).toBe('IE');
		const found = dublin(council, 'Columbus, Ohio');
		expect(found?.place).toMatchObject({ country: 'US', admin1: 'Ohio' });
		expect(found?.candidates[0]?.reasons).toContainEqual(
			expect.objectContaining({ code: 'home-area', facts: { area: 'Ohio' } }),
		);
		expect(found?.candidates[0]?.reasons).toContainEqual(
			expect.objectContaining({ code: 'home-near', facts: { place: 'Columbus', km: 18 } }),
		);
	});

	it('is told by name, by figures, or by id, and kept so that it is read again alike', () => {
		for (const told of ['Ohio', 'Columbus, Ohio, United States', '-83,39.96', 'gn:4509177']) {
			const { home } = geoparse(council, { language: 'en', home: told });
			expect(dublin(council, told)?.place?.admin1).toBe('Ohio');
			expect(geoparse(council, { language: 'en', home: home ?? null })).toEqual(
				geoparse(council, { language: 'en', home: told }),
			);
		}
	});

	it('gives way to what the text itself says', () => {
		const home = 'Columbus, Ohio';
		expect(dublin('He flew to Dublin. The Irish police met him.', home)?.place?.country).toBe('IE');
		expect(dublin('A shop in Dublin, Ireland, closed.', home)?.place?.country).toBe('IE');
	});

	it('is noted and passed over where nobody knows it', () => {
		const without = geoparse(council, { language: 'en' });
		const { mentions, notes, home } = geoparse(council, { language: 'en', home: 'Nowhereville' });
		expect(mentions).toEqual(without.mentions);
		expect(notes.map(({ code }) => code)).toEqual(['home-unknown']);
		expect(home).toBeUndefined();
	});
});

describe('what analysts have said of a name before', () => {
	const ohio = { surface: 'Dublin', place: 'gn:5152333', documents: 3 };
	const dublin = (text: string, judgements: readonly Judgement[]) =>
		geoparse(text, { language: 'en', judgements }).mentions.find(
			({ surface }) => surface === 'Dublin',
		);

	it('says more than size, less than the text itself, and is told', () => {
		const found = dublin('The council of Dublin voted.', [ohio]);
		expect(found?.place?.id).toBe('gn:5152333');
		expect(found?.candidates[0]?.reasons).toContainEqual(
			expect.objectContaining({
				code: 'judged',
				facts: { name: 'Dublin', place: 'Dublin, Ohio', times: 3 },
			}),
		);
		expect(dublin('A shop in Dublin, Ireland, closed.', [ohio])?.place?.country).toBe('IE');
	});

	it('finds a place that the gazetteer calls otherwise', () => {
		const camp = { surface: 'Dublin', place: 'iso:FJ', documents: 2 };
		const ids = dublin('The council of Dublin voted.', [camp])?.candidates.map(
			({ place }) => place.id,
		);
		expect(ids).toContain('iso:FJ');
	});

	it('makes a name that was dismissed no mention, unless the text says that it is a place', () => {
		const no = { surface: 'Dublin', place: null, documents: 2 };
		expect(dublin('Then Dublin laughed.', [])).toBeDefined();
		expect(dublin('Then Dublin laughed.', [no])).toBeUndefined();
		const found = dublin('A shop in Dublin, Ireland, closed.', [no]);
		expect(found?.candidates[0]?.reasons.map(({ code }) => code)).toContain('dismissed');
		expect(dublin('Then Dublin laughed.', [no, ohio])).toBeDefined();
	});
});

describe('a quotation in another language', () => {
	const dutch =
		'In Aleppo is het rustig, zegt de burgemeester van de stad, die al maanden op hulp wacht uit het buitenland.';
	const french =
		'« Nous avons tout perdu dans les combats, dit-elle, et nous ne savons pas si la route est ouverte à 30 km au sud de Hajin », où vivent encore des Irakiens et des Syriens.';

	it('is read by the rules of its own, and the text around it by those of the text', () => {
		const around = read(`${dutch}\n\n${french}\n\n${dutch}`, 'nl');
		expect(around.filter((one) => one.endsWith('(demonym)'))).toEqual([
			'Irakiens → Iraq, IQ (demonym)',
			'Syriens → Syria, SY (demonym)',
		]);
		expect(around.some((one) => one.endsWith('(derived)'))).toBe(true);
		expect(around.filter((one) => one === 'Aleppo → Aleppo, SY')).toHaveLength(2);
		const { mentions } = geoparse(`${dutch}\n${french}`, { language: 'nl' });
		for (const { start, end, surface } of mentions) {
			expect(`${dutch}\n${french}`.slice(start, end)).toBe(surface);
		}
	});

	it('is none where a paragraph is short, or a list of foreign names', () => {
		const list =
			'Alitalia, Autostrade, Banca Fideuram, Banca Intesa, Banca di Roma, Bipop-Carire, Edison, Enel, Finmeccanica.';
		expect(
			foreignStretches(`${dutch}\n${list}\nNous sommes à Paris.\n${dutch}`, 'nl', loadDetector()),
		).toEqual([]);
		const text = `${dutch}\n${french}\n\n${french}`;
		expect(foreignStretches(text, 'nl', loadDetector())).toEqual([
			{ start: dutch.length + 1, end: text.length, language: 'fr' },
		]);
	});
});
