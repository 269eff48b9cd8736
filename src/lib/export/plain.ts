/** Formats whose features stand by themselves: some are written apart from the rest, and put in later. */
import { plainCsv } from './csv.ts';
import { plainFlatgeobuf } from './flatgeobuf.ts';
import { plainGeojson, plainGeojsonSequence } from './geojson.ts';
import type { Plain } from './writer.ts';

/** By the format's id. */
export const plainFormats = {
	geojson: plainGeojson,
	geojsonseq: plainGeojsonSequence,
	csv: plainCsv,
	fgb: plainFlatgeobuf,
} as const satisfies Readonly<Record<string, Plain>>;

export type PlainId = keyof typeof plainFormats;

/** Can features of this format be written apart from each other? */
export const isPlain = (format: string): format is PlainId => Object.hasOwn(plainFormats, format);
