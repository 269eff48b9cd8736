import { readFile } from 'node:fs/promises';
import { LayerError } from '#lib/layers/checked.ts';
import { layerFormats } from '#lib/layers/formats.ts';
import { faultOf } from '#lib/server/file-faults.ts';
import { takeLayer } from '#lib/server/layers.ts';
import { corpusLocation, openStore } from '#lib/server/whereabouts.ts';
import { type Command } from './command.ts';
import { filesOf } from './files.ts';

export const layerCommand: Command = {
	name: 'layer',
	summary: 'Adds maps to draw beside the corpus; lists those there are when none is named.',
	operands: '[FILE|FOLDER...]',
	options: {},
	async run({ operands }) {
		const files = filesOf(operands, layerFormats);
		const store = await openStore(corpusLocation(process.env));
		let refused = 0;
		try {
			for (const { path, name } of files) {
				try {
					const { outcome } = await takeLayer(store, name, await readFile(path));
					console.log(`${name}: ${outcome === 'added' ? 'added' : 'already there'}`);
				} catch (error) {
					refused++;
					const why = error instanceof LayerError ? error.message : faultOf(error);
					console.error(`${path} ${why}`);
				}
			}
			if (!files.length) {
				for (const { id, features, name } of await store.layers()) {
					console.log([id, features, name].join('\t'));
				}
			}
		} finally {
			await store.close();
		}
		return refused ? 1 : 0;
	},
};
