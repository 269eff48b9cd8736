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
