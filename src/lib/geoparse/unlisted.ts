/**
 * Names that no gazetteer has and the text itself calls places: "the village of Kampungu". They are
 * marked, at every occurrence, and stay without a place until an analyst gives them one.
 */
import { foldName } from '#lib/gazetteer/names.ts';
import type { Survey } from './evidence.ts';
import type { Toponym } from './recognize.ts';
import { suffix } from './surface.ts';
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

const isCue = ({ words }: Survey, token: Token | undefined): boolean => {
	if (!token || token.capital) return false;
	const kind = words.kinds.get(token.lower);
	return (
		Boolean(words.quarters?.has(token.lower)) ||
		kind === 'settlement' ||
		kind === 'admin2' ||
		kind === 'physical'
	);
};

const keyOf = (seen: Survey, from: number, to: number): string =>
	foldName(
		seen.text
			.slice((seen.tokens[from] as Token).start, (seen.tokens[to - 1] as Token).end)
			.replace(suffix, ''),
	);

/** What the words beside a name say of it: 0 where they do not call it a place. */
function worthOf(seen: Survey, from: number, to: number): number {
	const { tokens, words } = seen;
	const before = joined(tokens[from] as Token) ? tokens[from - 1] : undefined;
	const linked = before && words.links?.has(before.lower) && isCue(seen, tokens[from - 2]);
	if (linked || (words.bareCues && isCue(seen, before))) return introduced;
	const after = tokens[to];
	return words.cuesFollow && after && joined(after) && isCue(seen, after) ? called : 0;
}

/** The names that the text calls places; few, so that looking for them costs little. */
export function unlistedIn(seen: Survey): Unlisted {
	const { tokens } = seen;
	const all = new Map<string, number>();
	for (const [at, token] of tokens.entries()) {
		if (!isNamed(seen, at) || (at > 0 && joined(token) && tokens[at - 1]?.capital)) continue;
		const to = endOf(seen, at);
		if (to === at) continue;
		const worth = worthOf(seen, at, to);
		if (!worth) continue;
		const key = keyOf(seen, at, to);
		all.set(key, Math.max(all.get(key) ?? 0, worth));
	}
	return all;
}

/** The unlisted name that starts at token `at`, if any, with the token after it. */
export function unlistedAt(
	seen: Survey,
	at: number,
	unlisted: Unlisted,
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
				...{ matches: [], container: null, metonym: false },
			},
		};
	}
	return null;
}
