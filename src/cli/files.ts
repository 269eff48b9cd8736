/** Files as a person names them, and what can go wrong with them in words. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readers } from '#lib/text/formats.ts';

const endings = readers.flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));

const faults: Readonly<Record<string, string>> = {
	ENOENT: 'is not there: check the path.',
	EACCES: 'may not be opened: you lack the permission.',
	EPERM: 'may not be opened: you lack the permission.',
	EISDIR: 'is a folder; name a file in it.',
	ENOTDIR: 'is not there: a part of its path is a file.',
	ENOSPC: 'cannot be written: the disk is full.',
};

/** What went wrong with a file, to stand behind its name. */
export function faultOf(error: unknown): string {
	const { code = '', message } = error as NodeJS.ErrnoException;
	return faults[code] ?? message;
}

const isFolder = (path: string): boolean =>
	statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

export interface NamedFile {
	readonly path: string;
	/** Its own name, or its path below the folder that was named. */
	readonly name: string;
}

/** The files in `folder` and below that a reader knows by their ending, hidden ones left out. */
const readableIn = (folder: string): NamedFile[] =>
	(readdirSync(folder, { recursive: true }) as string[])
		.filter((name) => endings.some((ending) => name.toLowerCase().endsWith(ending)))
		.filter((name) => !name.split(/[\\/]/).some((part) => part.startsWith('.')))
		.sort()
		.map((name) => ({ path: join(folder, name), name }))
		.filter(({ path }) => !isFolder(path));

/**
 * The files that `operands` name; a folder stands for those in it that can be read.
 * @throws {Error} naming a folder without any.
 */
export function filesOf(operands: readonly string[]): NamedFile[] {
	return operands.flatMap((operand) => {
		if (!isFolder(operand)) return [{ path: operand, name: basename(operand) }];
		const files = readableIn(operand);
		if (files.length) return files;
		throw new Error(`${operand} holds no file that can be read; can: ${endings.join(', ')}.`);
	});
}
