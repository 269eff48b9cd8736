import { createWriteStream, existsSync, realpathSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readExport } from '#lib/export/asked.ts';
import { formats } from '#lib/export/formats.ts';
import { exported } from '#lib/server/exports.ts';
import { loadGazetteer } from '#lib/server/gazetteer.ts';
import { corpusLocation, openCorpus } from '#lib/server/whereabouts.ts';
import { faultOf } from '#lib/server/file-faults.ts';
import { type Command, UsageError } from './command.ts';
import { filterOptions, queryOf } from './filters.ts';

export const exportCommand: Command = {
	name: 'export',
	summary: 'Writes what the corpus says of places, as GeoJSON or another format.',
	operands: '',
	options: {
		format: {
			value: 'FORMAT',
			help: `${formats.map(({ id }) => id).join(', ')} (default geojson)`,
		},
		as: {
			value: 'places|mentions',
			help: 'a Feature per place with its mentions (default), or per mention',
		},
		out: { value: 'FILE', help: 'where to write; standard output otherwise' },
		...filterOptions,
	},
	async run(input) {
		const { options, operands } = input;
		if (operands.length) throw new UsageError(`export: ${operands[0]}: takes options only.`);
		const asked = ['format', 'as'].flatMap((name) => input.all(name).map((value) => [name, value]));
		const { format, shape } = readExport(new URLSearchParams(asked));
		if (format.binary && !options.out && process.stdout.isTTY) {
			throw new UsageError(
				`export: ${format.label} is no text for a terminal: name a file with --out.`,
			);
		}
		const query = queryOf(input);
		const store = await openCorpus(corpusLocation(process.env));
		let count = 0;
		try {
			const from = { store, gazetteer: loadGazetteer() };
			const pieces = exported(from, {
				query,
				format: format.id,
				shape,
				counted: (more) => (count += more),
			});
			if (options.out) await keep(options.out, pieces);
			else await pipeline(pieces, process.stdout, { end: false });
		} finally {
			await store.close();
		}
		if (options.out) console.error(`${count} ${shape} written to ${options.out}`);
		return 0;
	},
};

/** Is it there, and a pipe or a device rather than a file? */
const isDevice = (path: string): boolean => {
	const there = statSync(path, { throwIfNoEntry: false });
	return there !== undefined && !there.isFile() && !there.isDirectory();
};

/** Under another name until it is whole, so that a file cut short is never taken for one. */
async function keep(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
	try {
		// A device must stay one.
		if (isDevice(path)) return await pipeline(pieces, createWriteStream(path));
		const target = existsSync(path) ? realpathSync(path) : path;
		const unfinished = `${target}.part`;
		try {
			await pipeline(pieces, createWriteStream(unfinished));
			await rename(unfinished, target);
		} finally {
			await rm(unfinished, { force: true });
		}
	} catch (error) {
		throw new Error(`${path} ${faultOf(error)}`, { cause: error });
	}
}
