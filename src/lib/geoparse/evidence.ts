/** What speaks for and against a stretch of a text being the name of a place, as log-odds. */
import type { PlaceKind } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { datedIn, dateline } from './datelines.ts';
import type { DetectLanguage } from './detect.ts';
import type { Demonym, Demonyms } from './demonyms.ts';
import type { LanguageWords } from './languages/words.ts';
import {
	capitalRuns,
	organisationIn,
	partsOf,
	personIn,
	type PersonNames,
	type Run,
	surnameOf,
} from './names.ts';
import { longestName, suffix } from './surface.ts';
import { joined, type Token } from './tokens.ts';

/** What is known of the world and its words. */
export interface Knowledge {
	readonly gazetteer: Gazetteer;
	readonly demonyms: Demonyms;
	readonly names: PersonNames;
	/** Ordinary words of a language that some place is also called by, folded. */
	readonly ordinary: (language: string) => ReadonlySet<string>;
	readonly detect: DetectLanguage;
}

/** A text with what was seen in it before any name was weighed. */
export interface Survey {
	readonly text: string;
	readonly tokens: readonly Token[];
	readonly words: LanguageWords;
	readonly runOf: ReadonlyMap<number, Run>;
	/** Tokens inside the names of persons and organisations. */
	readonly closed: readonly boolean[];
	/** Tokens at which the rest of an organisation's name begins after the place that it serves. */
	readonly served: ReadonlySet<number>;
	/** Surnames seen with a full name or a title. */
	readonly surnames: ReadonlySet<string>;
	/** Words that also stand in the text without a capital: ordinary ones. */
	readonly lowered: ReadonlySet<string>;
	readonly ordinary: ReadonlySet<string>;
	/** Is what belongs to a name written in one word with it? */
	readonly agglutinates: boolean;
	readonly names: PersonNames;
	/** "Oost-Syrische" before a name speaks for a place. */
	readonly demonymOf: (token: Token) => Demonym | null;
}

const kindWorth: Readonly<Record<PlaceKind, number | null>> = {
	country: 4,
	region: 3,
	admin1: 2.5,
	physical: 1.5,
	facility: 1,
	admin2: 0.5,
	settlement: null,
};

/** What a name is worth before its surroundings: known areas and cities need no preposition. */
export function prior(matches: readonly Match[]): number {
	let best = -Infinity;
	for (const { place, principal } of matches) {
		const worth = kindWorth[place.kind] ?? Math.log10(place.population + 1) * 0.75 - 3;
		best = Math.max(best, worth + (principal ? 0.5 : -0.5));
	}
	return Math.min(4, best);
}

/** A country or a state: too well known to be taken for an ordinary word. */
const famous = 3;
/** A country or a continent: nobody's first name, unless a surname follows. */
const world = 3.5;
/** A city of a few hundred thousand. */
export const known = 1.8;

