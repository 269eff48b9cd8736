/** Which stretches of a text may name a place, each with what speaks for it. */
import type { CountryCode, Language, MentionKind, PlaceKind, Reason, Span } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import {
	acceptable,
	asDemonym,
	certain,
	demonymAt,
	insideHyphens,
	isMeasure,
	pairedDemonym,
	smallDemonym,
} from './compounds.ts';
import type { Demonym } from './demonyms.ts';
import { dateline } from './datelines.ts';
import { evidenceFor, type Knowledge, type Survey, survey } from './evidence.ts';
import { wordsOf } from './languages/all.ts';
import type { Run } from './names.ts';
import { isCountry } from './senses.ts';
import { strengthened } from './mutual.ts';
import {
	longestName,
	nameWritten,
	placesCalled,
	placesNearly,
	suffix,
	type WrittenName,
} from './surface.ts';
import { unlistedAt, unlistedIn } from './unlisted.ts';
import { joined, type Token, tokenize } from './tokens.ts';

/** A toponym before it is resolved. */
export interface Toponym extends Span {
	readonly surface: string;
	/** The name without what its language adds to it, folded: occurrences of one name share it. */
	readonly key: string;
	readonly kind: MentionKind;
	readonly matches: readonly Match[];
	/** For demonyms: the country pointed to, null for a people without one. */
	readonly country?: CountryCode | null;
	/** Log-odds that this names a place at all, from the words around it. */
	readonly evidence: number;
	/** What follows after a comma, as in "Paris, Texas". */
	readonly container: string | null;
	/** What kind of thing the words beside it say it is: "de stad X", "X province". */
	readonly cue?: PlaceKind;
	/** The country of the adjective before it: "het Duitse Essen". */
	readonly within?: CountryCode;
	/** Is it only nearly called like what `matches` holds? */
	readonly unlisted?: boolean;
	/** Does an article stand before it, as before a region or a river? */
	readonly articled?: boolean;
	/** Is it also an ordinary word, or what persons are called? */
	readonly doubtful?: boolean;
	/** Toponyms of one list share a number. */
	readonly list?: number;
	/** Stands for those who govern there: "Washington decided". */
	readonly metonym: boolean;
	/** What a model says of it, where one was asked. */
	readonly model?: Reason;
}

/** The name that starts at token `from`, as it is written there. */
function nameAt(
	gazetteer: Gazetteer,
	text: string,
	tokens: readonly Token[],
	from: number,
): string | null {
	const first = tokens[from] as Token;
	const name =
		first.capital && !/^[^\p{Lu}]/u.test(first.text)
			? longestName(gazetteer, text, tokens, from)
			: null;
	return name && text.slice(first.start, (tokens[name.to - 1] as Token).end).replace(suffix, '');
}

