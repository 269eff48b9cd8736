/** Demonyms, and names inside longer words: Oost-Syrische, Sri Lankan, Northbrook-based. */
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import type { Demonym } from './demonyms.ts';
import { known, prior, type Survey } from './evidence.ts';
import type { LanguageWords } from './languages/words.ts';
import type { Toponym } from './recognize.ts';
import { suffix } from './surface.ts';
import { joined, type Token } from './tokens.ts';

/** The evidence of what can be nothing else. */
export const certain = 5;
const bare = { matches: [], container: null, metonym: false };
const large = 100_000;

/** The number of a pope or of an edition: XIV, VIII. */
const romanNumeral = /^(?:X{1,3}|X{0,3}(?:I[XV]|VI{0,3}|I{2,3}))$/;

/**
 * Short words in capitals name countries and states (VS, UK) or are no names of places; others are
 * large cities, or divisions where they follow one (`contained`): "Louisville, Ky".
 */
export function acceptable(
	surface: string,
	matches: readonly Match[],
	contained = false,
): readonly Match[] {
	if (romanNumeral.test(surface)) return [];
	if (/^(\p{Lu}\.?){2,3}$/u.test(surface)) {
		return matches.filter(({ place }) => place.kind !== 'settlement');
	}
	if (surface.length > 2) return matches;
	return matches.filter(({ place: { kind, population } }) =>
		kind === 'settlement' ? population > large : contained,
	);
}

/** "40 MT of food" are tonnes, where "15 UK firms" are of a country. */
export const isMeasure = (
	tokens: readonly Token[],
	at: number,
	bare: string,
	matches: readonly Match[],
) =>
	/^\p{Lu}{2}$/u.test(bare) &&
	/^\d[\d.,]*$/.test(tokens[at - 1]?.text ?? '') &&
	joined(tokens[at] as Token) &&
	matches.every(({ place }) => place.kind === 'admin1');

/** A demonym with the direction before its hyphen left aside: Oost-Syrische, Noord-Iraakse. */
export function demonymAt(
	demonyms: ReadonlyMap<string, Demonym>,
	token: Token,
	words: LanguageWords,
): Demonym | null {
	const whole = demonyms.get(foldName(token.lower));
	if (whole) return whole;
	const [, direction = '', rest = ''] = /^(\p{L}+)-(\p{L}.*)$/u.exec(token.lower) ?? [];
	if (direction && words.directions.test(direction)) return demonyms.get(foldName(rest)) ?? null;
	const bare = words.fused ? token.lower.replace(words.fused, '') : token.lower;
	return bare === token.lower ? null : (demonyms.get(foldName(bare)) ?? null);
}

/** A demonym where those have no capital: russische Drohnen, el ejército sirio, deutsch-irakisch. */
export function smallDemonym(
	{ text, tokens, words, demonymOf }: Survey,
	at: number,
): Toponym | null {
	const token = tokens[at] as Token;
	if (!words.tongue || token.lower.length < 4) return null;
	const [one = '', other] = token.lower.includes('-') ? token.lower.split('-') : [];
	const demonym = demonymOf(token) ?? (other && demonymOf({ ...token, lower: other, text: other }));
	if (!demonym) return null;
	const before = tokens[at - 1];
	if (before && joined(token) && words.tongue.test(`${before.lower} ${token.lower}`)) return null;
	const first = other ? demonymOf({ ...token, lower: one, text: one }) : null;
	return asDemonym(text, token.start, token.end, first ?? demonym);
}

const firsts = new WeakMap<ReadonlyMap<string, Demonym>, ReadonlySet<string>>();

/** What demonyms of two words begin with: few, and asked of every pair of capitals. */
function firstWords(demonyms: ReadonlyMap<string, Demonym>): ReadonlySet<string> {
	const known = firsts.get(demonyms);
	if (known) return known;
	const words = new Set(
		[...demonyms.keys()].flatMap((key) => (key.includes(' ') ? (key.split(' ')[0] as string) : [])),
	);
	firsts.set(demonyms, words);
	return words;
}

/** A demonym of two words: Sri Lankan, Costa Ricans. */
export function pairedDemonym(
	demonyms: ReadonlyMap<string, Demonym>,
	{ text, capital }: Token,
	next: Token | undefined,
): Demonym | null {
	if (!capital || !next?.capital || !joined(next)) return null;
	if (!firstWords(demonyms).has(text.toLowerCase())) return null;
	return demonyms.get(foldName(`${text} ${next.text}`)) ?? null;
}

export function asDemonym(
	text: string,
	start: number,
	end: number,
	{ country, people }: Demonym,
): Toponym {
	const surface = text.slice(start, end);
	const kind = country === null || people ? 'people' : 'demonym';
	return { ...bare, start, end, surface, key: foldName(surface), kind, country, evidence: certain };
}

/** Names inside a hyphenated word that is none itself: Northbrook-based, Noord-Irak. */
export function* insideHyphens(seen: Survey, at: number, gazetteer: Gazetteer): Generator<Toponym> {
	const token = seen.tokens[at] as Token;
	let start = token.start;
	// As it stands in the text, so that the offsets are right.
	const parts = seen.text.slice(token.start, token.end).split(/[-‑–]/);
	const [firstPart = ''] = parts;
	const directed = seen.words.directions.test(firstPart.toLowerCase());
	// Wetzlar-Gießen is a road or a railway where the word before says so.
	const before = seen.tokens[at - 1];
	const way =
		before && joined(token) && seen.words.ways?.test(before.lower) && parts.length === 2 ? 2.5 : 0;
	// Jean-Paul, whatever island is called Paul; Georgia-Florida are two states.
	const bares = parts.map((part) => part.replace(suffix, ''));
	const given =
		bares.every((name) => seen.names.given.has(foldName(name))) &&
		bares.some((name) => prior(gazetteer.lookup(name)) < known);
	for (const part of parts) {
		const surface = part.replace(suffix, '');
		const lower = surface.toLowerCase();
		const demonym = /^\p{Lu}/u.test(part)
			? seen.demonymOf({ ...token, text: surface, lower })
			: null;
		if (demonym) {
			yield asDemonym(seen.text, start, start + surface.length, demonym);
			start += part.length + 1;
			continue;
		}
		const matches = /^\p{Lu}\p{L}+/u.test(surface)
			? acceptable(surface, gazetteer.lookup(surface)).filter(
					// The AK in AK-47 is not Alaska.
					({ place }) => surface.length > 2 || place.kind === 'country',
				)
			: [];
		const folded = foldName(surface);
		const person = seen.names.given.has(folded) || seen.names.family.has(folded);
		const based = /^[dri]-|-(?:based|born|area|led|backed|held|run|controlled)$/.test(token.lower);
		if (matches.length && !(directed && part === firstPart)) {
			const whole = directed
				? { start: token.start, surface: token.text.replace(suffix, '') }
				: { start, surface };
			// Well-known places too are what persons are called, but less often.
			const worth =
				prior(matches) - (given ? 2 : 0) - (person ? (prior(matches) > 1.8 ? 1 : 2) : 0);
			yield {
				...bare,
				...whole,
				end: whole.start + whole.surface.length,
				kind: 'name',
				key: folded,
				matches,
				evidence: worth + way + (directed || based ? 2 : 0) - 0.5,
			};
		}
		start += part.length + 1;
	}
}
