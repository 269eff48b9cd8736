/** Days and intervals of CQL2. */
import { isDate } from '#lib/text/date.ts';
import type { Tokens } from './cql2-tokens.ts';

export const isTime = (tokens: Tokens): boolean =>
	tokens.isWord('DATE') || tokens.isWord('TIMESTAMP');

/** `DATE('2019-03-14')`, `TIMESTAMP('2019-03-14T00:00:00Z')`, or the text alone; its day. */
export function readDay(tokens: Tokens): string {
	const wrapped = isTime(tokens);
	if (wrapped) {
		tokens.take();
		tokens.expect('(');
	}
	const token = tokens.peek();
	const day = tokens.text(`DATE('2019-03-14')`).replace(/T.*$/, '');
	if (!isDate(day)) throw tokens.fail(`DATE('2019-03-14')`, token);
	if (wrapped) tokens.expect(')');
	return day;
}

function readEnd(tokens: Tokens): string | null {
	if (tokens.peek().text !== "'..'") return readDay(tokens);
	tokens.take();
	return null;
}

/** From and to, both of them in it; an open end is null. A day is an interval of one. */
export function readInterval(tokens: Tokens): readonly [string | null, string | null] {
	if (!tokens.accept('INTERVAL')) {
		const day = readDay(tokens);
		return [day, day];
	}
	tokens.expect('(');
	const from = readEnd(tokens);
	tokens.expect(',');
	const to = readEnd(tokens);
	tokens.expect(')');
	return [from, to];
}
