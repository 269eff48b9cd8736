/** Files of records, read as they stream by: no more of one is in memory than a few records. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import * as v from 'valibot';
import { largestBytes, Refusal } from '#lib/text/formats.ts';
import { type FileRecord, recordFormatOf } from '#lib/text/records.ts';

/** A record, or why one cannot be read; where it is in the file, and how much has been read by then. */
export type FoundRecord = {
	/** `line 12`, `feature 3`. */
	readonly where: string;
	/** Bytes from the start of the file. */
	readonly position: number;
} & ({ readonly record: FileRecord } | { readonly reason: string });

/** What is read whole, because its records cannot be told apart before its end. */
export const largestWhole = 100 * 1024 * 1024;

const Thing = v.record(v.string(), v.unknown());
const Feature = v.object({
	type: v.literal('Feature'),
	properties: v.nullish(Thing, {}),
	id: v.optional(v.union([v.string(), v.number()])),
});
const Whole = v.union([
	v.object({ type: v.literal('FeatureCollection'), features: v.array(v.unknown()) }),
	v.array(v.unknown()),
	Thing,
]);

/** The properties of a GeoJSON Feature; any other thing as it is. */
function recordOf(value: unknown): { record: FileRecord } | { reason: string } {
	const feature = v.safeParse(Feature, value);
	if (feature.success) return { record: feature.output.properties ?? {} };
	const thing = v.safeParse(Thing, value);
	return thing.success && !Array.isArray(value)
		? { record: thing.output }
		: { reason: 'is no document: expected {"text": "…"} or a GeoJSON Feature.' };
}

const tooLarge = `is larger than ${largestBytes / 1024 / 1024} MB. Split its text into parts.`;

function jsonLine(bytes: Buffer): { record: FileRecord } | { reason: string } {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { reason: 'is not text in UTF-8. Save the file as UTF-8.' };
	}
	try {
		return recordOf(JSON.parse(text));
	} catch (error) {
		return { reason: `is not JSON (${(error as Error).message}).` };
	}
}

/** Only white space, and the sign with which GeoJSONSeq begins a record (RFC 8142). */
const isBlank = (bytes: Buffer) => bytes.every((byte) => byte <= 0x20);

/**
 * The lines of `chunks` as bytes; null for one too large to be a record, which is passed over
 * unread. Only `\n` ends a line: `readline` also splits at U+2028, which JSON may hold.
 */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
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

async function* jsonLines(path: string): AsyncGenerator<FoundRecord> {
	const stream = createReadStream(path);
	let number = 0;
	let position = 0;
	for await (const line of linesOf(stream)) {
		number++;
		// Of a line passed over the size is not known: what the stream has read comes close.
		position = line ? position + line.length + 1 : stream.bytesRead;
		const at = { where: `line ${number}`, position };
		if (!line) yield { ...at, reason: tooLarge };
		else if (!isBlank(line)) {
			const sequence = line[0] === 0x1e || line[0] === 0xef;
			yield { ...at, ...jsonLine(sequence ? line.subarray(line[0] === 0xef ? 3 : 1) : line) };
		}
	}
}

/** Where the first line begins after a byte order mark, and which of the usual signs it has most. */
async function headOf(path: string): Promise<{ start: number; delimiter: string }> {
	const [first] = await Readable.from(linesOf(createReadStream(path, { end: 65_535 })))
		.take(1)
		.toArray();
	const header = String(first ?? '');
	const between = header.replaceAll(/"[^"]*"/g, '');
	const count = (sign: string) => between.split(sign).length;
	return {
		start: header.startsWith('\uFEFF') ? 3 : 0,
		delimiter: [',', ';', '\t', '|'].reduce((best, sign) =>
			count(sign) > count(best) ? sign : best,
		),
	};
}

const csvFaults: Readonly<Record<string, string>> = {
	CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed.',
	CSV_MAX_RECORD_SIZE:
		'begins a record larger than 10 MB, probably for want of a closing quotation mark; the rest of the file was not read. Repair that line and import the file again.',
};

function csvFault({ code, message, record, columns }: CsvError): string {
	if (
		code === 'CSV_RECORD_INCONSISTENT_COLUMNS' &&
		Array.isArray(record) &&
		Array.isArray(columns)
	) {
		return `has ${record.length} values; the first line names ${columns.length} columns.`;
	}
	return csvFaults[code] ?? `is not CSV (${message}).`;
}

