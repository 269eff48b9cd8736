/** What can go wrong with files, in words. */

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
