import { corpusLocation, openCorpus } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';
import { filterOptions, queryOf } from './filters.ts';

export const documentsCommand: Command = {
	name: 'documents',
	summary: 'Lists documents, newest first: id, date, mentions, title.',
	operands: '',
	options: filterOptions,
	async run(input) {
		const [operand] = input.operands;
		if (operand) throw new UsageError(`documents: ${operand}: takes options only.`);
		const query = queryOf(input);
		const store = await openCorpus(corpusLocation(process.env));
		try {
			let left = query.limit ?? Infinity;
			let cursor: string | undefined;
			do {
				const page = await store.documents({ ...query, limit: Math.min(500, left) }, cursor);
				for (const { id, published, mentions, title } of page.items) {
					console.log([id, (published ?? '').padEnd(10), mentions, title].join('\t'));
				}
				left -= page.items.length;
				cursor = page.next ?? undefined;
			} while (cursor && left > 0);
		} finally {
			await store.close();
		}
		return 0;
	},
};
