/** Which bytes of a file a request asks for (RFC 9110, section 14). */

/** First and last byte, both included. */
export interface ByteRange {
	readonly start: number;
	readonly end: number;
}

/**
 * Reads a `Range` header for a file of `size` bytes. Null means "the whole file": no header, one in
 * other units, or more ranges than one, which a server may answer in full. Bytes beyond the end are
 * cut off; a range wholly beyond it is `unsatisfiable`.
 */
export function byteRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
	if (first === '' && last === '') return null;
	if (first === '') {
		const length = Math.min(Number(last), size);
		return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
	}
	const start = Number(first);
	if (last !== '' && Number(last) < start) return null;
	if (start >= size) return 'unsatisfiable';
	return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
