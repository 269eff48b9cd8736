import { readers } from '#lib/text/formats.ts';
import { type Columns, columnNames, recordFormats } from '#lib/text/records.ts';
import { ingestAll, type Outcome } from '#lib/server/bulk.ts';
import { bytesOf, foundIn } from '#lib/server/found.ts';
import type { ReasonCount } from '#lib/job.ts';
import { Tally } from '#lib/server/tally.ts';
import { corpusLocation, openWhereabouts } from '#lib/server/whereabouts.ts';
import { type Command, type Input, UsageError } from './command.ts';
import { filesOf } from './files.ts';
import { homeOption, homeTold } from './home.ts';
import { modelOption } from './model.ts';
import { progressOn } from './progress.ts';

const columnOptions = Object.fromEntries(
	columnNames.map((field) => [
		field,
		{
			value: 'COLUMN',
			help: `of a table or of JSON that holds the ${field}, if not told by its name`,
		},
	]),
);

const columnsIn = ({ options }: Input): Columns =>
	Object.fromEntries(
		columnNames.flatMap((field) => (options[field] ? [[field, options[field]]] : [])),
	);

/** Ctrl+C lets the documents under way be saved; a second one does not. */
function stopOnInterrupt(): AbortSignal {
	const stopping = new AbortController();
	process.once('SIGINT', () => stopping.abort());
	return stopping.signal;
}

const mentionsOf = (outcome: Outcome): string => {
	if (outcome.outcome !== 'added') return 'already there';
	return `${outcome.mentions} mention${outcome.mentions === 1 ? '' : 's'}`;
};

const number = (count: number) => count.toLocaleString('en');

/** `2 × data.csv line 7 is empty: there are no words in it.` */
const asLine = ({ reason, first, count }: ReasonCount): string =>
	count === 1 ? `  ${first} ${reason}` : `  ${number(count)} × ${reason} First: ${first}`;

function* summary({ added, duplicate, refused, refusals, notes }: Tally): Generator<string> {
	yield `${number(added)} added, ${number(duplicate)} already there, ${number(refused)} refused`;
	if (refused > 1) yield* ['Refused:', ...refusals.map(asLine)];
	if (notes.length) yield* ['Noted:', ...notes.map(asLine)];
}

export const importCommand: Command = {
	name: 'import',
	summary:
		'Reads texts, Markdown, tables (CSV) and JSON (lines, GeoJSON), or folders of them, into the corpus.',
	operands: 'FILE|FOLDER...',
	options: {
		...columnOptions,
		set: { value: 'NAME', help: 'of the set of documents that these become part of' },
		home: homeOption,
		model: modelOption,
	},
	async run(input) {
		const { operands, options } = input;
		if (!operands.length) throw new UsageError('import: name at least one file or folder.');
		const files = filesOf(operands, [...readers, ...recordFormats]).map(({ path }) => ({
			path,
			name: path,
		}));
		const whole = new Set(files.map(({ name }) => name));
		const signal = stopOnInterrupt();
		const tally = new Tally();
		const progress = progressOn(process.stderr, await bytesOf(files), 'documents');
		const home = homeTold(input);
		const { model } = options;
		const whereabouts = await openWhereabouts(corpusLocation(process.env), {
			...(model && { model }),
		});
		try {
			const shared = { set: options.set ?? null, home };
			const found = foundIn(files, { columns: columnsIn(input), ...shared });
			for await (const { outcomes, position } of ingestAll(whereabouts, found, signal)) {
				for (const outcome of outcomes) {
					tally.add(outcome);
					const refused = outcome.outcome === 'refused';
					if (refused || whole.has(outcome.name)) progress.clear();
					if (refused) console.error(`${outcome.name} ${outcome.reason}`);
					else if (whole.has(outcome.name)) console.log(`${outcome.name}: ${mentionsOf(outcome)}`);
				}
				progress.tell(position, tally.total);
			}
		} finally {
			progress.clear();
			await whereabouts.close();
		}
		for (const line of summary(tally)) console.log(line);
		if (!signal.aborted) return tally.refused ? 1 : 0;
		console.error('Stopped. The same command goes on from here.');
		return 130;
	},
};
