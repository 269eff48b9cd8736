/**
 * A model of the analyst's own for token classification (ONNX, as transformers.js runs it), read from
 * a folder and never fetched. The library is not part of the program: it is installed beside the
 * model, or in the project.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { Language } from '#lib/domain.ts';
import { isPlaceLabel, stretchesOf, type Tagged, type TaggedToken } from '#lib/geoparse/tagged.ts';
import { sentences } from '#lib/text/segments.ts';

/** What a model takes the stretches of a text for. */
export type Tagger = (text: string, language?: Language) => Promise<readonly Tagged[]>;

/** A model that cannot be used; the message says why and what to do. */
export class ModelError extends Error {
	override readonly name = 'ModelError';
}

const library = '@huggingface/transformers';
/**
 * Models take 512 tokens and leave out the rest without a word; in figures or Chinese every letter is
 * one.
 */
const windowLength = 400;

const Config = v.object({ id2label: v.record(v.string(), v.string()) });

/** The folder's model, as far as that can be told without running it. */
function checked(folder: string): void {
	const file = join(folder, 'config.json');
	if (!existsSync(file)) {
		throw new ModelError(
			`${folder} holds no model: there is no config.json in it. Name the folder of a token-classification model with WHEREABOUTS_MODEL.`,
		);
	}
	let config: unknown;
	try {
		config = JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		throw new ModelError(`${file} is not JSON: ${(error as Error).message}`);
	}
	const read = v.safeParse(Config, config);
	const labels = read.success ? Object.values(read.output.id2label) : [];
	if (!labels.some(isPlaceLabel)) {
		throw new ModelError(
			`${file} names no label for places in "id2label" (${labels.slice(0, 12).join(', ') || 'none'}); LOC, GPE or the like is expected. Use a model for named entities.`,
		);
	}
}

/** Where the library is: beside the model, or in the project. */
function libraryFor(folder: string): string {
	for (const from of [join(folder, 'model.js'), import.meta.url]) {
		try {
			return pathToFileURL(createRequire(from).resolve(library)).href;
		} catch {
			// Looked for in the next place.
		}
	}
	throw new ModelError(
		`${library} is not installed, which runs the model. In the folder ${folder}: npm install --ignore-scripts ${library}`,
	);
}

type Classify = (text: string, options: { ignore_labels: string[] }) => Promise<unknown>;
interface Transformers {
	readonly env: Record<string, unknown>;
	pipeline(task: string, model: string, options: object): Promise<Classify>;
}

const Tokens = v.array(
	v.object({ word: v.string(), entity: v.string(), score: v.number(), index: v.number() }),
);

/** Where a window from `from` ends: after a space where a sentence is too long for one. */
function windowEnd(text: string, from: number, end: number): number {
	const most = from + windowLength;
	if (end <= most) return end;
	const space = text.lastIndexOf(' ', most - 1);
	return space > from ? space + 1 : most;
}

/** Whole sentences, as many together as a model takes. */
function windowsOf(text: string, language: Language) {
	const windows: { start: number; end: number }[] = [];
	for (const { start, end } of sentences(text, language, { start: 0, end: text.length })) {
		for (let from = start; from < end; from = windowEnd(text, from, end)) {
			const to = windowEnd(text, from, end);
			const last = windows.at(-1);
			if (last && to - last.start <= windowLength) last.end = to;
			else windows.push({ start: from, end: to });
		}
	}
	return windows;
}

/**
 * Does the folder hold a model that can be asked, and is there what runs it?
 * @throws {ModelError} when not, before anything is loaded.
 */
export function checkModel(folder: string): void {
	checked(resolve(folder));
	libraryFor(resolve(folder));
}

/**
 * The tagger of the model in `folder`.
 * @throws {ModelError} when there is none, it knows no places, or its library is missing.
 */
export async function openTagger(folder: string): Promise<Tagger> {
	const whole = resolve(folder);
	checked(whole);
	const { env, pipeline } = (await import(libraryFor(whole))) as Transformers;
	// Nothing leaves the machine, whatever the model lacks.
	Object.assign(env, {
		allowRemoteModels: false,
		allowLocalModels: true,
		localModelPath: dirname(whole),
		useFSCache: false,
	});
	const options = { local_files_only: true, ...(hasFullModel(whole) && { dtype: 'fp32' }) };
	let classify: Classify;
	try {
		classify = await pipeline('token-classification', basename(whole), options);
	} catch (error) {
		throw new ModelError(`The model in ${whole} cannot be run: ${(error as Error).message}`);
	}
	return async (text, language = 'und') => {
		const found: Tagged[] = [];
		for (const { start, end } of windowsOf(text, language)) {
			const part = text.slice(start, end);
			const tokens: readonly TaggedToken[] = v.parse(
				Tokens,
				await classify(part, { ignore_labels: [] }),
			);
			found.push(
				...stretchesOf(part, tokens).map((one) => ({
					...one,
					start: start + one.start,
					end: start + one.end,
				})),
			);
		}
		return found;
	};
}

const hasFullModel = (folder: string): boolean => existsSync(join(folder, 'onnx', 'model.onnx'));

/** The folder of the model that is to be asked too; null where none is named. */
export const modelFolder = (env: Readonly<Record<string, string | undefined>>): string | null =>
	env.WHEREABOUTS_MODEL || null;
