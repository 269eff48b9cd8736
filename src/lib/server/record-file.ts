/** Files of records, read as they stream by: no more of one is in memory than a few records. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import * as v from 'valibot';
import { largestBytes, Refusal } from '#lib/text/formats.ts';
import { type FileRecord, type FoundRecord, recordFormatOf } from '#lib/text/records.ts';
import { csvRows } from './csv-file.ts';
import { linesOf } from './lines.ts';

/** What is read whole, because its records cannot be told apart before its end. */
export const largestWhole = 100 * 1024 * 1024;

/** Any names are allowed in it, such as `constructor`. */
const Thing = v.custom<FileRecord>(
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
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
	return thing.success
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