export function survey(
	text: string,
	tokens: readonly Token[],
	words: LanguageWords,
	language: string,
	{ gazetteer, names, ordinary }: Knowledge,
	demonymOf: Survey['demonymOf'],
): Survey {
	const closed = new Array<boolean>(tokens.length).fill(false);
	const surnames = new Set<string>();
	const served = new Set<number>();
	const runOf = new Map<number, Run>();
	const placeIn = (run: Run) => longestName(gazetteer, text, tokens, run.from, run.to);
	const isPlace = ({ from, to }: Run) => {
		if (to - from === 1 && demonymOf(tokens[from] as Token)) return true;
		const name = placeIn({ from, to });
		return name?.to === to && (to - from > 1 || prior(name.matches) >= world);
	};
	const isKnown = (run: Run) => prior(placeIn(run)?.matches ?? []) >= 0;
	const isPerson = (run: Run) => personIn(tokens, run, words, names, 0, isPlace, isKnown) !== null;
	const runs = capitalRuns(tokens, words).flatMap((run) =>
		partsOf(tokens, run, words, isPerson, isKnown),
	);
	for (const run of runs) {
		for (let i = run.from; i < run.to; i++) runOf.set(i, run);
		const demonym = demonymOf(tokens[run.from] as Token) ? 1 : 0;
		const placed = Math.max(demonym, (placeIn(run)?.to ?? run.from) - run.from);
		const organisation = organisationIn(tokens, run, words, placed);
		const person = personIn(tokens, run, words, names, placed, isPlace, isKnown);
		if (organisation && organisation.from > run.from) served.add(organisation.from);
		for (const other of [person, organisation]) {
			if (other) closed.fill(true, other.from, other.to);
		}
		const surname = person && surnameOf(tokens, person);
		if (surname) surnames.add(surname);
	}
	for (const run of runs) {
		for (const at of datedIn(text, tokens, run, words, placeIn)) closed.fill(false, at, run.to);
	}
	const lowered = new Set<string>();
	for (const { lower, capital } of tokens) if (!capital) lowered.add(lower);
	return {
		...{ text, tokens, words, runOf, closed, served, surnames, lowered, names, demonymOf },
		ordinary: ordinary(language),
		agglutinates: language === 'ar' || language === 'tr',
	};
}

const caseless = ({ text, allCaps }: Token): boolean => text === text.toUpperCase() && !allCaps;

/** Does the name mean a town, before any river or region of that name? */
const isTown = (matches: readonly Match[]): boolean =>
	!matches.some(
		({ place: { kind }, principal }) =>
			principal && (kind === 'physical' || kind === 'region' || kind === 'country'),
	);

/** "De Maas", "de rivier de Maas": rivers and seas have an article, which persons and towns have not. */
function articled({ tokens, words }: Survey, run: Run, matches: readonly Match[]): number {
	const [article, next] = [tokens[run.from - 1], tokens[run.to]];
	if (!article || !joined(tokens[run.from] as Token) || !words.article?.test(article.lower))
		return 0;
	if (next?.capital && joined(next)) return 0;
	if (!matches.some(({ place, principal }) => principal && place.kind === 'physical')) return 0;
	const called =
		joined(article) && words.kinds.get(tokens[run.from - 2]?.lower ?? '') === 'physical';
	return called ? 3 : 1.5;
}

/** The words before: prepositions, directions, titles, adjectives. */
function before(
	{ tokens, words, runOf, ordinary, demonymOf }: Survey,
	run: Run,
	strong: boolean,
	town: boolean,
): number {
	const first = tokens[run.from] as Token;
	const token = tokens[run.from - 1];
	if (!token) return 0;
	if (!joined(first)) return /^,\s*$/.test(first.gap) && token.capital ? 0.5 : 0;
	const around = runOf.get(run.from) ?? run;
	let sum = 0;
	// Without capitals, what stands after "in" is mostly no name.
	if (words.places.has(token.lower))
		sum += caseless(first) && !words.kinds.has(token.lower) ? 1.2 : 3;
	if (words.directions.test(token.lower)) sum += 1.5;
	if (words.titles.has(token.lower)) sum -= 4;
	if (words.articles?.has(token.lower) && !strong) sum -= town ? 4 : 1;
	// "50 Franken": so many of something, where it is no year.
	if (words.articles && /^(?!(?:1\d|20)\d\d$)\d+$/.test(token.text)) sum -= 4;
	// "El Valencia" is a club: towns take no article, and clubs do.
	if (words.clubArticle?.test(token.lower)) sum += town ? -4 : 1.5;
	if (words.speech.has(token.lower) && !strong) sum -= 2;
	// A minister of Economy, whatever villages are called so.
	if (words.offices?.test(tokens[run.from - 2]?.lower ?? '') && !strong)
		sum -= ordinary.has(foldName(first.lower)) ? 4 : 0;
	if (demonymOf(token)) sum += 2;
	else if (token.capital && around.from < run.from && !token.opening) sum -= 2.5;
	if (!token.capital && words.organisations.test(token.lower)) sum -= 2;
	return sum;
}

