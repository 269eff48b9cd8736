/** From when to when the documents of a corpus are. */
import type { PartialDate } from '#lib/domain.ts';

/** The last day that a date can mean: "2019-02" goes on to the 28th. */
function lastDay(date: PartialDate): string {
	const [year = '', month = '12', day] = date.split('-');
	if (day) return date;
	const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
	return `${year}-${month}-${days}`;
}

const firstDay = (date: PartialDate): string => date + '-01-01'.slice(date.length - 4);

/** RFC 3339, both ends in it; null where no date is known. */
export function temporalExtent(
	dates: readonly (PartialDate | null)[],
): [from: string | null, to: string | null] {
	let [from, to]: [string | null, string | null] = [null, null];
	for (const date of dates) {
		if (date === null) continue;
		const [first, last] = [firstDay(date), lastDay(date)];
		if (from === null || first < from) from = first;
		if (to === null || last > to) to = last;
	}
	return [from && `${from}T00:00:00Z`, to && `${to}T23:59:59Z`];
}
