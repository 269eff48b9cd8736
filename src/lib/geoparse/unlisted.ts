/**
 * Names that no gazetteer has and the text itself calls places: "the village of Kampungu". They are
 * marked, at every occurrence, and stay without a place until an analyst gives them one.
 */
import { foldName } from '#lib/gazetteer/names.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import type { Survey } from './evidence.ts';
import type { LanguageWords } from './languages/words.ts';
import type { Toponym } from './recognize.ts';
import { placesNearly, suffix } from './surface.ts';
import { joined, type Token } from './tokens.ts';

const longest = 3;
const introduced = 1.5;
const called = 0.5;

/** Names called places somewhere in the text, folded, with what that is worth. */
export type Unlisted = ReadonlyMap<string, number>;

const isNamed = (seen: Survey, at: number): boolean => {
	const token = seen.tokens[at];
	if (!token || !/^\p{Lu}\p{L}*\p{Ll}/u.test(token.text) || seen.closed[at]) return false;
	const lower = token.lower.replace(suffix, '');
	return !(
		seen.words.ordinary.has(lower) ||
		seen.ordinary.has(foldName(lower)) ||
		seen.lowered.has(lower) ||
		seen.words.calendar.has(lower) ||
		seen.surnames.has(lower) ||
		seen.words.generic.test(lower) ||
		seen.words.organisations.test(lower) ||
		seen.words.directions.test(lower) ||
		seen.words.titles.has(lower) ||
		seen.words.kinds.has(lower) ||
		seen.demonymOf(token)
	);
};

/** The token after the capitalised words that start at `at`. */
function endOf(seen: Survey, at: number): number {
	let to = at;
	while (to < at + longest && isNamed(seen, to) && (to === at || joined(seen.tokens[to] as Token)))
		to++;
	// Longer ones are mostly something else.
	const next = seen.tokens[to];
	return next && joined(next) && next.capital ? at : to;
}

const cuesOf = new WeakMap<LanguageWords, ReadonlySet<string>>();

/** Words that say a name beside them is a village's, a river's or a district's: asked of every word. */
function cuesIn(words: LanguageWords): ReadonlySet<string> {
	const known = cuesOf.get(words);
	if (known) return known;
	const kinds = [...words.kinds].filter(([, kind]) => kind !== 'country' && kind !== 'admin1');
	const cues = new Set([...kinds.map(([word]) => word), ...(words.quarters ?? [])]);
	cuesOf.set(words, cues);
	return cues;
}

const keyOf = (seen: Survey, from: number, to: number): string =>
	foldName(
		seen.text
			.slice((seen.tokens[from] as Token).start, (seen.tokens[to - 1] as Token).end)
			.replace(suffix, ''),
	);

/** Where a name that the cue at `at` belongs to may begin, and what that is worth. */
function* besideCue(
	{ tokens, words }: Survey,
	at: number,
): Generator<[from: number, worth: number]> {
	const next = tokens[at + 1];
	if (next && joined(next)) {
		if (words.links?.has(next.lower)) yield [at + 2, introduced];
		else if (words.bareCues) yield [at + 1, introduced];
	}
	if (!words.cuesFollow || !joined(tokens[at] as Token)) return;
	let from = at;
	while (from > 0 && at - from < longest && tokens[from - 1]?.capital) {
		from--;
		if (!joined(tokens[from] as Token)) break;
	}
	if (from < at) yield [from, called];
}

/** Where the name begins that the word at `at` is the head of: Koruçam Burnu. */
function beforeHead(seen: Survey, at: number): number {
	if (seen.closed[at]) return at;
	let from = at;
	while (from > 0 && at - from < longest - 1) {
		if (!joined(seen.tokens[from] as Token) || !isNamed(seen, from - 1)) break;
		from--;
	}
	const before = seen.tokens[from - 1];
	return before?.capital && joined(seen.tokens[from] as Token) && !before.opening ? at : from;
}

/** The names that the text calls places. */
export function unlistedIn(seen: Survey): Unlisted {
	const all = new Map<string, number>();
	const { heads } = seen.words;
	const cues = cuesIn(seen.words);
	const { tokens } = seen;
	if (!heads && ![...cues].some((cue) => seen.lowered.has(cue))) return all;
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at] as Token;
		if (token.capital && heads?.test(token.text.replace(suffix, ''))) {
			const from = beforeHead(seen, at);
			if (from < at) all.set(keyOf(seen, from, at + 1), called);
		}
		if (token.capital || !cues.has(token.lower)) continue;
		for (const [from, worth] of besideCue(seen, at)) {
			const to = endOf(seen, from);
			if (to === from || (from < at && to !== at)) continue;
			const key = keyOf(seen, from, to);
			all.set(key, Math.max(all.get(key) ?? 0, worth));
		}
	}
	return all;
}

/** The unlisted name that starts at token `at`, if any, with the token after it. */
export function unlistedAt(
	seen: Survey,
	at: number,
	unlisted: Unlisted,
	gazetteer: Gazetteer,
): { toponym: Toponym; to: number } | null {
	if (!unlisted.size) return null;
	for (let to = Math.min(seen.tokens.length, at + longest); to > at; to--) {
		const key = keyOf(seen, at, to);
		const evidence = unlisted.get(key);
		if (evidence === undefined) continue;
		const { start } = seen.tokens[at] as Token;
		const written = seen.text.slice(start, (seen.tokens[to - 1] as Token).end);
		const surface = seen.agglutinates ? written : written.replace(suffix, '');
		return {
			to,
			toponym: {
				...{ start, end: start + surface.length, surface, key, kind: 'name', evidence },
				...{ container: null, metonym: false, unlisted: true },
				matches: placesNearly(surface.replace(suffix, ''), gazetteer),
			},
		};
	}
	return null;
}
