/** The lines of a file of any size. */
import { largestBytes } from '#lib/text/formats.ts';

/**
 * The lines of `chunks` as bytes; null for one too large to be a record, which is passed over
 * unread. Only `\n` ends a line: `readline` also splits at U+2028, which JSON may hold.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
	let parts: Buffer[] = [];
	let size = 0;
	const cut = (): Buffer | null => {
		const line = size > largestBytes ? null : Buffer.concat(parts);
		[parts, size] = [[], 0];
		return line;
	};
	for await (const chunk of chunks) {
		let from = 0;
		for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
			size += end - from;
			parts.push(chunk.subarray(from, end));
			yield cut();
			from = end + 1;
		}
		size += chunk.length - from;
		if (size > largestBytes) parts = [];
		else parts.push(chunk.subarray(from));
	}
	if (size) yield cut();
}
