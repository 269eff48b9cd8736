/**
 * The parts of a form (RFC 7578) as they arrive, so that a file of gigabytes goes to disk and not
 * through memory, as it would with `request.formData()`.
 */

export interface FormPart {
	readonly name: string;
	/** Null for a field that is no file. */
	readonly filename: string | null;
	/** To be read to its end before the next part is asked for. */
	readonly body: AsyncIterable<Uint8Array>;
}

/** A body that is no form, or not a whole one. */
export class FormError extends Error {
	override readonly name = 'FormError';
}

const longestHeaders = 16 * 1024;

/** What has arrived and is not yet taken, and more where it is not enough. */
class Arriving {
	#bytes: Buffer = Buffer.from('\r\n');
	readonly #chunks: AsyncIterator<Uint8Array>;

	constructor(chunks: AsyncIterator<Uint8Array>) {
		this.#chunks = chunks;
	}

	async #more(): Promise<void> {
		const { done, value } = await this.#chunks.next();
		if (done) throw new FormError('The form ends in the middle of a part. Send it again.');
		this.#bytes = Buffer.concat([this.#bytes, value]);
	}

	/** The bytes before `mark`, in pieces as they arrive; the mark is taken too. */
	async *until(mark: Buffer): AsyncGenerator<Buffer> {
		for (;;) {
			const at = this.#bytes.indexOf(mark);
			// The mark may have begun at the end of what is here.
			const end = at >= 0 ? at : Math.max(0, this.#bytes.length - mark.length + 1);
			const piece = this.#bytes.subarray(0, end);
			this.#bytes = this.#bytes.subarray(at >= 0 ? at + mark.length : end);
			if (piece.length) yield piece;
			if (at >= 0) return;
			await this.#more();
		}
	}

	/** The text before `mark`. */
	async text(mark: string): Promise<string> {
		const pieces: Buffer[] = [];
		let size = 0;
		for await (const piece of this.until(Buffer.from(mark))) {
			pieces.push(piece);
			size += piece.length;
			if (size > longestHeaders) throw new FormError('A part of the form has endless headers.');
		}
		return Buffer.concat(pieces).toString('utf8');
	}

	async starts(mark: string): Promise<boolean> {
		while (this.#bytes.length < mark.length) await this.#more();
		return this.#bytes.subarray(0, mark.length).toString('latin1') === mark;
	}
}

/** Browsers write line ends and quotation marks in names like this (HTML, 4.10.21.8). */
const unquoted = (value: string) =>
	value.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');

function parameter(headers: string, name: string): string | null {
	const disposition = /^content-disposition:([^\r\n]*)/im.exec(headers)?.[1] ?? '';
	const [, value] = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition) ?? [];
	return value === undefined ? null : unquoted(value);
}

/** The mark between the parts, from the header Content-Type; null where it is no form. */
export function boundaryIn(contentType: string | null): string | null {
	const [, quoted, bare] =
		/^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '') ?? [];
	return quoted ?? bare ?? null;
}

/**
 * The parts of the form in `chunks`, in order.
 * @throws {FormError} where it is none, or cut short.
 */
export async function* formParts(
	chunks: AsyncIterable<Uint8Array>,
	boundary: string,
): AsyncGenerator<FormPart> {
	const arriving = new Arriving(chunks[Symbol.asyncIterator]());
	const mark = Buffer.from(`\r\n--${boundary}`);
	// Nothing stands before the first mark.
	for await (const piece of arriving.until(mark)) void piece;
	while (!(await arriving.starts('--'))) {
		await arriving.text('\r\n');
		// A part without headers has nothing before the empty line.
		const headers = (await arriving.starts('\r\n')) ? '' : await arriving.text('\r\n\r\n');
		const name = parameter(headers, 'name');
		if (name === null) throw new FormError('A part of the form has no name.');
		yield { name, filename: parameter(headers, 'filename'), body: arriving.until(mark) };
	}
}
