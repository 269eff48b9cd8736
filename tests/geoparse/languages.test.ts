/** What the grammar of languages says of names, with the gazetteer of the world. */
import { describe, expect, it } from 'vitest';
import { loadGeoparser } from '#lib/server/geoparser.ts';

const geoparse = loadGeoparser();

/** `surface → place` of each name, in order. */
const read = (text: string, language: string) =>
	geoparse(text, { language })
		.mentions.filter(({ kind }) => kind === 'name')
		.map(({ surface, place }) => `${surface} → ${place?.name ?? '?'}`);

describe('German', () => {
	it.each([
		['Die Regierung von Bern schwieg.', ['Bern → Bern']],
		['Es sprach Anna Keller von Basel.', ['Basel → Basel']],
		['Die Truppen standen nördlich der Donau.', ['Donau → Danube']],
		['Sie floh aus Oesterreich.', ['Oesterreich → Austria']],
		['Er lebt auf dem Gebiet der Vereinigten Staaten.', ['Vereinigten Staaten → United States']],
		['Das Volk des Kantons Uri stimmte zu.', ['Kantons Uri → Uri']],
		['Auf der Bahnstrecke Thun-Spiez ruht der Verkehr.', ['Thun → Thun', 'Spiez → Spiez']],
		['Er bat im Namen des Vereins um 50 Franken.', []],
		['Heftig war es zwischen Verdun und Reims.', ['Verdun → Verdun', 'Reims → Reims']],
	])('%s', (text, expected) => {
		expect(read(text, 'de')).toEqual(expected);
	});

	it('leaves a surname with its particle closed', () => {
		expect(read('Otto von Berlin und Frau Keller tanzten.', 'de')).not.toContain('Keller → Keller');
		expect(read('Karl von Stein lachte.', 'de')).toEqual([]);
	});
});

describe('demonyms without a capital', () => {
	const demonyms = (text: string, language: string) =>
		geoparse(text, { language })
			.mentions.filter(({ kind }) => kind !== 'name')
			.map(({ surface, place }) => `${surface} → ${place?.name ?? '?'}`);

	it.each([
		[
			'de',
			'Libysche Soldaten trafen ägyptische Händler.',
			['Libysche → Libya', 'ägyptische → Egypt'],
		],
		['de', 'Die südjemenitische Küste ist gesperrt.', ['südjemenitische → Yemen']],
		['de', 'Eine türkisch-irakische Gruppe verhandelt.', ['türkisch-irakische → Turkey']],
		['de', 'Sie spricht türkisch.', []],
		[
			'es',
			'El gobierno libanés y los iraquíes firmaron.',
			['libanés → Lebanon', 'iraquíes → Iraq'],
		],
		['es', 'Lo dijo en francés.', []],
		['fr', "L'armée tchadienne attend.", ['tchadienne → Chad']],
		['fr', 'Il parle allemand.', []],
	])('in %s: %s', (language, text, expected) => {
		expect(demonyms(text, language)).toEqual(expected);
	});
});

describe('Dutch and English', () => {
	it.each([
		['nl', 'De Maas steeg in een nacht.', ['Maas → Meuse']],
		['nl', 'Aan de rivier de Dommel lag het dorp.', ['Dommel → Dommel']],
		['en', 'They brought 60 MT of maize and 20 MT of oil.', []],
		['en', 'Her driver, Jean-Paul Mugisha, waited.', []],
	])('in %s: %s', (language, text, expected) => {
		expect(read(text, language)).toEqual(expected);
	});
});

describe('Spanish', () => {
	it('takes a town with an article for its club', () => {
		expect(read('El portero del Sevilla jugará contra el Zaragoza.', 'es')).toEqual([]);
		expect(read('Vive en Sevilla y trabaja en Zaragoza.', 'es')).toEqual([
			'Sevilla → Sevilla',
			'Zaragoza → Zaragoza',
		]);
	});

	it('keeps the article of countries and rivers', () => {
		expect(read('Cruzaron el Danubio y volaron al Perú.', 'es')).toEqual([
			'Danubio → Danube',
			'Perú → Peru',
		]);
	});

	it('takes who speaks for a person', () => {
		expect(read('«No hay dinero», aseguró Alvarado.', 'es')).toEqual([]);
	});

	it('begins anew where a report is dated', () => {
		expect(read('Por Ana Torres Lisboa, 4 mar (EFE). - Llueve.', 'es')).toEqual([
			'Lisboa → Lisbon',
		]);
	});

	it('knows the number of a pope from a place', () => {
		expect(read('La XIV edición se celebra en el siglo XX.', 'es')).toEqual([]);
	});
});

describe('Turkish', () => {
	it.each([
		["Ordu Doğu Anadolu'dan geçti.", ["Doğu Anadolu'dan"]],
		["Sonra Melen Çayı'nı geçtik.", ["Melen Çayı'nı"]],
	])('takes %s whole', (text, expected) => {
		expect(geoparse(text, { language: 'tr' }).mentions.map(({ surface }) => surface)).toEqual(
			expected,
		);
	});

	it('knows a name whose ending has no apostrophe', () => {
		expect(read('Sonra Kayseriden ayrıldı.', 'tr')).toEqual(['Kayseriden → Kayseri']);
	});

	it('knows what is only called after a place', () => {
		expect(read('Ankara albümünü ve İzmir filmini sevdi.', 'tr')).toEqual([]);
	});
});
