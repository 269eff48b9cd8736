/** Reads our own tables that hold no whole places: cells separated by tabs, the first line naming them. */
import { readFileSync } from 'node:fs';

/** The lines of `supplement/<name>.tsv` by their first cell. */
export function readTable(name: string): Map<string, Readonly<Record<string, string>>> {
	const file = new URL(`../supplement/${name}.tsv`, import.meta.url);
	const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
	const columns = head.split('\t');
	return new Map(
		lines.map((line) => {
			const cells = line.split('\t');
			return [
				cells[0] ?? '',
				Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])),
			];
		}),
	);
}