/** What is named right after: "Paris, Texas", "Halle in Saksen-Anhalt", "Man, in Ivory Coast". */
function containerAfter(
	gazetteer: Gazetteer,
	text: string,
	tokens: readonly Token[],
	at: number,
): string | null {
	const next = tokens[at];
	if (!next || !/^(?:, ?| | \()$/.test(next.gap)) return null;
	if (next.capital) return next.gap === ' ' ? null : nameAt(gazetteer, text, tokens, at);
	const inside = /^(?:in|en|dans|im|au)$/.test(next.lower) && tokens[at + 1];
	return inside && joined(inside) ? nameAt(gazetteer, text, tokens, at + 1) : null;
}

/** Is it a division's name cut short after a place in it: the "Ky" of "Louisville, Ky."? */
const isCutShort = (surface: string, matches: readonly Match[], contained: boolean): boolean =>
	contained &&
	surface.length < 7 &&
	matches.some(({ place, principal }) => !principal && place.kind === 'admin1');

/** Turkish makes demonyms with an ending: ABD'li, Suriye'liler. */
function inhabitantsAt(
	{ text, tokens, words }: Survey,
	at: number,
	name: WrittenName,
): Toponym | null {
	const { start } = tokens[at] as Token;
	const { text: last, end } = tokens[name.to - 1] as Token;
	if (!words.inhabitants?.test(last)) return null;
	const country = name.matches.find(isCountry)?.place.country ?? null;
	return country ? asDemonym(text, start, end, { country, people: false }) : null;
}

const middles = 2;

/** A name with what its language writes as part of it: Batı Anadolu, Ren nehrinin. */
function withParts({ tokens, words, closed }: Survey, run: Run): Run {
	const { heads, parts } = words;
	if (!heads && !parts) return run;
	const before = tokens[run.from - 1];
	const joins = before?.capital && joined(tokens[run.from] as Token) && !closed[run.from - 1];
	const from = joins && parts?.test(before.text) ? run.from - 1 : run.from;
	if (!heads || suffix.test((tokens[run.to - 1] as Token).text)) return { from, to: run.to };
	for (let at = run.to; at <= run.to + middles; at++) {
		const token = tokens[at];
		if (!token || !joined(token) || closed[at]) break;
		if (heads.test(token.text.replace(suffix, ''))) return { from, to: at + 1 };
		if (!token.capital) break;
	}
	return { from, to: run.to };
}

/** The place name at token `at`, weighed, with the token after it. */
function toponymFrom(
	seen: Survey,
	at: number,
	name: WrittenName,
	gazetteer: Gazetteer,
): { toponym: Toponym; to: number } | null {
	const { text, tokens, closed, words } = seen;
	// Arabic and Turkish words stay whole: what is joined to a name in writing is not cut off.
	const { bare } = name;
	const run = { from: at, to: name.to };
	const follows = tokens[at]?.gap === ', ' && Boolean(tokens[at - 1]?.capital);
	const matches = dateline(seen, run) ? name.matches : acceptable(bare, name.matches, follows);
	if (!matches.length || closed.slice(at, name.to).some(Boolean)) return null;
	if (isMeasure(tokens, at, bare, matches)) return null;
	const extended = withParts(seen, run);
	const { start } = tokens[extended.from] as Token;
	const stretch = text.slice(start, (tokens[extended.to - 1] as Token).end);
	const whole = seen.agglutinates ? stretch : stretch.replace(suffix, '');
	const stop = isCutShort(whole, matches, follows) && text[start + whole.length] === '.' ? '.' : '';
	const surface = whole + stop;
	const next = tokens[name.to];
	const container = containerAfter(gazetteer, text, tokens, name.to);
	const evidence = evidenceFor(seen, run, matches, bare);
	const cue = cueFor(seen, at, name.to);
	const before = tokens[at - 1];
	const within = before && joined(tokens[at] as Token) ? seen.demonymOf(before)?.country : null;
	const contained = container !== null && isInside(matches, container, gazetteer);
	return {
		to: extended.to,
		toponym: {
			...{ start, end: start + surface.length, surface, kind: 'name', matches, container },
			key: foldName(bare),
			...(isDoubtful(seen, foldName(bare)) && { doubtful: true }),
			...(cue && { cue }),
			...(within && { within }),
			...(isArticled(seen, run) && { articled: true }),
			evidence: evidence + (contained ? 3 : 0),
			metonym: Boolean(next && joined(next) && words.speech.has(next.lower)),
		},
	};
}

/** "de Veluwe", not "de Amsterdam Arena" nor "the Paris office". */
function isArticled({ tokens, words }: Survey, { from, to }: Run): boolean {
	const first = tokens[from] as Token;
	const before = tokens[from - 1];
	if (!before || !joined(first) || !words.article?.test(before.lower)) return false;
	const next = tokens[to];
	return !next || !joined(next) || words.ordinary.has(next.lower) || words.places.has(next.lower);
}

const isDoubtful = ({ words, ordinary, names }: Survey, key: string): boolean =>
	// Where every noun has a capital, any word may be an ordinary one.
	Boolean(words.articles) || ordinary.has(key) || names.given.has(key) || names.family.has(key);

/** "Philippines" is the country, though "Philippine" has a plural too. */
const isCountryName = ({ text }: Token, matches: readonly Match[], language: Language): boolean =>
	matches.some(
		({ place: { kind, names, name } }) =>
			kind === 'country' && foldName(names[language] ?? name) === foldName(text),
	);

/** "the city of X", "X province": the word before, or the one after. */
function cueFor({ tokens, words }: Survey, from: number, to: number): PlaceKind | null {
	const next = tokens[to];
	const kindOf = (i: number) => words.kinds.get(tokens[i]?.lower ?? '') ?? null;
	const after = next && joined(next) ? kindOf(to) : null;
	if (after || !joined(tokens[from] as Token)) return after;
	return tokens[from - 1]?.lower === 'of' ? kindOf(from - 2) : kindOf(from - 1);
}

const isInside = (matches: readonly Match[], container: string, gazetteer: Gazetteer): boolean =>
	gazetteer
		.lookup(container)
		.some(
			({ place: outer }) =>
				(outer.kind === 'country' || outer.kind === 'admin1') &&
				matches.some(
					({ place }) =>
						place.id !== outer.id &&
						place.country === outer.country &&
						(outer.kind === 'country' || place.admin1 === outer.name),
				),
		);

/**
 * Toponyms of `text` in order, none overlapping: names and demonyms with what speaks for each.
 * Arabic words are also tried without their clitics.
 */
export function recognize(text: string, language: Language, knowledge: Knowledge): Toponym[] {
	const { gazetteer, demonyms } = knowledge;
	const words = wordsOf(language);
	const known = demonyms.get(language) ?? demonyms.get('en') ?? new Map<string, Demonym>();
	const tokens = tokenize(text);
	const remembered = new Map<string, Demonym | null>();
	const demonymOf = (token: Token) => {
		const before = remembered.get(token.lower);
		if (before !== undefined) return before;
		const found = demonymAt(known, token, words);
		remembered.set(token.lower, found);
		return found;
	};
	const seen = survey(text, tokens, words, language, knowledge, demonymOf);
	const unlisted = unlistedIn(seen);
	const found: Toponym[] = [];
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at] as Token;
		if (seen.closed[at]) continue;
		if (!token.capital) {
			const small = smallDemonym(seen, at);
			if (small) found.push(small);
			continue;
		}
		const name = nameWritten(gazetteer, text, tokens, at, language);
		const pair = pairedDemonym(known, token, tokens[at + 1]);
		// The Central African Republic is a place.
		if (pair && !(name && name.to > at + 2)) {
			found.push(asDemonym(text, token.start, (tokens[at + 1] as Token).end, pair));
			at++;
			continue;
		}
		const demonym = demonymOf(token);
		if (demonym && !(name && (name.to > at + 1 || isCountryName(token, name.matches, language)))) {
			found.push(asDemonym(text, token.start, token.end, demonym));
			continue;
		}
		const inhabitants = name && inhabitantsAt(seen, at, name);
		if (inhabitants) {
			found.push(inhabitants);
			at = name.to - 1;
			continue;
		}
		const one = name
			? toponymFrom(seen, at, name, gazetteer)
			: unlistedAt(seen, at, unlisted, gazetteer);
		if (one) {
			found.push(one.toponym);
			at = one.to - 1;
		} else if (!name && /[-‑–]/.test(token.text)) {
			found.push(...insideHyphens(seen, at, gazetteer));
		}
	}
	return strengthened(found, text);
}

