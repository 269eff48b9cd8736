/**
 * How files become documents: a registry of readers. Reading repairs what it can and refuses what
 * it cannot, in words for the person who chose the file.
 */
import type { PartialDate } from '#lib/domain.ts';
import { readMarkdown } from './markdown.ts';
import { readPlain } from './plain.ts';

/** What a reader finds in a file. */
export interface ReadText {
	readonly text: string;
	readonly title: string | null;
	readonly source: string | null;
	readonly url: string | null;
	readonly published: PartialDate | null;
	readonly language: string | null;
	/** Where its publisher is at home, in words: "Columbus, Ohio". */
	readonly home?: string | null;
}

export interface Reader {
	readonly id: string;
	readonly label: string;
	readonly extensions: readonly string[];
	read(text: string): ReadText;
}

export const readers: readonly Reader[] = [
	{ id: 'text', label: 'Plain text', extensions: ['txt', 'text'], read: readPlain },
	{ id: 'markdown', label: 'Markdown', extensions: ['md', 'markdown'], read: readMarkdown },
];

/** A file that cannot become a document; the message says why and what to do. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
}

export const largestBytes = 10 * 1024 * 1024;

/** NFC, `\n` line ends, no byte order mark, nothing but white space removed at the ends. */
export const normalizeText = (text: string): string =>
	text
		.replace(/^\uFEFF/, '')
		.replaceAll(/\r\n?/g, '\n')
		.normalize('NFC')
		.trim();

/** @throws {Refusal} when a file of `size` bytes is too large to be one document. */
export function refuseLarge(size: number): void {
	if (size <= largestBytes) return;
	throw new Refusal(
		`is ${(size / 1024 / 1024).toFixed(1)} MB; at most 10 MB can be read. Split it into parts.`,
	);
}

/**
 * The words of a file.
 * @throws {Refusal} when it is empty, larger than 10 MB, not UTF-8, or not text.
 */
export function decodeText(bytes: Uint8Array): string {
	refuseLarge(bytes.length);
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refusal('is not text in UTF-8. Save it as UTF-8 text and try again.');
	}
	// eslint-disable-next-line no-control-regex -- control characters are what tells data from text
	if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) {
		throw new Refusal('is not a text file: it holds control characters. Save it as plain text.');
	}
	return text;
}

/**
 * Reads `text` as its file's name says (plain text where the ending is unknown).
 * @throws {Refusal} when nothing but white space is in it.
 */
export function readDocument(name: string, text: string): ReadText {
	const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? 'txt';
	const reader = readers.find(({ extensions }) => extensions.includes(extension));
	if (!reader) {
		const known = readers.flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));
		throw new Refusal(`ends in .${extension}, which cannot be read; can: ${known.join(', ')}.`);
	}
	const found = reader.read(normalizeText(text));
	if (!found.text.trim()) throw new Refusal('is empty: there are no words in it.');
	return found;
}
