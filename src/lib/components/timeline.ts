/** The bars of a timeline: every period between the first and the last, empty ones too. */
import type { PartialDate, Query } from '#lib/domain.ts';
import type { Period, PeriodUnit } from '#lib/server/store/port.ts';

export interface Bar {
	/** `2019`, `2019-03` or `2019-03-14`. */
	readonly period: PartialDate;
	readonly mentions: number;
	readonly documents: number;
}

/** More bars than these cannot be told apart, or hit. */
const mostBars = 130;
const lengths: Readonly<Record<PeriodUnit, number>> = { year: 4, month: 7, day: 10 };

/** The period after one of the same kind. */
export function after(period: PartialDate): PartialDate {
	const [year = 0, month, day] = period.split('-').map(Number);
	if (month === undefined) return String(year + 1).padStart(4, '0');
	const next = new Date(Date.UTC(year, day === undefined ? month : month - 1, (day ?? 0) + 1));
	return next.toISOString().slice(0, period.length);
}

function filled(periods: readonly Period[], unit: PeriodUnit): Bar[] {
	const known = periods.flatMap(({ period, ...counts }) =>
		period?.length === lengths[unit] ? [{ ...counts, period }] : [],
	);
	const [first, last] = [known[0], known.at(-1)];
	if (!first || !last) return [];
	const byPeriod = new Map(known.map((bar) => [bar.period, bar]));
	const bars: Bar[] = [];
	for (let at = first.period; at <= last.period && bars.length <= mostBars; at = after(at)) {
		bars.push(byPeriod.get(at) ?? { period: at, mentions: 0, documents: 0 });
	}
	return bars;
}

/** Counts by longer periods. */
function gathered(days: readonly Period[], unit: PeriodUnit): Period[] {
	const sums = new Map<string, Period>();
	for (const { period, mentions, documents } of days) {
		const key = period?.slice(0, lengths[unit]);
		if (key === undefined) continue;
		const there = sums.get(key) ?? { period: key, mentions: 0, documents: 0 };
		sums.set(key, {
			period: key,
			mentions: there.mentions + mentions,
			documents: there.documents + documents,
		});
	}
	return [...sums.values()];
}

/** The finest bars that are not too many; documents without a date, or of a vaguer one, are in none. */
export function barsOf(days: readonly Period[]): Bar[] {
	for (const unit of ['day', 'month'] as const) {
		const bars = filled(gathered(days, unit), unit);
		if (bars.length > 0 && bars.length <= mostBars) return bars;
	}
	return filled(gathered(days, 'year'), 'year');
}

/** Is a bar's period in the interval, wholly or in part? */
export function isShown(period: PartialDate, datetime: Query['datetime'] | null): boolean {
	if (!datetime) return true;
	const { from, to } = datetime;
	const isAfter = from !== null && period.slice(0, from.length) < from.slice(0, period.length);
	const isBefore = to !== null && period.slice(0, to.length) > to.slice(0, period.length);
	return !isAfter && !isBefore;
}
