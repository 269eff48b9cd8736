/** From a file or a paste to a document in the corpus: read, geoparse, save in one transaction. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Document, Language } from '#lib/domain.ts';
import type { Geoparsed } from '#lib/geoparse/geoparse.ts';
import {
	decodeText,
	largestBytes,
	type ReadText,
	readDocument,
	Refusal,
} from '#lib/text/formats.ts';
import { isDate } from '#lib/text/date.ts';
import { asUrl } from '#lib/text/plain.ts';
import type { CorpusStore } from './store/port.ts';

const optional = (schema: v.GenericSchema<string>) => v.optional(v.nullable(schema), null);
const filled = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest));

/** A pasted document, as the HTTP interface takes it. Empty words count as absent. */
export const PastedSchema = v.strictObject({
	text: v.pipe(v.string(), v.maxLength(largestBytes, 'text: at most 10 MB')),
	name: optional(filled(300)),
	title: optional(filled(500)),
	source: optional(filled(300)),
	url: optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.check((url) => url === '' || asUrl(url) !== null, 'url: expected an http or https address'),
		),
	),
	published: optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.check(
				(date) => date === '' || isDate(date),
				'published: expected a date such as 2019-03-14, 2019-03 or 2019',
			),
		),
	),
});
export type Pasted = v.InferOutput<typeof PastedSchema>;

/** What came of one file; a refusal says why in words for the person who chose it. */
export type Ingested = { readonly name: string } & (
	| {
			readonly outcome: 'added' | 'duplicate';
			readonly document: string;
			readonly mentions: number;
	  }
	| { readonly outcome: 'refused'; readonly reason: string }
);

export interface Ingest {
	readonly store: CorpusStore;
	readonly geoparse: (text: string, language: Language | null) => Promise<Geoparsed>;
}

const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** A title where none is given: the file's name, or the first words. */
function titleFor({ title, text }: ReadText, name: string): string {
	const words =
		text
			.split('\n', 1)[0]
			?.slice(0, 80)
			.replace(/\s\S*$/, '…') ?? '';
	const stem = name
		.replace(/(\.[a-z]{2})?\.[^.]+$/i, '')
		.replaceAll(/[-_]+/g, ' ')
		.trim();
	return title ?? (stem || words);
}

async function keep({ store, geoparse }: Ingest, name: string, read: ReadText): Promise<Ingested> {
	const { text, source, url, published, language: named } = read;
	const { mentions, language } = await geoparse(text, named);
	const hash = hashOf(text);
	const document: Document = {
		id: hash.slice(0, 16),
		title: titleFor(read, name),
		source,
		url,
		published,
		set: null,
		language,
		text,
		hash,
		imported: new Date().toISOString(),
	};
	const outcome = await store.save(document, mentions);
	return { name, outcome, document: document.id, mentions: mentions.length };
}

/** A refusal becomes an outcome; any other failure is the program's own and goes on up. */
async function orRefused(name: string, work: () => Promise<Ingested>): Promise<Ingested> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Refusal) return { name, outcome: 'refused', reason: error.message };
		throw error;
	}
}

/** Reads one file's bytes as its name's ending says, and keeps it. */
export const ingestFile = (ingest: Ingest, name: string, bytes: Uint8Array): Promise<Ingested> =>
	orRefused(name, () => keep(ingest, name, readDocument(name, decodeText(bytes))));

/** Keeps pasted text; what the person typed beside it wins over what the text says of itself. */
export function ingestPasted(ingest: Ingest, pasted: Pasted): Promise<Ingested> {
	const name = pasted.name || '';
	return orRefused(name || 'the pasted text', async () => {
		const read = readDocument(
			name || 'paste.txt',
			decodeText(new TextEncoder().encode(pasted.text)),
		);
		return keep(ingest, name, {
			...read,
			title: pasted.title || read.title,
			source: pasted.source || read.source,
			url: pasted.url || read.url,
			published: pasted.published || read.published,
		});
	});
}
