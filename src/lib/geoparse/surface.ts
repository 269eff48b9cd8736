/** Which places a stretch of text may name, as it is written or nearly so. */
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { joined, type Token } from './tokens.ts';

/** Names of more words than this are not looked for. */
const longest = 6;

/** What is added to a name without being part of it: 's, and Turkish endings. */
export const suffix = /['’](?:s|\p{Ll}{1,6})$/u;

/** Letters before a name that are words of their own, and the article that they swallow. */
export interface Clitic {
	readonly skip: number;
	readonly article: '' | 'ال';
}

const none: Clitic = { skip: 0, article: '' };

/** And, so, with, for and like, which Arabic writes as one word with the next. */
export function* clitics(word: string): Generator<Clitic> {
	const [letters = ''] = /^[وف]?[بلك]?/.exec(word) ?? [];
	for (let skip = 1; skip <= letters.length; skip++) {
		if (word.length - skip > 2) yield { skip, article: '' };
	}
	const [swallowed] = /^[وف]?لل/.exec(word) ?? [];
	if (swallowed) yield { skip: swallowed.length, article: 'ال' };
}

/** The longest name in the gazetteer that starts at token `from`, up to token `until`. */
export function longestName(
	gazetteer: Gazetteer,
	text: string,
	tokens: readonly Token[],
	from: number,
	until = tokens.length,
	/** How the first word begins instead of with its first letters: Arabic clitics. */
	{ skip, article }: Clitic = none,
): { to: number; matches: readonly Match[] } | null {
	const first = tokens[from] as Token;
	let best: { to: number; matches: readonly Match[] } | null = null;
	for (let to = from + 1; to <= Math.min(until, from + longest); to++) {
		const last = tokens[to - 1] as Token;
		if (to > from + 1 && !joined(last)) break;
		const surface = article + text.slice(first.start + skip, last.end);
		if (last.capital) {
			const matches = lookupWritten(gazetteer, surface);
			if (matches.length) best = { to, matches };
		}
		if (to < from + longest && !gazetteer.hasPrefix(surface)) break;
	}
	return best;
}

const prominence = (matches: readonly Match[]): number =>
	Math.max(
		...matches.map(({ place: { kind, population } }) => (kind === 'settlement' ? population : 1e7)),
	);

/** "Canada's" is not a village called Cañadas; St. John's is what it is called. */
function lookupWritten(gazetteer: Gazetteer, surface: string): readonly Match[] {
	const whole = gazetteer.lookup(surface);
	if (!/['’]/.test(surface)) return whole;
	const bare = surface.replace(suffix, '');
	const less = bare === surface ? [] : gazetteer.lookup(bare);
	if (!whole.length || !less.length) return whole.length ? whole : less;
	return prominence(less) > prominence(whole) ? less : whole;
}

/** A name of the gazetteer as a text writes it. */
export interface WrittenName {
	/** The token after it. */
	readonly to: number;
	readonly matches: readonly Match[];
	/** The name without what its language adds to it. */
	readonly bare: string;
}

/** The name that starts at token `at`, also in the forms that its language gives to names. */
export function nameWritten(
	gazetteer: Gazetteer,
	text: string,
	tokens: readonly Token[],
	at: number,
	language: string,
): WrittenName | null {
	const first = tokens[at] as Token;
	const between = (to: number, skip = 0) =>
		text.slice(first.start + skip, (tokens[to - 1] as Token).end).replace(suffix, '');
	const plain = longestName(gazetteer, text, tokens, at);
	if (plain) return { ...plain, bare: between(plain.to) };
	if (language === 'ar') {
		for (const clitic of clitics(first.text)) {
			const name = longestName(gazetteer, text, tokens, at, tokens.length, clitic);
			if (name) return { ...name, bare: clitic.article + between(name.to, clitic.skip) };
		}
	}
	const declined = language === 'de' ? declinedName(gazetteer, tokens, at) : null;
	if (declined) return declined;
	for (const bare of inflected(first, tokens[at - 1], language)) {
		const matches = gazetteer.lookup(bare);
		if (matches.length) return { to: at + 1, matches, bare };
	}
	return null;
}

const adjective = /^(\p{Lu}\p{Ll}{2,})e[nmrs]?$/u;

/** German names that begin with an adjective are declined: der Vereinigten Staaten, im Schwarzen Meer. */
function declinedName(
	gazetteer: Gazetteer,
	tokens: readonly Token[],
	at: number,
): WrittenName | null {
	const [, stem] = adjective.exec((tokens[at] as Token).text) ?? [];
	const next = tokens[at + 1];
	if (!stem || !next?.capital || !joined(next)) return null;
	for (const noun of [next.text, next.text.replace(/(?:e?s|n)$/, '')]) {
		for (const ending of ['e', 'er', 'es']) {
			const bare = `${stem}${ending} ${noun}`;
			const matches = gazetteer.lookup(bare);
			if (matches.length) return { to: at + 2, matches, bare };
		}
	}
	return null;
}

const withoutApostrophe =
	/^(\p{Lu}\p{Ll}{4,})(?:l[ae]r)?(?:[dt][ae]n?|[dt][ae]ki|y[ae]|n[ıiuü]n)$/u;

const oldUmlaut: Readonly<Record<string, string>> = { Ae: 'Ä', Oe: 'Ö', Ue: 'Ü' };

/** Chinas in German is China, Oesterreich in older print Österreich; "du Locle" in French is Le Locle. */
function* inflected(token: Token, before: Token | undefined, language: string): Generator<string> {
	if (language === 'de') {
		if (/[^s]s$/.test(token.text)) yield token.text.slice(0, -1);
		const umlaut = oldUmlaut[token.text.slice(0, 2)];
		if (umlaut) yield umlaut + token.text.slice(2);
	}
	// Written without the apostrophe that names should have before an ending.
	const [, stem] = (language === 'tr' && withoutApostrophe.exec(token.text)) || [];
	if (stem) yield stem;
	if (language === 'fr' && before && joined(token)) {
		if (/^[da]u$/.test(before.lower)) yield `Le ${token.text}`;
		if (/^(?:des|aux)$/.test(before.lower)) yield `Les ${token.text}`;
	}
}

/** Ways to write the same name, likeliest first. */
function* variants(surface: string): Generator<string> {
	yield surface;
	const bare = surface.replace(/['’]s?$/, '').replace(/^the /i, '');
	yield bare;
	yield bare
		.replace(/\bSt\.? /, 'Saint ')
		.replace(/\bMt\.? /, 'Mount ')
		.replace(/\bFt\.? /, 'Fort ');
	yield bare.replaceAll('.', '');
	yield bare.replace(/^(?:city|town|village|state|province|county|kingdom|republic) of /i, '');
	yield bare.replace(/ (?:city|town|village|state|province|district|region|area|island)$/i, '');
	yield bare.replace(/^(?:(?:north|south|east|west)(?:ern)?|central|upper|lower) /i, '');
}

const shortestFuzzy = 6;
const fewest = 8;

/** Places whose name is a slip or a transliteration away from `surface`, which none is called. */
export const placesNearly = (surface: string, gazetteer: Gazetteer): readonly Match[] =>
	surface.length < shortestFuzzy ? [] : gazetteer.fuzzy(surface, fewest);

/** Places that `surface` may name, however it is written. */
export function placesCalled(surface: string, gazetteer: Gazetteer): readonly Match[] {
	for (const variant of variants(surface)) {
		const matches = gazetteer.lookup(variant);
		if (matches.length) return matches;
	}
	return [];
}