/** The toponym that somebody says stands at `span`; nothing is asked of its surroundings. */
export function toponymGiven(
	text: string,
	{ start, end }: Span,
	language: Language,
	{ gazetteer, demonyms }: Knowledge,
	recognized: readonly Toponym[],
): Toponym {
	const same = recognized.find((one) => one.start === start && one.end === end);
	if (same) return { ...same, evidence: Math.max(same.evidence, certain) };
	const surface = text.slice(start, end);
	const tokens = tokenize(text, start, Math.min(text.length, end + 100));
	const next = tokens.findIndex((token) => token.start >= end);
	const container = containerAfter(gazetteer, text, tokens, next);
	const known = demonyms.get(language) ?? demonyms.get('en');
	const demonym = known?.get(foldName(surface));
	const exact = demonym ? [] : placesCalled(surface, gazetteer);
	const unlisted = !demonym && !exact.length;
	const matches = unlisted ? placesNearly(surface, gazetteer) : exact;
	const key = foldName(surface.replace(suffix, ''));
	const given = { start, end, surface, key, container, matches, evidence: certain, metonym: false };
	return demonym
		? { ...given, kind: demonym.people ? 'people' : 'demonym', country: demonym.country }
		: { ...given, kind: 'name', ...(unlisted && { unlisted }) };
}
