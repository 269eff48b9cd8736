/**
 * Builds `geodata/words/languages.bin.br`: the numbers by which the language of a text is told, out of
 * the modules of `eld`, which write bytes that are no letters of ASCII as other characters.
 */
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { encodeRuns } from '../../src/lib/geoparse/detect.ts';

interface Numbers {
	readonly languages: Readonly<Record<string, string>>;
	readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const module = async (path: string): Promise<Record<string, unknown>> =>
	import(new URL(`../../node_modules/eld/src/${path}`, import.meta.url).href);

export async function buildLanguages(): Promise<void> {
	const { ngramsData } = (await module('ngrams/small.js')) as { ngramsData: Numbers };
	const { dictionary } = (await module('dictionary.js')) as { dictionary: readonly string[] };
	const { avgScore } = (await module('avgScore.js')) as { avgScore: Record<string, number> };
	const byteOf = new Map(dictionary.map((character, byte) => [character, byte]));
	byteOf.set(' ', 0x20);
	const bytesOf = (run: string) =>
		Uint8Array.from(run, (character) => {
			const byte = byteOf.get(character);
			if (byte === undefined) throw new Error(`eld: ${JSON.stringify(run)} is no run of bytes.`);
			return byte;
		});
	const languages = Object.values(ngramsData.languages);
	const runs = Object.entries(ngramsData.ngrams).map(([run, scores]) => {
		const pairs = Object.entries(scores).map(([language, score]) => [Number(language), score] as const);
		return [bytesOf(run), pairs] as const;
	});
	const usual = languages.map((language) => avgScore[language] ?? 1);
	const bytes = encodeRuns({ languages, usual, runs });
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: 11,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	};
	writeFileSync(
		new URL('../words/languages.bin.br', import.meta.url),
		brotliCompressSync(bytes, { params }),
	);
}
