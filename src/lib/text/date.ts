/** Dates as precise as they are written: a year, a month or a day. */
import type { PartialDate } from '#lib/domain.ts';

const form = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\d])/;

/** The thirtieth of February is no day. */
const exists = (date: PartialDate): boolean => {
	const day = new Date(`${date}T00:00Z`);
	return date.length < 10 || (!isNaN(day.getTime()) && day.toISOString().startsWith(date));
};

/** The date that `words` begin with, or null. */
export function dateIn(words: string): PartialDate | null {
	const [date] = form.exec(words.trim()) ?? [];
	return date && exists(date) ? date : null;
}

export const isDate = (words: string): boolean => dateIn(words) === words;

const months: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dutchMonths: Readonly<Record<string, string>> = {
	mrt: 'mar',
	maa: 'mar',
	mei: 'may',
	okt: 'oct',
};

/** `14 March 2019`, `Thu, 14 Mar 2019 10:00 GMT`, `March 14th, 2019`; null for other words. */
function dateInWords(words: string): string | null {
	const [, before = '', name = '', after = '', year = ''] =
		/(?:^|[\s,])(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(\p{L}{3})\p{L}*\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)/u.exec(
			words,
		) ?? [];
	const short = name.toLowerCase();
	const month = months.indexOf(dutchMonths[short] ?? short) + 1;
	const day = before || after;
	if (!month || !year) return null;
	return [year, String(month), ...(day ? [day] : [])]
		.map((part) => part.padStart(2, '0'))
		.join('-');
}

/** Seconds or milliseconds since 1970, as programs keep times. */
function dateOfClock(count: number): string | null {
	const date = new Date(count < 1e11 ? count * 1000 : count);
	return count >= 1e8 && !isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : null;
}

/**
 * The date that a value of a data file means, or null where it has none or more than one meaning:
 * `03/04/2019` is a day in March to some and in April to others.
 */
export function dateOf(value: unknown): PartialDate | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const words = String(value).trim();
	const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(words);
	const loose = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(words);
	const [, year, month = '', day = ''] = compact ?? loose ?? [];
	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (year) return isDate(date) ? date : null;
	if (/^\d{9,13}(?:\.\d+)?$/.test(words)) return dateOfClock(Number(words));
	return dateIn(words) ?? dateIn(dateInWords(words) ?? '');
}
