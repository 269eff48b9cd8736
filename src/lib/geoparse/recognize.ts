/** Which stretches of a text may name a place, and what speaks for and against each. */
import type { CountryCode, Language, MentionKind, Span } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import type { Demonym, Demonyms } from './demonyms.ts';
import { wordsOf } from './languages/all.ts';
import type { LanguageWords } from './languages/words.ts';
import { capitalRuns, isOrganisation, isPerson, type Run, surnameOf } from './names.ts';
import { joined, type Token, tokenize } from './tokens.ts';

/** A toponym before it is resolved. */
export interface Toponym extends Span {
	readonly surface: string;
	readonly kind: MentionKind;
	readonly matches: readonly Match[];
	/** For demonyms: the country pointed to, null for a people without one. */
	readonly country?: CountryCode | null;
	/** Log-odds that this names a place at all, from the words around it. */
	readonly evidence: number;
	/** What follows after a comma, as in "Paris, Texas". */
	readonly container: string | null;
	/** Stands for those who govern there: "Washington decided". */
	readonly metonym: boolean;
}

/** Names of more words than this are not looked for. */
const longest = 6;
const large = 100_000;

/** What a name is worth before its surroundings: known areas and cities need no preposition. */
function prior(matches: readonly Match[]): number {
	const best = Math.max(
		...matches.map(({ place, principal }) => {
			const known = { country: 4, region: 3, admin1: 1.2, physical: 1.5, facility: 1.5 } as Record<
				string,
				number
			>;
			const size = Math.log10(place.population + 1) * 0.75 - 3;
			return (known[place.kind] ?? size) + (principal ? 0.5 : -0.5);
		}),
	);
	return Math.min(4, best);
}

interface Text {
	readonly text: string;
	readonly tokens: readonly Token[];
	readonly words: LanguageWords;
	readonly runOf: ReadonlyMap<number, Run>;
	/** Surnames seen with a full name or a title. */
	readonly surnames: ReadonlySet<string>;
	/** Words that also stand in the text without a capital: ordinary ones. */
	readonly ordinary: ReadonlySet<string>;
	/** "Oost-Syrische" before a name speaks for a place. */
	readonly isDemonym: (token: Token) => boolean;
}

/** What the neighbours of a span of tokens say about it. */
function evidence(
	{ tokens, words, runOf, surnames, ordinary, isDemonym }: Text,
	run: Run,
	matches: readonly Match[],
): number {
	const first = tokens[run.from] as Token;
	const before = tokens[run.from - 1];
	const after = tokens[run.to];
	const around = runOf.get(run.from) ?? run;
	const single = run.to - run.from === 1;
	let sum = prior(matches);
	const near = before && joined(first);
	if (near && words.places.has(before.lower)) sum += 3;
	if (near && words.titles.has(before.lower)) sum -= 2;
	if (near && isDemonym(before)) sum += 2;
	else if (near && before.capital && around.from < run.from && !before.opening) sum -= 2.5;
	if (after && joined(after) && after.capital && around.to > run.to) sum -= 2;
	if (after && joined(after) && words.speech.has(after.lower)) sum -= 1.5;
	if (before && /^,\s*$/.test(first.gap) && before.capital) sum += 0.5;
	if (!single) sum += 1;
	// Without capitals any word may look like a small place.
	if (single && first.text === first.text.toUpperCase() && !first.allCaps) sum -= 2;
	if (single && first.opening) sum -= 1.5;
	if (single && first.opening && words.ordinary.has(first.lower)) sum -= 6;
	if (single && words.ordinary.has(first.lower)) sum -= 3;
	if (single && ordinary.has(first.lower)) sum -= 3;
	if (surnames.has(first.lower) && single) sum -= 4;
	if (near && !/\p{Lu}/u.test(before.text) && words.organisations.test(before.lower)) sum -= 2;
	return sum;
}