interface CsvRow {
	readonly record: FileRecord;
	readonly info: CsvPlace;
}

/** How far the parser has come: the last line of a record, and how many were blank until then. */
interface CsvPlace {
	readonly lines: number;
	readonly empty_lines: number;
	readonly bytes: number;
}

/** Names each record by the line on which it begins: the first with words after the one before. */
function lineCounter() {
	let [last, blank] = [1, 0];
	return ({ lines, empty_lines: empty }: CsvPlace): string => {
		const begins = last + 1 + empty - blank;
		[last, blank] = [lines, empty];
		return `line ${begins}`;
	};
}

/** A text in UTF-8 that was read byte by byte as if it were Latin-1; null when it is none. */
function fromBytes(text: string): string | null {
	// eslint-disable-next-line no-control-regex -- what ASCII has is the same in both
	if (/^[\u0000-\u007f]*$/.test(text)) return text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
	} catch {
		return null;
	}
}

/** Byte for byte out of the parser, so that what is not UTF-8 is seen record by record. */
function decoded(raw: FileRecord): { record: FileRecord } | { reason: string } {
	const record: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(raw)) {
		const [key, text] = [fromBytes(name), fromBytes(String(value))];
		if (key === null || text === null) {
			return { reason: 'is not text in UTF-8. Save the file as UTF-8 (in Excel: CSV UTF-8).' };
		}
		record[key] = text;
	}
	return { record };
}

async function* csvRows(path: string): AsyncGenerator<FoundRecord> {
	const skipped: CsvError[] = [];
	const { start, delimiter } = await headOf(path);
	const source = createReadStream(path, { start });
	const parser = parse({
		columns: (names: string[]) => names.map((name) => name.trim()),
		delimiter,
		encoding: 'latin1',
		info: true,
		max_record_size: largestBytes,
		record_delimiter: ['\r\n', '\n'],
		relax_quotes: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		on_skip: (error) => {
			// After one that never ends nothing can be told apart any more.
			if (error?.code === 'CSV_MAX_RECORD_SIZE') throw error;
			if (error) skipped.push(error);
		},
	});
	source.on('error', (error) => parser.destroy(error));
	const whereIs = lineCounter();
	const refused = (error: CsvError): FoundRecord => {
		const place = error as unknown as CsvPlace;
		return { where: whereIs(place), position: place.bytes, reason: csvFault(error) };
	};
	try {
		for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvRow>) {
			while (Number(skipped[0]?.lines) < info.lines) yield refused(skipped.shift() as CsvError);
			yield { where: whereIs(info), position: info.bytes, ...decoded(record) };
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		skipped.push(error);
	} finally {
		source.destroy();
	}
	yield* skipped.map(refused);
}

/** GeoJSON, or a list of things: read whole. */
async function* wholeJson(path: string): AsyncGenerator<FoundRecord> {
	const { size } = await stat(path);
	if (size > largestWhole) {
		throw new Refusal(
			`is ${Math.round(size / 1024 / 1024)} MB; at most ${largestWhole / 1024 / 1024} MB can be read in one piece. Save it as JSON lines (GeoJSONSeq), which has no limit.`,
		);
	}
	const whole = v.safeParse(Whole, parsed(await readFile(path)));
	if (!whole.success) {
		throw new Refusal('holds no documents: expected a list of them or a FeatureCollection.');
	}
	const { output } = whole;
	const collection = !Array.isArray(output) && 'features' in output && output.features;
	const items = Array.isArray(output) ? output : Array.isArray(collection) ? collection : [output];
	for (const [i, item] of items.entries()) {
		const position = Math.round((size * (i + 1)) / items.length);
		yield {
			where: `${collection ? 'feature' : 'record'} ${i + 1}`,
			position,
			...recordOf(item),
		};
	}
}

function parsed(bytes: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (error) {
		throw new Refusal(
			`is not JSON (${(error as Error).message}). If it has one document a line, let its name end in .jsonl.`,
		);
	}
}

/**
 * The records of the file at `path`, in order.
 * @param name whose ending says the format
 * @throws {Refusal} when nothing in the file can be read.
 */
export function readRecords(path: string, name: string): AsyncGenerator<FoundRecord> {
	const format = recordFormatOf(name);
	if (!format) throw new Refusal('is no file of records.');
	return { jsonl: jsonLines, csv: csvRows, json: wholeJson }[format.id](path);
}