/** The ending of the name itself, where it says what prepositions say. */
function ending({ tokens, words }: Survey, run: Run): number {
	return words.placeEnding?.test((tokens[run.to - 1] as Token).text) ? 2 : 0;
}

/** The words after: what kind of thing it is, what a person does. */
function after(
	{ tokens, words, runOf, served }: Survey,
	run: Run,
	strong: boolean,
	surface: string,
): number {
	const token = tokens[run.to];
	if (!token) return 0;
	const age = /^(?:, | \()$/.test(token.gap) && /^\d{1,2}$/.test(token.text);
	if (age && /^[,)]/.test(tokens[run.to + 1]?.gap ?? '')) return -4;
	if (!joined(token)) return 0;
	if (words.things.test(token.lower.replace(suffix, ''))) return -4;
	// "Kelkit Çayı": a small town's name too is a river's before the word for one.
	if (words.heads?.test(token.text.replace(suffix, ''))) return 2.5;
	if (!token.capital) return words.speech.has(token.lower) && !strong ? -2.5 : 0;
	const around = runOf.get(run.from) ?? run;
	if (around.to <= run.to) return 0;
	// "Moskaus Truppen": where nouns have capitals, the ending says whose they are.
	const isGenitive = words.articles && (tokens[run.to - 1] as Token).text === `${surface}s`;
	if (isGenitive) return strong ? 2 : 0.5;
	if (served.has(run.to) || words.bodies.test(token.lower)) return 0.5;
	return words.generic.test(token.lower) ? -0.5 : -2;
}

/** German nouns are declined: "im Namen" has the Name. */
const isOrdinary = ({ ordinary, articles }: LanguageWords, word: string): boolean =>
	ordinary.has(word) || Boolean(articles && ordinary.has(word.replace(/n$/, '')));

/** The name itself: one word or more, ordinary or not, a surname. */
function shape(seen: Survey, run: Run, worth: number, surface: string): number {
	const { tokens, words, surnames, lowered, ordinary, names } = seen;
	const first = tokens[run.from] as Token;
	const word = surface.toLowerCase();
	const article = words.ordinary.has(word) && first.opening;
	if (run.to - run.from > 1) {
		const last = (tokens[run.to - 1] as Token).lower;
		const kindOnly = run.to - run.from === 2 && words.kinds.has(last);
		return words.ordinary.has(first.lower) && kindOnly ? -6 : article ? -2 : 1.2;
	}
	if (words.calendar.has(word)) return -9;
	if (words.directions.test(word)) return -5;
	const folded = foldName(word);
	let sum = first.opening ? -0.7 : 0;
	if (article) sum -= 6;
	else if (isOrdinary(words, word)) sum -= caseless(first) ? 6 : 3;
	// In the middle of a sentence the capital says that it is a name, if not whose.
	if (ordinary.has(folded))
		sum -= worth >= famous ? 0.5 : worth >= known ? 0.9 : first.opening ? 3 : 1.2;
	else if (lowered.has(word)) sum -= 3;
	if (surnames.has(word)) sum -= 4;
	if (names.family.has(folded) && worth < famous) sum -= 1.1;
	if (names.given.has(folded) && worth < famous) sum -= 0.8;
	// "The city", and the like, said of no city in particular.
	if (words.kinds.has(word)) sum -= 4;
	// Without capitals any word may look like a small place.
	if (caseless(first)) sum -= worth < known ? 3.2 : 0.7;
	return sum;
}

/** Log-odds that the tokens of `run`, called like `matches`, name a place here. */
export function evidenceFor(
	seen: Survey,
	run: Run,
	matches: readonly Match[],
	surface: string,
): number {
	const worth = prior(matches);
	const strong = worth >= famous;
	return (
		worth +
		before(seen, run, strong, isTown(matches)) +
		after(seen, run, strong, surface) +
		articled(seen, run, matches) +
		shape(seen, run, worth, surface) +
		ending(seen, run) +
		dateline(seen, run)
	);
}
