/** From a file or a paste to a document in the corpus: read, geoparse, save in one transaction. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Document, Judgement, Language, Note } from '#lib/domain.ts';
import type { Geoparsed, Told } from '#lib/geoparse/geoparse.ts';
import {
	decodeText,
	largestBytes,
	type ReadText,
	readDocument,
	Refusal,
} from '#lib/text/formats.ts';
import { isDate } from '#lib/text/date.ts';
import { longestHome } from '#lib/geoparse/home.ts';
import { asUrl } from '#lib/text/plain.ts';
import { judgementsIn } from './judgements.ts';
import type { CorpusStore, ToSave } from './store/port.ts';

const optional = (schema: v.GenericSchema<string>) => v.optional(v.nullable(schema), null);
const filled = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest));

/** A pasted document, as the HTTP interface takes it. Empty words count as absent. */
export const PastedSchema = v.strictObject({
	text: v.pipe(v.string(), v.maxLength(largestBytes, 'text: at most 10 MB')),
	name: optional(filled(300)),
	title: optional(filled(500)),
	source: optional(filled(300)),
	home: optional(filled(longestHome)),
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
			/** What was made of it otherwise than it says. */
			readonly notes?: readonly string[];
	  }
	| { readonly outcome: 'refused'; readonly reason: string }
);

export interface Ingest {
	readonly store: CorpusStore;
	readonly geoparse: (text: string, told?: Told) => Promise<Geoparsed>;
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

/** A document before it is geoparsed. */
export interface Draft {
	readonly document: Omit<Document, 'language' | 'imported' | 'home'>;
	/** As the file tells it; detected where it does not. */
	readonly language: Language | null;
	/** Where its publisher is at home, in words. */
	readonly home: string | null;
}

/** What is told of all documents of an import. */
export interface Shared {
	/** That they are imported as part of. */
	readonly set?: string | null;
	/** Of those that do not tell their own. */
	readonly home?: string | null;
}

/**
 * What was read, as the corpus will know it.
 */
export function draftOf(name: string, read: ReadText, { set = null, home }: Shared = {}): Draft {
	const { text, source, url, published, language } = read;
	const hash = hashOf(text);
	const title = titleFor(read, name);
	const document = { id: hash.slice(0, 16), title, source, url, published, set, text, hash };
	return { document, language, home: read.home ?? home ?? null };
}

export interface Prepared {
	readonly item: ToSave;
	/** What whoever imports it should know. */
	readonly notes: readonly Note[];
}

/** The draft with its places, to be saved. */
export async function geoparsed(
	{ geoparse }: Ingest,
	draft: Draft,
	judgements: readonly Judgement[],
): Promise<Prepared> {
	const told = { language: draft.language, home: draft.home, judgements };
	const { mentions, language, home, notes } = await geoparse(draft.document.text, told);
	const imported = new Date().toISOString();
	return {
		item: { document: { ...draft.document, language, ...(home && { home }), imported }, mentions },
		notes: notes.filter(({ code }) => code === 'home-unknown'),
	};
}

async function keep({ store }: Ingest, name: string, { item, notes }: Prepared): Promise<Ingested> {
	const { document, mentions } = item;
	const outcome = await store.save(document, mentions);
	const told = notes.map(({ message }) => message);
	const kept = { name, outcome, document: document.id, mentions: mentions.length };
	return { ...kept, ...(told.length && { notes: told }) };
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
	orRefused(name, async () => {
		const read = readDocument(name, decodeText(bytes));
		return keep(
			ingest,
			name,
			await geoparsed(ingest, draftOf(name, read), await judgementsIn(ingest.store)),
		);
	});

/** Keeps pasted text; what the person typed beside it wins over what the text says of itself. */
export function ingestPasted(ingest: Ingest, pasted: Pasted): Promise<Ingested> {
	const name = pasted.name || '';
	return orRefused(name || 'the pasted text', async () => {
		const read = readDocument(
			name || 'paste.txt',
			decodeText(new TextEncoder().encode(pasted.text)),
		);
		const draft = draftOf(name, {
			...read,
			title: pasted.title || read.title,
			source: pasted.source || read.source,
			url: pasted.url || read.url,
			published: pasted.published || read.published,
			home: pasted.home || read.home || null,
		});
		const prepared = await geoparsed(ingest, draft, await judgementsIn(ingest.store));
		// Who typed it can type another.
		if (pasted.home && prepared.notes[0]) throw new Refusal(prepared.notes[0].message);
		return keep(ingest, name, prepared);
	});
}
