/** Where a report is from, as it begins: BAGHOUZ, Syria — and Madrid, 23 mayo (EFE). */
import type { Survey } from './evidence.ts';
import type { LanguageWords } from './languages/words.ts';
import type { Run } from './names.ts';
import type { Token } from './tokens.ts';

/** After the place of a report: its province or country in brackets, perhaps, and a day and a month. */
const dated = /^(?: \(\p{Lu}[\p{L}. -]{1,30}\)|\))?,? \d{1,2}\.? (?:de )?(\p{L}+)/u;
/** "Beirut (EFE). -", "(Reuters) -": the agency after it. */
const agency =
	/^(?: \(\p{Lu}[\p{L} ]{1,30}\)|\))?,? ?\((?:\p{Lu}{2,7}|Reuters)\)\s?\.?,? ?(?:--|[-–—])/u;
const dash = /^(?:[^\n.!?]{0,40}|, [\p{L}. ]{1,30})\s?(?:[—–]|--|-\s)/u;

/** Is what follows the stretch that ends at `end` a day and a month, or an agency? */
function isDated(text: string, end: number, words: LanguageWords): boolean {
	const following = text.slice(end, end + 60);
	const [, month = ''] = dated.exec(following) ?? [];
	return (month !== '' && words.calendar.has(month.toLowerCase())) || agency.test(following);
}

/** Where the place of a report begins after the reporter's name: "Por Ana Torres Lisboa, 4 mar". */
export function* datedIn(
	text: string,
	tokens: readonly Token[],
	run: Run,
	words: LanguageWords,
	placeIn: (run: Run) => { to: number } | null,
): Generator<number> {
	if (run.to - run.from < 2 || !isDated(text, (tokens[run.to - 1] as Token).end, words)) return;
	for (let from = run.from + 1; from < run.to; from++) {
		if (placeIn({ from, to: run.to })?.to !== run.to) continue;
		yield from;
		return;
	}
}

/** BAGHOUZ, Syria — and Madrid, 23 mayo: how reports begin. */
export function dateline({ tokens, text, words }: Survey, run: Run): number {
	const first = tokens[run.from] as Token;
	const last = tokens[run.to - 1] as Token;
	if (isDated(text, last.end, words)) return 4;
	const following = text.slice(last.end, last.end + 60);
	const starts = run.from === 0 || /\n\s*$|[.!?]\s+$/.test(first.gap);
	return starts && first.allCaps && dash.test(following) ? 5 : 0;
}
