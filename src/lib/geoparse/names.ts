/**
 * Names that are not places: runs of capitalised words that name an organisation or a person. A
 * toponym inside such a run is not a mention (Syrian Democratic Forces, Van der Steen).
 */
import type { LanguageWords } from './languages/words.ts';
import { joined, type Token } from './tokens.ts';

/** A half-open run of tokens. */
export interface Run {
	readonly from: number;
	readonly to: number;
}

const acronym = /^\p{Lu}{2,6}$/u;

/** Only scripts with capitals tell names by them. */
const cased = ({ text }: Token): boolean => /^\p{Lu}/u.test(text);

/** Maximal runs of capitalised words, small words inside them included. */
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
			if (!joined(token)) break;
			if (cased(token) && !(token.opening && /[.!?]/.test(token.gap))) {
				to = next + 1;
			} else if (!words.joiners.has(token.lower) && !words.particles.has(token.lower)) break;
		}
		runs.push({ from: at, to });
		at = to;
	}
	return runs;
}

/** Does the run name an organisation: has it more than one word, one of them such a head? */
export function isOrganisation(tokens: readonly Token[], run: Run, words: LanguageWords): boolean {
	const inside = tokens.slice(run.from, run.to).filter(({ capital }) => capital);
	const head = inside.some(({ lower }) => words.organisations.test(lower));
	return head && inside.length > 1;
}

/**
 * Does the run name a person: a surname's particle inside (Marcel van der Steen, Van der Steen), or
 * a title before it?
 */
export function isPerson(tokens: readonly Token[], run: Run, words: LanguageWords): boolean {
	const inside = tokens.slice(run.from, run.to);
	const before = tokens[run.from - 1];
	const titled = before && joined(tokens[run.from] as Token) && words.titles.has(before.lower);
	const [first] = inside;
	const particle = inside
		.slice(1, -1)
		.some(({ lower, capital }) => !capital && /^(van|der|den|von|bin|ibn)$/.test(lower));
	const capitals = inside.filter(({ capital }) => capital).length;
	const surname = first && /^(van|von)$/.test(first.lower) && capitals > 1;
	return Boolean((titled && inside.length > 1) || (particle && capitals > 1) || surname);
}

/** A name's words, when the run is one of persons' and may be cited later by its last word. */
export function surnameOf(tokens: readonly Token[], run: Run): string | null {
	const last = tokens[run.to - 1];
	return last && last.text.length > 2 && !acronym.test(last.text) ? last.lower : null;
}
