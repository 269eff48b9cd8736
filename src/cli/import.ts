import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ingestFile } from '#lib/server/ingest.ts';
import { dataFolder, openWhereabouts } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';

export const importCommand: Command = {
	name: 'import',
	summary: 'Reads text and Markdown files into the corpus and finds their places.',
	operands: 'FILE...',
	options: {},
	async run({ operands }) {
		if (!operands.length) throw new UsageError('import: name at least one file.');
		const whereabouts = await openWhereabouts(dataFolder(process.env));
		const counts = { added: 0, duplicate: 0, refused: 0 };
		try {
			for (const [i, path] of operands.entries()) {
				if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${operands.length} `);
				const bytes = await readFile(path).catch((error: Error) => error);
				const result =
					bytes instanceof Error
						? {
								name: path,
								outcome: 'refused' as const,
								reason: `cannot be read: ${bytes.message}`,
							}
						: await ingestFile(whereabouts, basename(path), bytes);
				counts[result.outcome]++;
				if (result.outcome === 'refused') console.error(`${path} ${result.reason}`);
				else {
					const what = result.outcome === 'added' ? `${result.mentions} mentions` : 'already there';
					console.log(`${path}: ${what}`);
				}
			}
		} finally {
			if (process.stderr.isTTY) process.stderr.write('\r');
			await whereabouts.close();
		}
		console.log(
			`${counts.added} added, ${counts.duplicate} already there, ${counts.refused} refused`,
		);
		return counts.refused ? 1 : 0;
	},
};
