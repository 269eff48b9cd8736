import { writeFileSync } from 'node:fs';
import { writers } from '#lib/export/formats.ts';
import { parseQuery } from '#lib/query.ts';
import { mentionFeatures, placeFeatures } from '#lib/server/answers.ts';
import { dataFolder, openCorpus } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';

const filters = [
	'bbox',
	'datetime',
	'q',
	'near',
	'language',
	'kind',
	'status',
	'place',
	'document',
	'limit',
];

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
		bbox: { value: 'W,S,E,N', help: 'places in this box, in degrees' },
		near: { value: 'LON,LAT,KM', help: 'places within so many kilometres of a point' },
		q: { value: 'WORDS', help: 'documents in which all these words occur' },
		datetime: { value: 'FROM/TO', help: 'documents published then; .. leaves an end open' },
		language: { value: 'CODE', help: 'documents in this language' },
		kind: { value: 'KIND', help: 'places of this kind: settlement, country, ...' },
		status: { value: 'STATUS', help: 'mentions of this status: confirmed, ...' },
		place: { value: 'ID', help: 'mentions of this place' },
		document: { value: 'ID', help: 'mentions in this document' },
		limit: { value: 'N', help: 'at most so many' },
	},
	async run({ options, operands }) {
		if (operands.length) throw new UsageError(`export: ${operands[0]}: takes options only.`);
		const as = options.as ?? 'places';
		if (!['places', 'mentions'].includes(as)) {
			throw new UsageError(`export: --as ${as}: expected places or mentions.`);
		}
		const asked = filters.flatMap((name) =>
			options[name] === undefined ? [] : [[name, options[name] ?? '']],
		);
		const query = parseQuery(new URLSearchParams(asked));
		const { store, gazetteer } = openCorpus(dataFolder(process.env));
		try {
			const features =
				as === 'places'
					? await placeFeatures({ store, gazetteer }, query, { withMentions: true })
					: await mentionFeatures(store, query);
			const text = `${writers[0]?.write(features)}\n`;
			if (options.out) writeFileSync(options.out, text);
			else process.stdout.write(text);
			console.error(`${features.length} ${as}`);
		} finally {
			await store.close();
		}
		return 0;
	},
};
