import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startGeoparseThreads } from '#lib/server/geoparse-threads.ts';
import { checkModel, openTagger } from '#lib/server/tagger.ts';
import { openWhereabouts } from '#lib/server/whereabouts.ts';
import { makeModel } from '../fixtures/model.ts';
import { temporaryFolder } from './world.ts';

/** A node_modules folder with the true library, which is too large to come along. */
const library = process.env.TEST_TRANSFORMERS;
if (!library) {
	console.warn(
		'TEST_TRANSFORMERS names no node_modules with @huggingface/transformers: models are run by a stand-in.',
	);
}

/** Reads the same files and answers in the same form: a word's label by the words of the vocabulary. */
const standIn = `
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const env = { allowRemoteModels: true };
export async function pipeline(task, name) {
	if (env.allowRemoteModels) throw new Error('would ask another machine');
	const read = (file) => JSON.parse(readFileSync(join(env.localModelPath, name, file), 'utf8'));
	const { vocab } = read('tokenizer.json').model;
	const { id2label } = read('config.json');
	const bytes = readFileSync(join(env.localModelPath, name, 'onnx/model.onnx'));
	const words = Object.keys(vocab);
	const table = new Float32Array(words.length * 4);
	const from = bytes.indexOf(Buffer.from('table'), bytes.indexOf(Buffer.from('tiny'))) + 5;
	const weights = bytes.subarray(bytes.indexOf(0x4a, from) + 1);
	const skip = weights.findIndex((byte) => byte < 0x80) + 1;
	for (let i = 0; i < table.length; i++) table[i] = weights.readFloatLE(skip + 4 * i);
	return async (text) => [...text.matchAll(/[\\p{L}]+|[^\\s\\p{L}]/gu)].flatMap(([word], i) => {
		if (!(word in vocab)) return [];
		const row = table.subarray(4 * (vocab[word] ?? 1), 4 * (vocab[word] ?? 1) + 4);
		const best = row.indexOf(Math.max(...row));
		return [{ word, entity: id2label[best], score: 0.99, index: i + 1 }];
	});
}
`;

const words = { Bagouzia: 'B-LOC', Raqqa: 'B-LOC', Jordan: 'B-PER', left: 'O', in: 'O' } as const;

function model(withLibrary = true): string {
	const folder = temporaryFolder();
	makeModel(folder, words);
	if (!withLibrary) return folder;
	if (library) symlinkSync(library, join(folder, 'node_modules'));
	else {
		const own = join(folder, 'node_modules/@huggingface/transformers');
		mkdirSync(own, { recursive: true });
		writeFileSync(join(own, 'package.json'), '{"type": "module", "main": "index.js"}');
		writeFileSync(join(own, 'index.js'), standIn);
	}
	return folder;
}

it('tells where a model of the analyst sees places and persons, however long the text', async () => {
	const tag = await openTagger(model());
	const text = `${'Words of nobody. '.repeat(200)}Jordan left Bagouzia.`;
	const found = (await tag(text, 'en')).map(({ start, end, label }) => [
		text.slice(start, end),
		label,
	]);
	expect(found).toEqual([
		['Jordan', 'other'],
		['Bagouzia', 'place'],
	]);
});

it('has its say in what the threads find', async () => {
	const text = 'The convoy reached Raqqa in the morning. Nobody spoke of Bagouzia.';
	const mentions = async (folder: string | null) => {
		const threads = startGeoparseThreads({ most: 1, model: folder });
		const asked = [text, text].map((one) => threads.geoparse(one, { language: 'en' }));
		const [{ mentions: found = [] } = {}] = await Promise.all(asked);
		await threads.stop();
		return new Map(found.map(({ surface, confidence }) => [surface, confidence]));
	};
	const [alone, both] = [await mentions(null), await mentions(model())];
	expect(both.get('Raqqa')).toBeGreaterThan(alone.get('Raqqa') ?? 1);
	expect(alone.get('Bagouzia')).toBeUndefined();
	expect(both.get('Bagouzia')).toBeLessThan(0.7);
});

it('reads a sentence longer than a model takes to its end, and cuts no word of it', async () => {
	const tag = await openTagger(model());
	const text = 'Raqqa '.repeat(600);
	const found = await tag(text);
	expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(Array(600).fill('Raqqa'));
});

it('says what is wrong with a model, and what to do, before anything begins', async () => {
	const empty = temporaryFolder();
	expect(() => checkModel(empty)).toThrow(
		/holds no model: there is no config\.json.*WHEREABOUTS_MODEL/,
	);
	writeFileSync(join(empty, 'config.json'), '{');
	expect(() => checkModel(empty)).toThrow(/config\.json is not JSON/);
	writeFileSync(join(empty, 'config.json'), '{"id2label": {"0": "POSITIVE", "1": "NEGATIVE"}}');
	expect(() => checkModel(empty)).toThrow(/no label for places.*POSITIVE, NEGATIVE.*LOC, GPE/);
	const without = model(false);
	expect(() => checkModel(without)).toThrow(
		/@huggingface\/transformers is not installed.*npm install --ignore-scripts @huggingface\//,
	);
	await expect(openWhereabouts(temporaryFolder(), { model: without })).rejects.toThrow(
		/is not installed/,
	);
});
