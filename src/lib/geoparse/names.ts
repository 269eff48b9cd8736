/**
 * Names that are not places: runs of capitalised words that name a person or an organisation. A
 * toponym inside such a stretch is not a mention (Syrian Democratic Forces, Van der Steen).
 */
import { foldName } from '#lib/gazetteer/names.ts';
import type { LanguageWords } from './languages/words.ts';
import { suffix } from './surface.ts';
import { joined, type Token } from './tokens.ts';

/** A half-open run of tokens. */
export interface Run {
	readonly from: number;
	readonly to: number;
}

/** Names that persons bear, folded: from open lists. */
export interface PersonNames {
	readonly given: ReadonlySet<string>;
	readonly family: ReadonlySet<string>;
}

const acronym = /^\p{Lu}{2,6}$/u;
const initial = /^(?:\p{Lu}|(?:\p{Lu}\.){2,})$/u;
/** English 's, and Turkish endings. */
const possessive = /['’](?:s|\p{Ll}{1,6})$/u;
/** What clubs are called in many languages: before the name of their town, and after it. */
const clubs =
	/^(?:fc|afc|ac|rc|sc|sv|vfl|vfb|tsv|psv|pec|nec|nac|kv|kvc|krc|rsc|rkc|cf|cd|ud|real|ssv|cb|basket|básquet|deportivo|recreativo|atletico|atlético|athletic|sporting|racing|olympique|bayer|borussia|eintracht|hertha|werder|dynamo|dinamo|lokomotiv|spartak)$/;
const clubsAfter = /^(?:fc|cf|united|rovers|wanderers|hotspur|rangers|celtic|albion|spor)$/;
const particle = /^(?:van|der|den|von|bin|ibn|al|el|de|la|di|da|du|dos)$/;

/** Only scripts with capitals tell names by them. */
const cased = ({ text }: Token): boolean => /^\p{Lu}/u.test(text);

/** A headline in capitals has no stop before the sentence after it. */
const endsHeadline = (last: Token, next: Token): boolean =>
	last.allCaps && last.text.length > 4 && next.capital && !next.allCaps && next.text.length > 1;

/** "The Georgian parliament" begins with Georgian: the first word has its capital from the sentence. */
function afterOpening(
	tokens: readonly Token[],
	from: number,
	to: number,
	words: LanguageWords,
): number {
	const { opening, lower } = tokens[from] as Token;
	if (!opening || !words.ordinary.has(lower) || words.particles.has(lower)) return from;
	for (let at = from + 1; at < to; at++) if ((tokens[at] as Token).capital) return at;
	return from;
}

/** Maximal runs of capitalised words, small words inside them included; a possessive ends one. */
export function capitalRuns(tokens: readonly Token[], words: LanguageWords): Run[] {
	const runs: Run[] = [];
	let at = 0;
	while (at < tokens.length) {
		if (!cased(tokens[at] as Token)) {
			at++;
			continue;
		}
		let to = at + 1;
		for (let next = to; next < tokens.length && next - to <= 2; next++) {
			const token = tokens[next] as Token;
			const last = tokens[to - 1] as Token;
			if (!joined(token) || possessive.test(last.text) || endsHeadline(last, token)) break;
			if (cased(token)) to = next + 1;
			else if (!words.joiners.has(token.lower) && !words.particles.has(token.lower)) break;
		}
		runs.push({ from: afterOpening(tokens, at, to, words), to });
		at = to;
	}
	return runs;
}

const longestPerson = 8;

/**
 * Where a person's name ends within a run: before "of", in "Ann Smith of Leeds". `isKnown` tells
 * whether a run begins with the name of a place that is known well.
 */
export function partsOf(
	tokens: readonly Token[],
	run: Run,
	words: LanguageWords,
	isPerson: (run: Run) => boolean,
	isKnown: (run: Run) => boolean,
): Run[] {
	const last = Math.min(run.to, run.from + longestPerson);
	for (let at = run.from + 1; words.whence && at < last; at++) {
		if ((tokens[at] as Token).lower !== words.whence) continue;
		const named = { from: run.from, to: at };
		if (!isPerson(named)) continue;
		let from = at + 1;
		while (from < run.to && !(tokens[from] as Token).capital) from++;
		const rest = { from, to: run.to };
		// "de" is a part of surnames too, though seldom before a large city.
		if (words.particles.has(words.whence) && !isKnown(rest)) continue;
		return [named, ...(from < run.to ? partsOf(tokens, rest, words, isPerson, isKnown) : [])];
	}
	return [run];
}

/**
 * The part of a run that names an organisation, if any. A body of a place (Ohio Department of
 * Health) leaves the place before it outside: `placed` tells how many of the run's first words
 * name one.
 */
export function organisationIn(
	tokens: readonly Token[],
	run: Run,
	words: LanguageWords,
	placed: number,
): Run | null {
	const inside = tokens.slice(run.from, run.to);
	const heads = inside.filter(({ lower, capital }, i) => {
		// The West Bank and the European Union are called so themselves.
		if (placed > 1 && i < placed) return false;
		const word = lower.replace(possessive, '');
		const last = i > 0 && i === inside.length - 1;
		const club = clubs.test(word) || (last && clubsAfter.test(word));
		return capital && (club || words.organisations.test(word));
	});
	const capitals = inside.filter(({ capital }) => capital).length;
	const last = heads.at(-1);
	if (!last || capitals < 2) return null;
	const body = words.bodies.test(last.lower);
	const from = run.from + placed;
	return body && placed && from < run.to ? { from, to: run.to } : run;
}

/**
 * The part of a run that names a person: a given name with what follows it, a surname with its
 * particles (Van der Steen), or all after a title.
 */
export function personIn(
	tokens: readonly Token[],
	run: Run,
	words: LanguageWords,
	{ given, family }: PersonNames,
	placed: number,
	isPlace: (run: Run) => boolean,
	isKnown: (run: Run) => boolean,
): Run | null {
	const before = tokens[run.from - 1];
	const first = tokens[run.from] as Token;
	const titled = before && joined(first) && words.titles.has(before.lower);
	if (titled) return run;
	// The words of a longer place name are nobody's: St. Louis Regional Council.
	for (let from = run.from + (placed > 1 ? placed : 0); from < run.to; from++) {
		const token = tokens[from] as Token;
		const title = tokens[from - 1];
		if (from > run.from && title && words.titles.has(title.lower) && token.capital) {
			return { from, to: run.to };
		}
		const next = tokens[from + 1];
		if (from + 1 >= run.to || !next) break;
		const short =
			initial.test(token.text) &&
			!words.ordinary.has(token.lower) &&
			!words.places.has(token.lower);
		// Doğu is a first name, and the east of something more often.
		const known = token.capital && !words.parts?.test(token.text);
		const named = (known && given.has(foldName(token.lower))) || short;
		const surname = /^(van|von)$/.test(token.lower) && token.capital;
		const inner =
			!next.capital &&
			particle.test(next.lower) &&
			from + 2 < run.to &&
			from === run.from &&
			// "Die Regierung von Bern": any noun may stand there with a capital.
			!words.articles &&
			// "Cruzaron el Danubio": so may any word that begins a sentence.
			!(first.opening && words.article?.test(next.lower) && !given.has(foldName(first.lower)));
		if (!named && !surname && !inner) continue;
		if (surname || inner) return { from, to: run.to };
		// The K. of "K. Schwyz" is a canton: no surname is as well known as the place.
		if (short && isKnown({ from: from + 1, to: run.to }) && !family.has(foldName(next.lower)))
			continue;
		// "Sherman and Dallas" are two of something, and nobody.
		if (!next.capital && !particle.test(next.lower)) continue;
		if (isPlace({ from, to: from + 2 })) continue;
		// "U.S. Rep. Smith", "Georgia Power": too well known to be somebody's first name.
		if (isPlace({ from, to: from + 1 }) && !family.has(foldName(next.lower))) continue;
		const things = [words.generic, words.organisations, words.bodies, words.things];
		if (things.some((pattern) => pattern.test(next.lower))) continue;
		if (words.heads?.test(next.text.replace(suffix, ''))) continue;
		return { from, to: run.to };
	}
	return null;
}

/** A name's words, when the run is one of persons' and may be cited later by its last word. */
export function surnameOf(tokens: readonly Token[], run: Run): string | null {
	const last = tokens[run.to - 1];
	return last && last.text.length > 2 && !acronym.test(last.text)
		? last.lower.replace(possessive, '')
		: null;
}
