/** What files on disk hold, on its way into the corpus: a document each, or a document a record. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeText, readDocument, refuseLarge, Refusal } from '#lib/text/formats.ts';
import { type Columns, columnsFault, recordFormatOf, recordReader } from '#lib/text/records.ts';
import type { Found } from './bulk.ts';
import { faultOf } from './file-faults.ts';
import { draftOf, type Shared } from './ingest.ts';
import { readRecords } from './record-file.ts';

export interface FileToRead {
	readonly path: string;
	/** What the person who chose it calls it; the ending says the format. */
	readonly name: string;
}

export interface HowToRead extends Shared {
	/** Which columns of records hold what, where their names do not tell. */
	readonly columns?: Columns;
}

async function* textIn({ path, name }: FileToRead, shared: HowToRead): AsyncGenerator<Found> {
	const { size } = await stat(path);
	refuseLarge(size);
	const read = readDocument(name, decodeText(await readFile(path)));
	yield { name, position: size, draft: draftOf(basename(name), read, shared) };
}

async function* recordsIn(file: FileToRead, how: HowToRead): AsyncGenerator<Found> {
	const { columns = {} } = how;
	const read = recordReader(columns);
	let isFirst = true;
	for await (const found of readRecords(file.path, file.name)) {
		const at = { name: `${file.name} ${found.where}`, position: found.position };
		if ('reason' in found) {
			yield { ...at, reason: found.reason };
			continue;
		}
		// The rows of a table have the same columns: what is wrong with them is said once.
		const table = isFirst && recordFormatOf(file.name)?.id === 'csv';
		const fault = table ? columnsFault(Object.keys(found.record), columns) : null;
		if (fault) throw new Refusal(fault);
		isFirst = false;
		try {
			const { read: text, notes } = read(found.record);
			yield { ...at, draft: draftOf('', text, how), notes: notes.map(({ message }) => message) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			yield { ...at, reason: error.message };
		}
	}
}

/** The bytes of all `files`; one that cannot be read has none. */
export async function bytesOf(files: readonly FileToRead[]): Promise<number> {
	const sizes = await Promise.all(
		files.map(({ path }) =>
			stat(path).then(
				({ size }) => size,
				() => 0,
			),
		),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** Every document in `files`, in order; a file that cannot be read, or a record, says why. */
export async function* foundIn(
	files: readonly FileToRead[],
	how: HowToRead = {},
): AsyncGenerator<Found> {
	let before = 0;
	for (const file of files) {
		const end = before + (await bytesOf([file]));
		try {
			const inside = recordFormatOf(file.name) ? recordsIn(file, how) : textIn(file, how);
			for await (const found of inside) yield { ...found, position: before + found.position };
		} catch (error) {
			yield { name: file.name, position: end, reason: reasonOf(error) };
		}
		before = end;
	}
}

/** Why a file cannot be read, in words; any other failure is the program's own. */
function reasonOf(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	if (error instanceof Error && 'code' in error) return faultOf(error);
	throw error;
}
