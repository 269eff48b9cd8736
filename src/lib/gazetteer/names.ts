/** Folding: what makes two spellings the same name. */

/**
 * Accents, vowel points and tone marks of scripts that are also written without them, as ranges of
 * code points; in Indic scripts and kana a mark makes another letter, and stays.
 */
const ranges =
	'300-36f 483-487 591-5c7 610-61a 640 64b-65f 670 6d6-6ed 1ab0-1aff 1dc0-1dff 200b-200f 20d0-20ff fe20-fe2f';
const marks = new RegExp(
	`[${ranges.replace(/[0-9a-f]+/g, (code) => `\\u${code.padStart(4, '0')}`).replaceAll(' ', '')}]+`,
	'g',
);
const joiners = /[\s\-‐‑‒–—_/.,·・،؛()]+/g;
/** A soft hyphen, or the sign that scans have for it with the end of the line. */
const breaks = /\u00ad|¬\s*/g;
const apostrophes = /['’‘ʼʻ`´ʹʺʿʾ"“”״׳]/g;

const letters: Readonly<Record<string, string>> = {
	ı: 'i',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ł: 'l',
	ħ: 'h',
	ə: 'e',
	ς: 'σ',
	ٱ: 'ا',
	ء: '',
	ى: 'ي',
	ی: 'ي',
	ک: 'ك',
	گ: 'ك',
	ة: 'ه',
	ە: 'ه',
};
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');
const plain = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/**
 * The form under which a name is looked up: lower case without diacritics, with one space for any
 * hyphen, full stop or white space, no apostrophes, and Arabic letters reduced to their base.
 * `Deir ez-Zor`, `deir ez zor` and `Deïr Ez‑Zor` fold alike. Idempotent and total.
 */
export function foldName(name: string): string {
	if (name.length > longestKept) return fold(name);
	const known = folded.get(name);
	if (known !== undefined) return known;
	if (folded.size >= remembered) folded.clear();
	const found = fold(name);
	folded.set(name, found);
	return found;
}

/** Names come back throughout a text, and from one text to the next. */
const folded = new Map<string, string>();
const remembered = 50_000;
/** A longer part of a text may keep the whole of it in memory. */
const longestKept = 12;

function fold(name: string): string {
	const lower = name.toLowerCase();
	if (plain.test(lower)) return lower;
	return (
		name
			.replace(breaks, '')
			.replace(apostrophes, '')
			.normalize('NFKD')
			.replace(marks, '')
			.toLowerCase()
			.replace(special, (letter) => letters[letter] ?? '')
			// Decomposing and lowering can each bring out what the other one removes.
			.normalize('NFKD')
			.replace(marks, '')
			.replace(breaks, '')
			.replace(apostrophes, '')
			.replace(joiners, ' ')
			.normalize('NFC')
			.trim()
	);
}

const latin = /^[a-z0-9 ]+$/;
const articles = /(?<=^| )(?:al|el|ul|as|es|ash|esh|ad|ed|ar|er|at|et|an|en|az|ez) (?=.)/g;

/**
 * A coarser key under which transliterations of one name meet: `Baghouz`, `Baghuz` and
 * `al-Baghuz`; `Deir ez-Zor` and `Dayr az-Zawr`: its first letter's sound and the consonants in
 * order, articles left out, letters that romanisations confuse made one. Takes a folded name;
 * empty for names in other scripts, and where too little is left to tell names apart.
 */
export function soundKey(folded: string): string {
	if (!latin.test(folded)) return '';
	const key = folded
		.replace(articles, '')
		.replace(/h(?= |$)/g, '')
		.replace(/dsch|dzh|dj/g, 'j')
		.replace(/tsch|tch|sch|ch|sh|sj/g, 's')
		.replace(/kh|ck|q|c/g, 'k')
		.replace(/([gdt])h/g, '$1')
		.replace(/ph/g, 'f')
		.replace(/(?<=.)[aeiouyw ]/g, '')
		.replace(/^[aeiouyw]/, 'a')
		.replace(/(.)\1+/g, '$1');
	return key.length > 2 ? key : '';
}