/** The longest name in the gazetteer that starts at token `from`. */
function longestName(
	gazetteer: Gazetteer,
	text: string,
	tokens: readonly Token[],
	from: number,
): { to: number; matches: readonly Match[] } | null {
	const first = tokens[from] as Token;
	let best: { to: number; matches: readonly Match[] } | null = null;
	for (let to = from + 1; to <= Math.min(tokens.length, from + longest); to++) {
		const last = tokens[to - 1] as Token;
		if (to > from + 1 && !joined(last)) break;
		const surface = text.slice(first.start, last.end);
		if (last.capital) {
			const matches = gazetteer.lookup(surface.replace(/['’]s$/, ''));
			if (matches.length) best = { to, matches };
		}
		if (to < from + longest && !gazetteer.hasPrefix(surface)) break;
	}
	return best;
}

/** The name that starts at token `from`, as it is written there. */
function nameAt(
	gazetteer: Gazetteer,
	text: string,
	tokens: readonly Token[],
	from: number,
): string | null {
	const first = tokens[from] as Token;
	const name = first.capital ? longestName(gazetteer, text, tokens, from) : null;
	return name && text.slice(first.start, (tokens[name.to - 1] as Token).end);
}

/** A name that few places bear, one of them in a country the text speaks of, is hardly chance. */
const few = 3;

function withCountries(toponyms: readonly Toponym[]): Toponym[] {
	const spoken = new Set(
		toponyms.flatMap(({ country, matches }) => [
			country,
			matches.find(({ place, principal }) => place.kind === 'country' && principal)?.place.country,
		]),
	);
	return toponyms.map((toponym) => {
		const { kind, matches, evidence } = toponym;
		const rare = kind === 'name' && matches.length <= few;
		const inside = matches.some(
			({ place }) => place.kind !== 'country' && spoken.has(place.country),
		);
		return rare && inside ? { ...toponym, evidence: evidence + 2 } : toponym;
	});
}

/** Short words in capitals name countries (VS, UK) or are no names of places. */
function acceptable(surface: string, matches: readonly Match[]): readonly Match[] {
	if (/^(\p{Lu}\.?){2,4}$/u.test(surface)) {
		return matches.filter(({ place }) => place.kind === 'country');
	}
	return surface.length < 3 ? matches.filter(({ place }) => place.population > large) : matches;
}

/** A demonym with the direction before its hyphen left aside: Oost-Syrische, Noord-Iraakse. */
function demonymAt(
	demonyms: ReadonlyMap<string, Demonym>,
	fold: (name: string) => string,
	token: Token,
	words: LanguageWords,
): Demonym | null {
	const whole = demonyms.get(fold(token.lower));
	if (whole) return whole;
	const [, direction = '', rest = ''] = /^(\p{L}+)-(\p{L}.*)$/u.exec(token.lower) ?? [];
	if (direction && words.directions.test(direction)) return demonyms.get(fold(rest)) ?? null;
	return null;
}

function survey(
	text: string,
	words: LanguageWords,
	isDemonym: Text['isDemonym'],
): Text & { closed: readonly boolean[] } {
	const tokens = tokenize(text);
	const runs = capitalRuns(tokens, words);
	const closed = new Array<boolean>(tokens.length).fill(false);
	const surnames = new Set<string>();
	const runOf = new Map<number, Run>();
	for (const run of runs) {
		for (let i = run.from; i < run.to; i++) runOf.set(i, run);
		const person = isPerson(tokens, run, words);
		if (person || isOrganisation(tokens, run, words)) closed.fill(true, run.from, run.to);
		const surname = person && surnameOf(tokens, run);
		if (surname) surnames.add(surname);
	}
	const ordinary = new Set(
		tokens
			.filter(
				({ text: word, lower }) =>
					word === lower && !/\P{L}/u.test(word) && word !== word.toUpperCase(),
			)
			.map(({ lower }) => lower),
	);
	return { text, tokens, words, runOf, surnames, ordinary, isDemonym, closed };
}

/**
 * Toponyms of `text` in order, none overlapping: names and demonyms with what speaks for each.
 * Arabic words are also tried without their clitics.
 */
export function recognize(
	text: string,
	language: Language,
	{
		gazetteer,
		demonyms,
		fold,
	}: { gazetteer: Gazetteer; demonyms: Demonyms; fold: (name: string) => string },
): Toponym[] {
	const words = wordsOf(language);
	const known = demonyms.get(language) ?? demonyms.get('en') ?? new Map<string, Demonym>();
	const seen = survey(text, words, (token) => demonymAt(known, fold, token, words) !== null);
	const { tokens, closed } = seen;
	const found: Toponym[] = [];
	const bare = { matches: [], container: null, metonym: false };
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at] as Token;
		if (closed[at] || !token.capital) continue;
		const demonym = demonymAt(known, fold, token, words);
		const name = longestName(gazetteer, text, tokens, at);
		if (demonym && !(name && name.to > at + 1)) {
			const kind = demonym.country === null || demonym.people ? 'people' : 'demonym';
			found.push({
				...bare,
				start: token.start,
				end: token.end,
				surface: token.text,
				kind,
				country: demonym.country,
				evidence: 5,
			});
			continue;
		}
		const stripped = name ? null : withoutClitic(gazetteer, token, language);
		const to = name?.to ?? at + 1;
		const last = tokens[to - 1] as Token;
		const start = token.start + (stripped?.skip ?? 0);
		const surface = text.slice(start, last.end).replace(/['’]s$/, '');
		const matches = acceptable(surface, name?.matches ?? stripped?.matches ?? []);
		if (!matches.length || closed.slice(at, to).some(Boolean)) continue;
		const run = { from: at, to };
		const next = tokens[to];
		found.push({
			start,
			end: start + surface.length,
			surface,
			kind: 'name',
			matches,
			evidence: evidence(seen, run, matches),
			container: next && /^, $/.test(next.gap) ? nameAt(gazetteer, text, tokens, to) : null,
			metonym: Boolean(next && joined(next) && words.speech.has(next.lower)),
		});
		at = to - 1;
	}
	return withCountries(found);
}

/** Arabic writes and, so, with, for and like as one word with the next. */
function withoutClitic(
	gazetteer: Gazetteer,
	token: Token,
	language: Language,
): { skip: number; matches: readonly Match[] } | null {
	if (language !== 'ar') return null;
	for (const [clitic] of token.text.matchAll(/^(?:[وفبلك]{1,2}|لل)/g)) {
		for (let skip = 1; skip <= clitic.length; skip++) {
			const matches = gazetteer.lookup(token.text.slice(skip));
			if (matches.length && token.text.length - skip > 2) return { skip, matches };
		}
	}
	return null;
}
