/** Files that a form brings, put into a folder as they arrive. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Columns, type FieldName, columnNames } from '#lib/text/records.ts';
import type { FileToRead } from './found.ts';
import { boundaryIn, FormError, type FormPart, formParts } from './form-parts.ts';

/** What a form for an import holds. */
export interface Upload {
	readonly files: readonly FileToRead[];
	readonly columns: Columns;
	readonly set: string | null;
	/** Where the publisher is at home, in words. */
	readonly home: string | null;
}

const longestField = 1000;
const missing = 'file: expected multipart/form-data with at least one file.';

async function words({ name, body }: FormPart): Promise<string> {
	let text = '';
	const decoder = new TextDecoder();
	for await (const chunk of body) {
		text += decoder.decode(chunk, { stream: true });
		if (text.length > longestField)
			throw new FormError(`${name}: is longer than 1,000 characters.`);
	}
	return (text + decoder.decode()).trim();
}

/** What the form tells of all of its documents; anything else of it names a column. */
const sharedNames = ['set', 'home'] as const;

const isShared = (name: string): name is (typeof sharedNames)[number] =>
	(sharedNames as readonly string[]).includes(name);

const isFieldName = (name: string): name is FieldName =>
	(columnNames as readonly string[]).includes(name);

/**
 * Keeps the files of the form that `request` carries in `folder`, numbered, and reads its fields:
 * names of columns, the set and the home.
 * @throws {FormError} naming what is wrong with the form.
 */
export async function receiveUpload(request: Request, folder: string): Promise<Upload> {
	const boundary = boundaryIn(request.headers.get('content-type'));
	if (boundary === null || !request.body) throw new FormError(missing);
	const files: FileToRead[] = [];
	const columns: Partial<Record<FieldName, string>> = {};
	const shared = { set: null as string | null, home: null as string | null };
	// What is wrong with a form is told without breaking the line on which it comes.
	const chunks = request.body.values({ preventCancel: true });
	for await (const part of formParts(chunks, boundary)) {
		const { name, filename, body } = part;
		if (name === 'file' && filename !== null) {
			const path = join(folder, String(files.length));
			await pipeline(body, createWriteStream(path, { flush: true }));
			// A form in which no file was chosen holds one without a name.
			if (filename) files.push({ path, name: filename });
		} else if (filename === null && (isShared(name) || isFieldName(name))) {
			const value = await words(part);
			if (isShared(name)) shared[name] = value || null;
			else if (value) columns[name] = value;
		} else {
			throw new FormError(`${name}: is not a field of this form.`);
		}
	}
	if (!files.length) throw new FormError(missing);
	return { files, columns, ...shared };
}
