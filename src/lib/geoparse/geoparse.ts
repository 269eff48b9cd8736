/** From text to mentions: recognise, find candidates, resolve, weigh. No logic of its own. */
import type { Candidate, Judgement, Language, Note, ParsedMention, Span } from '#lib/domain.ts';
import {
	leastOfNearly,
	leastRecognition,
	leastResolution,
	recognitionConfidence,
	resolutionConfidence,
} from './confidence.ts';
import type { Knowledge } from './evidence.ts';
import { type Home, homeExpected, homeIn, withHome } from './home.ts';
import { type Judged, judgedNames, withJudged } from './judged.ts';
import { foreignStretches, type Stretch } from './paragraphs.ts';
import { coordinatesIn, derivedFrom } from './positions.ts';
import { recognize, type Toponym, toponymGiven } from './recognize.ts';
import { resolve } from './resolve.ts';
import { type Tagged, withTagged } from './tagged.ts';

export interface Geoparsed {
	/** In order, none overlapping. */
	readonly mentions: readonly ParsedMention[];
	readonly language: Language;
	/** The id of the place where its publisher is at home; absent where none is told or known. */
	readonly home?: string;
	readonly notes: readonly Note[];
}

/** What is known of a text beside its words. */
export interface Told {
	/** Detected where it is not told. */
	readonly language?: Language | null;
	/** Where its publisher is at home: as `homeIn` reads it. */
	readonly home?: string | null;
	/** What analysts have said of names before; the same list is read only once. */
	readonly judgements?: readonly Judgement[];
	/** What a model takes stretches of the text for; absent where none was asked. */
	readonly tagged?: readonly Tagged[];
}

export interface GeoparseOptions extends Told {
	/** Resolve exactly these stretches instead of finding toponyms. */
	readonly spans?: readonly Span[];
}

export type Geoparse = (text: string, options?: GeoparseOptions) => Geoparsed;

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

function weighed(
	{ start, end, surface, kind, evidence, metonym, model, unlisted }: Toponym,
	resolved: readonly Candidate[],
): ParsedMention {
	// Said of the name, whichever place it means.
	const candidates = model
		? resolved.map((one) => ({
				...one,
				score: one.score + model.weight,
				reasons: [...one.reasons, model],
			}))
		: resolved;
	const sure = resolutionConfidence(candidates);
	const close = !unlisted || (candidates[0]?.score ?? 0) >= leastOfNearly;
	const place = close && sure >= leastResolution ? (candidates[0]?.place ?? null) : null;
	const confidence = recognitionConfidence(evidence) * (candidates.length ? sure : 1);
	return { start, end, surface, kind, place, candidates, confidence, metonym };
}

const around = (stretches: readonly Stretch[], span: Span): Stretch | undefined =>
	stretches.find((stretch) => overlaps(stretch, span));

/**
 * The toponyms of the text by its language's rules, and of each stretch in another by its own. The
 * text is read as a whole all the same: a surname before a quotation is one after it.
 */
function recognizedIn(
	text: string,
	language: Language,
	stretches: readonly Stretch[],
	knowledge: Knowledge,
): readonly Toponym[] {
	const all = recognize(text, language, knowledge);
	if (!stretches.length) return all;
	const own = all.filter((one) => !around(stretches, one));
	const others = stretches.flatMap((stretch, i) =>
		recognize(text.slice(stretch.start, stretch.end), stretch.language, knowledge).map(
			({ list, ...toponym }): Toponym => ({
				...toponym,
				start: stretch.start + toponym.start,
				end: stretch.start + toponym.end,
				// Lists are numbered anew in every stretch.
				...(list !== undefined && { list: (i + 1) * text.length + list }),
			}),
		),
	);
	return [...own, ...others].sort((a, b) => a.start - b.start);
}

