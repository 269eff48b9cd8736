import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, readDocument, Refusal } from '#lib/text/formats.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('reading files', () => {
	it('takes title, source, address and date from front matter', () => {
		const text =
			'---\ntitle: The last village\nsource: A desk\nurl: https://example.org/x\ndate: 2019-03-23\nlanguage: en\nhome: Columbus, Ohio\n---\n\n# Heading\n\nBaghouz **fell**, says [a page](https://x.example).\n';
		expect(readDocument('a.md', text)).toEqual({
			title: 'The last village',
			source: 'A desk',
			url: 'https://example.org/x',
			published: '2019-03-23',
			language: 'en',
			home: 'Columbus, Ohio',
			text: 'Heading\n\nBaghouz fell, says a page.',
		});
	});

	it('takes a Markdown heading as the title where front matter has none', () => {
		expect(readDocument('a.md', '# Baghouz\n\nIt fell.')).toMatchObject({
			title: 'Baghouz',
			text: 'It fell.',
		});
	});

	it('reads what the first lines of plain text say', () => {
		expect(
			readDocument('a.txt', 'Title: X\nDate: 2019-03\nURL: ftp://no\n\nWords here.'),
		).toMatchObject({
			title: 'X',
			published: '2019-03',
			url: null,
			text: 'Words here.',
		});
		expect(readDocument('a.txt', ' date 2019-03 Vierhonderd mensen liepen.')).toMatchObject({
			published: '2019-03',
			text: 'Vierhonderd mensen liepen.',
		});
		expect(readDocument('a.txt', 'A headline\n\nAnd a body.').title).toBe('A headline');
	});

	it('keeps broken front matter from losing the text', () => {
		expect(readDocument('a.md', '---\n: : [\n---\nWords.').text).toBe('Words.');
	});

	it.each([
		['nothing', new Uint8Array()],
		['white space', bytes(' \n\t ')],
	])('refuses %s as empty', (_, file) => {
		expect(() => readDocument('a.txt', decodeText(file))).toThrow(/is empty/);
	});

	it('refuses what is not UTF-8, not text, too large, or of an unknown ending', () => {
		expect(() => decodeText(new Uint8Array([0xff, 0xfe, 0x41]))).toThrow(/not text in UTF-8/);
		expect(() => decodeText(bytes('PK\u0003\u0004\u0000'))).toThrow(/control characters/);
		expect(() => decodeText(new Uint8Array(10 * 1024 * 1024 + 1))).toThrow(/at most 10 MB/);
		expect(() => readDocument('a.pdf', 'words')).toThrow(/ends in \.pdf/);
	});

	it('reads any string or refuses it, and gives NFC text without stray ends', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom('a.txt', 'a.md'), (text, name) => {
				try {
					const read = readDocument(name, text);
					expect(read.text.trim()).toBe(read.text);
					expect(read.text.normalize('NFC')).toBe(read.text);
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
				}
			}),
		);
	});
});
