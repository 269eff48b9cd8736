import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ingestFile } from '#lib/server/ingest.ts';
import { corpusLocation, openWhereabouts } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';
import { faultOf, filesOf } from './files.ts';

export const importCommand: Command = {
	name: 'import',
	summary: 'Reads text and Markdown files, or folders of them, into the corpus.',
	operands: 'FILE|FOLDER...',
	options: {},
	async run({ operands }) {
		if (!operands.length) throw new UsageError('import: name at least one file or folder.');
		const files = filesOf(operands);
		const whereabouts = await openWhereabouts(corpusLocation(process.env));
		const counts = { added: 0, duplicate: 0, refused: 0 };
		try {
			for (const [i, { path }] of files.entries()) {
				if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${files.length} `);
				const bytes = await readFile(path).catch((error: Error) => error);
				const result =
					bytes instanceof Error
						? { name: path, outcome: 'refused' as const, reason: faultOf(bytes) }
						: await ingestFile(whereabouts, basename(path), bytes);
				counts[result.outcome]++;
				if (result.outcome === 'refused') console.error(`${path} ${result.reason}`);
				else {
					const count = `${result.mentions} mention${result.mentions === 1 ? '' : 's'}`;
					const what = result.outcome === 'added' ? count : 'already there';
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
