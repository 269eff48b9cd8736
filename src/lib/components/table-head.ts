/** What the beginning of a table shows of it, before all of it is sent: its columns, and values in them. */
import { parse } from 'csv-parse/browser/esm/sync';
import { delimiterOf } from '#lib/text/delimiter.ts';
import { type FileRecord, recordFormatOf } from '#lib/text/records.ts';

/** Enough for some records of nearly every file. */
const headBytes = 256 * 1024;
/** JSON that is no file of lines can only be read whole; larger ones are sent without a look. */
const wholeBytes = 10 * 1024 * 1024;
const records = 5;
const deepest = 2;

/** A column, with the first value in it. */
export interface ColumnShown {
	readonly name: string;
	readonly sample: string;
}

const isRecord = (value: unknown): value is FileRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of a record's values; those of nested ones with dots between, as they are asked for. */
function* valuesIn(record: FileRecord, depth = 0, path = ''): Generator<[string, string]> {
	for (const [name, value] of Object.entries(record)) {
		if (isRecord(value) && depth < deepest) yield* valuesIn(value, depth + 1, `${path}${name}.`);
		else yield [path + name, Array.isArray(value) ? value.join(', ') : String(value ?? '')];
	}
}

const propertiesOf = (value: unknown): FileRecord[] => {
	if (!isRecord(value)) return [];
	return [value.type === 'Feature' && isRecord(value.properties) ? value.properties : value];
};

/** Lines that are whole; one that is no JSON is told when the file is read. */
function jsonLines(head: string): FileRecord[] {
	return head.split('\n').flatMap((line) => {
		try {
			return propertiesOf(JSON.parse(line.slice(Math.max(0, line.indexOf('{')))));
		} catch {
			return [];
		}
	});
}

function wholeJson(text: string): FileRecord[] {
	const all: unknown = JSON.parse(text);
	const list = isRecord(all) && Array.isArray(all.features) ? all.features : all;
	return (Array.isArray(list) ? list : [list]).slice(0, records).flatMap(propertiesOf);
}

const csvRecords = (head: string): FileRecord[] =>
	parse(head, {
		bom: true,
		columns: true,
		delimiter: delimiterOf(head.split('\n', 1)[0] ?? ''),
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		to: records,
	}) as unknown as FileRecord[];

async function recordsIn(file: File): Promise<readonly FileRecord[]> {
	const format = recordFormatOf(file.name)?.id;
	if (format === 'json') return file.size > wholeBytes ? [] : wholeJson(await file.text());
	const text = await file.slice(0, headBytes).text();
	// The last line may be cut off.
	const head = file.size > headBytes ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
	return format === 'csv' ? csvRecords(head) : jsonLines(head).slice(0, records);
}

/** The columns of a table by what its first records have; none where they cannot be told. */
export async function columnsShown(file: File): Promise<readonly ColumnShown[]> {
	const samples = new Map<string, string>();
	try {
		for (const record of await recordsIn(file)) {
			for (const [name, value] of valuesIn(record)) {
				if (!samples.get(name)) samples.set(name.trim(), value.trim());
			}
		}
	} catch {
		// What is wrong with the file is told by the server, which reads all of it.
		return [];
	}
	return [...samples].map(([name, sample]) => ({ name, sample }));
}
