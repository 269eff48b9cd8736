/** CSV, record by record, whatever stands between its columns. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { delimiterOf } from '#lib/text/delimiter.ts';
import { largestBytes } from '#lib/text/formats.ts';
import type { FileRecord, FoundRecord } from '#lib/text/records.ts';
import { linesOf } from './lines.ts';

/** Where the first line begins after a byte order mark, and what stands between its columns. */
async function headOf(path: string): Promise<{ start: number; delimiter: string }> {
	const [first] = await Readable.from(linesOf(createReadStream(path, { end: 65_535 })))
		.take(1)
		.toArray();
	const header = String(first ?? '');
	return { start: header.startsWith('\uFEFF') ? 3 : 0, delimiter: delimiterOf(header) };
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
		record[key.trim()] = text;
	}
	return { record };
}

/** The records of the CSV file at `path`, each by the names in its first line. */
export async function* csvRows(path: string): AsyncGenerator<FoundRecord> {
	const skipped: CsvError[] = [];
	const { start, delimiter } = await headOf(path);
	const source = createReadStream(path, { start });
	const parser = parse({
		columns: true,
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
