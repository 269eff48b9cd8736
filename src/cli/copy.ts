import { compareCorpora, copyCorpus, copyLayers } from '#lib/server/copy.ts';
import { openCorpus, openStore } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';

/** As many ids as are named of documents that are not as they should be. */
const named = 10;
const list = (ids: readonly string[]) =>
	ids.slice(0, named).join(', ') + (ids.length > named ? `, and ${ids.length - named} more` : '');

export const copyCommand: Command = {
	name: 'copy',
	summary: 'Copies a corpus to another folder or database, and compares the two.',
	operands: '',
	options: {
		from: { value: 'FOLDER|ADDRESS', help: 'the corpus to copy' },
		to: { value: 'FOLDER|ADDRESS', help: 'where to; made when it is not there' },
	},
	async run({ operands, options }) {
		const { from, to } = options;
		if (operands.length) throw new UsageError(`copy: ${operands[0]}: takes options only.`);
		if (!from || !to) throw new UsageError('copy: name both --from and --to.');
		if (from === to) throw new UsageError('copy: --from and --to are the same.');
		const source = await openCorpus(from);
		const target = await openStore(to).catch(async (error: unknown) => {
			await source.close();
			throw error;
		});
		try {
			const { documents } = await source.counts();
			const { added, there } = await copyCorpus(source, target, (seen) => {
				if (process.stderr.isTTY) process.stderr.write(`\r${seen} of ${documents} `);
			});
			if (process.stderr.isTTY) process.stderr.write('\r');
			console.log(`${added} copied, ${there} already there`);
			const layers = await copyLayers(source, target);
			if (layers) console.log(`${layers} ${layers === 1 ? 'layer' : 'layers'} copied`);
			const { same, different, missing } = await compareCorpora(source, target);
			console.log(`${same} compared and the same`);
			if (missing.length) console.error(`Missing in the copy: ${list(missing)}`);
			if (different.length) {
				console.error(`Not the same in the copy, which was left as it is: ${list(different)}`);
			}
			return missing.length || different.length ? 1 : 0;
		} finally {
			await Promise.all([source.close(), target.close()]);
		}
	},
};
