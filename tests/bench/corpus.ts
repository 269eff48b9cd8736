/**
 * A corpus made up for measuring: seeded, so that the same numbers come again. Places are those of
 * the gazetteer, a few named often and most seldom, as in news; a document keeps to a corner of the
 * world, and its words are of its language.
 */
import type { Document, ParsedMention, Place, Reason } from '#lib/domain.ts';
import { loadGazetteer } from '#lib/server/gazetteer.ts';
import type { ToSave } from '#lib/server/store/port.ts';

/** A generator of numbers from 0 to 1 (mulberry32), the same for the same seed. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const words: Readonly<Record<string, string>> = {
	en: 'the of and to in said that for was on people fighters village road camp families water night army council aid convoy river border market school hospital shelling truce evacuation tents winter bridge prisoners displaced witnesses reported morning',
	nl: 'de van en in het een dat op te is mensen strijders dorp weg kamp gezinnen water nacht leger raad hulp konvooi rivier grens markt school ziekenhuis beschietingen bestand ontruiming tenten winter brug gevangenen ontheemden getuigen meldden ochtend',
	de: 'der die und in den von zu das mit sich Menschen Kämpfer Dorf Straße Lager Familien Wasser Nacht Armee Rat Hilfe Konvoi Fluss Grenze Markt Schule Krankenhaus Beschuss Waffenruhe Räumung Zelte Winter Brücke Gefangene Vertriebene Zeugen berichteten Morgen',
	fr: 'le de et les des un dans pour que est gens combattants village route camp familles eau nuit armée conseil aide convoi fleuve frontière marché école hôpital bombardements trêve évacuation tentes hiver pont prisonniers déplacés témoins rapportent matin',
	ar: 'في من على إلى أن عن مع التي كان هذا الناس المقاتلون القرية الطريق المخيم العائلات الماء الليل الجيش المجلس المساعدات القافلة النهر الحدود السوق المدرسة المستشفى القصف الهدنة الإجلاء الخيام الشتاء الجسر الأسرى النازحون الشهود أفادوا الصباح',
};
const languages = Object.keys(words);

/** Words made of syllables, the same in every language: news has a few common ones and many rare. */
const syllables = 'ka lo mi tur ben sha dri po rel wan zo gi fa nu tes'.split(' ');
const rare = syllables.flatMap((a) => syllables.flatMap((b) => syllables.map((c) => a + b + c)));

/** Words of a language, the common ones first. */
const vocabularies = new Map(
	languages.map((language) => [language, [...(words[language] ?? '').split(' '), ...rare]]),
);
const mentionsEach = 10;
/** Words between two mentions; about 1,500 characters a document. */
const wordsEach = 24;

/** Documents with their mentions, `count` of them; the first ones are the same whatever the count. */
export function* madeUpDocuments(count: number, seed = 1): Generator<ToSave> {
	const random = seeded(seed);
	const pick = <T>(list: readonly T[], power = 1): T =>
		list[Math.floor(list.length * random() ** power)] as T;
	const gazetteer = loadGazetteer();
	const places = gazetteer.near([0, 0], 20_038, 'settlement');
	const capitals = places.toSorted((a, b) => b.population - a.population);
	for (let number = 0; number < count; number++) {
		const language = pick(languages, 2);
		const vocabulary = vocabularies.get(language) ?? [];
		// A corner of the world: the neighbours of a place in the list, which is ordered by place.
		const corner = Math.floor(places.length * random());
		let text = '';
		const mentions: ParsedMention[] = [];
		for (let i = 0; i < mentionsEach; i++) {
			const sentence = Array.from({ length: wordsEach }, () => pick(vocabulary, 8)).join(' ');
			const place: Place =
				random() < 0.5
					? pick(capitals, 6)
					: (places[(corner + Math.floor(30 * random() ** 2)) % places.length] as Place);
			text += `${sentence} `;
			const start = text.length;
			text += place.name;
			mentions.push(mentionOf(place, start, text.length, pick(capitals, 2), random()));
			text += '. ';
		}
		yield { document: documentOf(number, text, language, random), mentions };
	}
}

function mentionOf(
	place: Place,
	start: number,
	end: number,
	other: Place,
	chance: number,
): ParsedMention {
	const reasons: readonly Reason[] = [
		{ code: 'population', facts: { people: place.population }, weight: 0.4 },
		{ code: 'near', facts: { place: other.name, km: Math.round(chance * 300) }, weight: 0.2 },
	];
	const candidates = [place, other].map((each, i) => ({ place: each, score: 2 - i, reasons }));
	const [surface, confidence] = [place.name, 0.4 + 0.6 * chance];
	return { start, end, surface, kind: 'name', place, candidates, confidence, metonym: false };
}

function documentOf(
	number: number,
	text: string,
	language: string,
	random: () => number,
): Document {
	const hash = number.toString(16).padStart(16, '0').split('').reverse().join('').padEnd(64, '0');
	const day = new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 3650) * 86_400_000);
	return {
		id: hash.slice(0, 16),
		title: `${text.slice(0, 40)}… ${number}`,
		source: `Desk ${Math.floor(random() ** 2 * 200)}`,
		url: null,
		published: day.toISOString().slice(0, 10),
		set: null,
		language,
		text,
		hash,
		imported: '2026-01-01T00:00:00.000Z',
	};
}

/** Fills `store` in batches; tells how many after each. */
export async function fill(
	saveAll: (items: readonly ToSave[]) => Promise<unknown>,
	documents: Iterable<ToSave>,
): Promise<number> {
	let batch: ToSave[] = [];
	let count = 0;
	const flush = async () => {
		await saveAll(batch);
		count += batch.length;
		batch = [];
	};
	for (const item of documents) {
		batch.push(item);
		if (batch.length === 200) await flush();
	}
	if (batch.length) await flush();
	return count;
}
