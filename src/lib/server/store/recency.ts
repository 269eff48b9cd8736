/**
 * A number for every document that is the larger the newer it is. The index of words knows documents
 * by it, and so lists those with some words newest first without putting them in order.
 */
import type { PartialDate } from '#lib/domain.ts';

/** Documents of one day are told apart by as many numbers; days and this stay exact as a double. */
const perDay = 2 ** 28;

/** As dates sort: what is vaguer comes before the days of it, and no date before all. */
function dayOf(published: PartialDate | ''): number {
	const [year = 0, month = 0, day = 0] = published.split('-').map((part) => Number(part) || 0);
	return (year * 13 + month) * 32 + day;
}

/** From 0 to `perDay`, in the order of ids; those of documents are hexadecimal. */
function placeOf(id: string): number {
	if (/^[0-9a-f]{7}/.test(id)) return parseInt(id.slice(0, 7), 16);
	return [0, 1, 2, 3].reduce((sum, at) => sum * 128 + Math.min(127, id.charCodeAt(at) || 0), 0);
}

/** The recency of a document; where another has that already, one less. */
export const recencyOf = (published: PartialDate | '', id: string): number =>
	dayOf(published) * perDay + (perDay - 1 - placeOf(id));

/** What documents of these dates have: from the first to the last. */
export const recencyBetween = (
	earliest: PartialDate | '',
	latest: PartialDate,
): readonly [number, number] => [dayOf(earliest) * perDay, (dayOf(latest) + 1) * perDay - 1];

/** The first that is free from a document's recency down; it is taken then. */
export function takeRecency(published: string, id: string, taken: Set<number>): number {
	let recency = recencyOf(published, id);
	while (taken.has(recency)) recency--;
	taken.add(recency);
	return recency;
}
