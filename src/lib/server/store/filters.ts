/** A query as SQL conditions over `mention m`, `document d` and `place p`. */
import type { Bbox, PartialDate, Query } from '#lib/domain.ts';
import { pad } from '#lib/geo/bbox.ts';
import { wordsQuery } from './words.ts';

type Value = string | number;

export interface Filter {
	/** Joined by AND; `1` when there are none. */
	readonly where: string;
	readonly values: readonly Value[];
}

export interface Condition {
	readonly sql: string;
	readonly values: readonly Value[];
}

/** The last day that a partial date can mean, so that "2019-03" reaches to the end of March. */
const lastDay = (date: PartialDate): string => date + '-12-31'.slice(date.length === 4 ? 0 : 3);

/** Boxes of numbers that a longitude box is made of: two when it crosses the antimeridian. */
function boxCondition([west, south, east, north]: Bbox): Condition {
	const boxes =
		west <= east
			? [[west, east]]
			: [
					[west, 180],
					[-180, east],
				];
	const each = 'east >= ? and west <= ? and north >= ? and south <= ?';
	return {
		sql: `p.number in (select number from place_box where ${boxes.map(() => `(${each})`).join(' or ')})`,
		values: boxes.flatMap(([from = 0, to = 0]) => [from, to, south, north]),
	};
}

function list(query: Query): Condition[] {
	const found: Condition[] = [];
	const add = (sql: string, ...values: Value[]) => found.push({ sql, values });
	const { bbox, datetime, words, near, places, status } = query;
	if (bbox) found.push(boxCondition(bbox));
	if (near) found.push(boxCondition(pad([...near.point, ...near.point], near.km)));
	if (datetime?.from) add(`coalesce(d.published, '') >= ?`, datetime.from);
	if (datetime?.to) add(`coalesce(d.published, '9999') <= ?`, lastDay(datetime.to));
	if (query.language) add('d.language = ?', query.language);
	if (query.document) add('d.id = ?', query.document);
	if (query.kind) add('p.kind = ?', query.kind);
	if (places?.length) add(`m.place_id in (${places.map(() => '?').join(', ')})`, ...places);
	if (status) add('m.status = ?', status);
	else add(`(m.status is null or m.status <> 'rejected')`);
	if (query.demonyms === false) add(`(m.kind is null or m.kind not in ('demonym', 'people'))`);
	if (words !== undefined) {
		const question = wordsQuery(words);
		if (question)
			add('d.id in (select id from document_words where document_words match ?)', question);
		else add('0');
	}
	add('d.removed is null');
	return found;
}

/** The conditions of `query`, but for the exact distance of `near`, which its caller checks. */
export function filterOf(query: Query, ...more: readonly Condition[]): Filter {
	const conditions = [...list(query), ...more];
	return {
		where: conditions.map(({ sql }) => sql).join(' and '),
		values: conditions.flatMap(({ values }) => values),
	};
}
