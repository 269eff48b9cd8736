import { writeFileSync } from 'node:fs';
import { geojson } from '#lib/export/formats.ts';
import { mentionFeatures, placeFeatures } from '#lib/server/answers.ts';
import { loadGazetteer } from '#lib/server/gazetteer.ts';
import { corpusLocation, openCorpus } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';
import { faultOf } from './files.ts';
import { filterOptions, queryOf } from './filters.ts';

function write(path: string, text: string): void {
	try {
		writeFileSync(path, text);
	} catch (error) {
		throw new Error(`${path} ${faultOf(error)}`, { cause: error });
	}
}

export const exportCommand: Command = {
	name: 'export',
	summary: 'Writes what the corpus says of places as GeoJSON.',
	operands: '',
	options: {
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
		const as = options.as ?? 'places';
		if (!['places', 'mentions'].includes(as)) {
			throw new UsageError(`export: --as ${as}: expected places or mentions.`);
		}
		const query = queryOf(input);
		const store = await openCorpus(corpusLocation(process.env));
		try {
			const features =
				as === 'places'
					? await placeFeatures({ store, gazetteer: loadGazetteer() }, query, {
							withMentions: true,
						})
					: await mentionFeatures(store, query);
			const text = `${geojson.write(features)}\n`;
			if (options.out) {
				write(options.out, text);
				console.error(`${features.length} ${as} written to ${options.out}`);
			} else process.stdout.write(text);
		} finally {
			await store.close();
		}
		return 0;
	},
};
