/** Files as a person names them. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readers } from '#lib/text/formats.ts';

/** Kinds of files by the endings of their names. */
type Formats = readonly { readonly extensions: readonly string[] }[];

const endingsOf = (formats: Formats) =>
	formats.flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));

const isFolder = (path: string): boolean =>
	statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

export interface NamedFile {
	readonly path: string;
	/** Its own name, or its path below the folder that was named. */
	readonly name: string;
}

/** The files in `folder` and below with one of `endings`, hidden ones left out. */
const readableIn = (folder: string, endings: readonly string[]): NamedFile[] =>
	(readdirSync(folder, { recursive: true }) as string[])
		.filter((name) => endings.some((ending) => name.toLowerCase().endsWith(ending)))
		.filter((name) => !name.split(/[\\/]/).some((part) => part.startsWith('.')))
		.sort()
		.map((name) => ({ path: join(folder, name), name }))
		.filter(({ path }) => !isFolder(path));

/**
 * The files that `operands` name; a folder stands for those in it that can be read.
 * @param formats that can be read
 * @throws {Error} naming a folder without any.
 */
export function filesOf(operands: readonly string[], formats: Formats = readers): NamedFile[] {
	const endings = endingsOf(formats);
	return operands.flatMap((operand) => {
		if (!isFolder(operand)) return [{ path: operand, name: basename(operand) }];
		const files = readableIn(operand, endings);
		if (files.length) return files;
		throw new Error(`${operand} holds no file that can be read; can: ${endings.join(', ')}.`);
	});
}
