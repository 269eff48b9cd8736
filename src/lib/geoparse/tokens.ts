/** Words of a text with where they stand and how they are written. */
export interface Token {
	readonly start: number;
	readonly end: number;
	readonly text: string;
	readonly lower: string;
	/** Starts with a capital, or its script has none. */
	readonly capital: boolean;
	readonly allCaps: boolean;
	/** First word of a sentence, line or quotation. */
	readonly opening: boolean;
	/** What stands between the token before and this one; the stop of an abbreviation left out. */
	readonly gap: string;
}

const word =
	/(?:[cdjlmnst]|qu)['’](?=\p{Lu})|(?=\p{Lu}\.\p{Lu})(?:(?:\p{Lu}\.){2,}|\p{Lu}\.\p{Lu}\p{Ll}{1,3}(?![\p{L}\p{N}]))|[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00ad]*(?:(?:[-‑–'’ʼ](?=[\p{L}\p{N}])|¬\s{1,3}(?=\p{Ll}))[\p{L}\p{M}\p{N}\u00ad]+)*/gu;
const caseless = /^[^\p{Ll}\p{Lu}]*$/u;
const endsSentence = /[.!?…:;؟۔][\s"'“”‘’»)\]]*$|[\n"“„«(]\s*$/u;
/** Written short before a name, so that the stop after it ends no sentence. */
const abbreviation =
	/^(?:\p{Lu}|dr|mr|mrs|ms|st|ste|sgt|lt|gen|gov|sen|rep|col|capt|maj|prof|rev|hon|ft|mt|const|det|dhr|mevr|drs|ir|ing|mme|sra?|jr)$/iu;

/** Where a line was full: the soft hyphen, and the sign that scans have for it. */
const breaks = /\u00ad|¬\s*/g;

/** Nothing longer is a name. */
const longestWord = 100;

/** Most words begin with a small letter from a to z: no more need be looked at. */
const isPlain = (surface: string): boolean => {
	const first = surface.charCodeAt(0);
	return first >= 0x61 && first <= 0x7a;
};
/** And most names are of letters from a to z after a capital. */
const plainName = /^[A-Z][a-z]+$/;
const noCapitals = { capital: false, allCaps: false };
const oneCapital = { capital: true, allCaps: false };

function capitals(surface: string): Pick<Token, 'capital' | 'allCaps'> {
	if (isPlain(surface)) return noCapitals;
	if (surface.length <= longestWord && plainName.test(surface)) return oneCapital;
	const letters = surface.replaceAll(/[^\p{L}]/gu, '');
	return {
		capital:
			surface.length <= longestWord &&
			(/^\p{Lu}/u.test(surface) || (letters !== '' && caseless.test(letters))),
		allCaps: letters.length > 1 && letters === letters.toUpperCase() && !caseless.test(letters),
	};
}

/** The words of `text` from `from` to `to`, in order. */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
	const tokens: Token[] = [];
	const broken = /[\u00ad¬]/.test(text);
	let before = from;
	word.lastIndex = from;
	for (let found = word.exec(text); found && found.index < to; found = word.exec(text)) {
		const start = found.index;
		const end = start + found[0].length;
		const between = text.slice(before, start);
		const last = tokens.at(-1);
		const short = between === '. ' && last?.capital && abbreviation.test(last.text);
		const gap = short ? ' ' : between;
		const surface = broken ? found[0].replace(breaks, '') : found[0];
		tokens.push({
			start,
			end,
			text: surface,
			lower: surface.toLowerCase(),
			...capitals(surface),
			opening: !last || (gap !== ' ' && endsSentence.test(gap)),
			gap,
		});
		before = end;
	}
	return tokens;
}

/** Are two neighbours parts of one phrase: a space or nothing between them (l'Europe)? */
export const joined = (token: Token): boolean => /^[ \u00a0]?$/.test(token.gap);