/** A name well attested once in a text is believed throughout it; what nothing speaks for goes. */
function believed(toponyms: readonly Toponym[]): Toponym[] {
	const best = new Map<string, number>();
	for (const { key, evidence } of toponyms) {
		best.set(key, Math.max(best.get(key) ?? -Infinity, evidence));
	}
	return toponyms.flatMap((toponym) => {
		// Half of what the best occurrence shows carries over to the others.
		const top = best.get(toponym.key) ?? toponym.evidence;
		const evidence = Math.max(toponym.evidence, toponym.evidence > -4 ? top / 2 : toponym.evidence);
		return recognitionConfidence(evidence) >= leastRecognition ? [{ ...toponym, evidence }] : [];
	});
}

/** The mentions with the points that the text gives in figures, which win over names inside them. */
function withPositions(
	text: string,
	named: readonly ParsedMention[],
	language: Language,
	stretches: readonly Stretch[],
): readonly ParsedMention[] {
	const written = coordinatesIn(text, language);
	const languageAt = (base: Span) => around(stretches, base)?.language ?? language;
	const names = named.filter((one) => !written.some((position) => overlaps(one, position)));
	const derived = names.flatMap((base) => derivedFrom(text, base, languageAt(base)) ?? []);
	if (!written.length && !derived.length) return named;
	const all = [...written, ...names, ...derived].sort((a, b) => a.start - b.start || b.end - a.end);
	let end = 0;
	return all.filter((one) => {
		if (one.start < end) return false;
		({ end } = one);
		return true;
	});
}

function notesOn(language: Language, told: string, home: Home | null): Note[] {
	const notes: Note[] = [];
	if (language === 'und') {
		notes.push({
			code: 'language-unknown',
			message: 'The language could not be told; names are matched as they stand.',
		});
	}
	if (told && !home) {
		notes.push({
			code: 'home-unknown',
			message: `has a home that is not known (${told.slice(0, 60)}): ${homeExpected}.`,
		});
	}
	return notes;
}

/** The homes of many documents are few: each is looked up once. */
function homesOf({ gazetteer }: Knowledge): (told: string) => Home | null {
	const known = new Map<string, Home | null>();
	return (told) => {
		if (!told) return null;
		const before = known.get(told);
		if (before !== undefined) return before;
		if (known.size >= rememberedHomes) known.clear();
		const found = homeIn(told, gazetteer);
		known.set(told, found);
		return found;
	};
}
const rememberedHomes = 1000;

/**
 * A geoparser over what is known of the world. It is pure: the same text gives the same mentions.
 * Offsets count in the text as given (UTF-16); the language is detected where none is named.
 */
export function createGeoparser(knowledge: Knowledge): Geoparse {
	const homeOf = homesOf(knowledge);
	const judgedIn = new WeakMap<readonly Judgement[], Judged>();
	const judgedBy = (judgements: readonly Judgement[] = []): Judged | undefined => {
		if (!judgements.length) return undefined;
		const judged = judgedIn.get(judgements) ?? judgedNames(judgements);
		judgedIn.set(judgements, judged);
		return judged;
	};
	return (text, { language: named, home: told, judgements, tagged, spans } = {}) => {
		const language = named ?? knowledge.detect(text);
		const where = told?.trim() ?? '';
		const home = homeOf(where);
		const judged = judgedBy(judgements);
		const stretches = foreignStretches(text, language, knowledge.detect);
		let all = recognizedIn(text, language, stretches, knowledge);
		if (home) all = withHome(all, home);
		if (judged) all = withJudged(all, judged);
		if (tagged) all = withTagged(text, all, tagged, language, knowledge);
		const found = believed(all);
		const given = spans?.map((span): Toponym => toponymGiven(text, span, language, knowledge, all));
		const toponyms = given ?? found;
		// What else the text names is context for the stretches that are given.
		const context = spans ? found.filter((one) => !toponyms.some((own) => overlaps(one, own))) : [];
		const candidates = resolve([...toponyms, ...context], knowledge, { home, judged });
		const resolved = toponyms.map((toponym, i) => weighed(toponym, candidates[i] ?? []));
		const mentions = spans ? resolved : withPositions(text, resolved, language, stretches);
		const notes = notesOn(language, where, home);
		return { mentions, language, ...(home && { home: home.place.id }), notes };
	};
}
