import { describe, expect, it } from 'vitest';
import { dateOf } from '#lib/text/date.ts';
import { Refusal } from '#lib/text/formats.ts';
import { columnsAmong, columnsFault, recordFormatOf, recordReader } from '#lib/text/records.ts';

describe('columns', () => {
	it('are known by the names they commonly have, in any case and joined in any way', () => {
		expect(columnsAmong(['ID', 'Article_Text', 'Head-line', 'Publication Date', 'URL'])).toEqual({
			text: 'Article_Text',
			title: 'Head-line',
			published: 'Publication Date',
			url: 'URL',
		});
		expect(columnsAmong(['titel', 'tekst', 'datum', 'bron', 'taal'])).toEqual({
			title: 'titel',
			text: 'tekst',
			published: 'datum',
			source: 'bron',
			language: 'taal',
		});
	});

	it('hold what is told first, and the likeliest of several', () => {
		expect(columnsAmong(['description', 'body', 'text'])).toEqual({ text: 'text' });
		expect(columnsAmong(['text', 'body'], { text: 'body' })).toEqual({ text: 'body' });
		// What is told to be the title is not guessed to be the text as well.
		expect(columnsAmong(['text', 'body'], { title: 'text' })).toEqual({
			title: 'text',
			text: 'body',
		});
	});

	it('are missed in words', () => {
		expect(columnsFault(['a', 'b'], {})).toMatch(/no column called text.*\(it has: a, b\)/);
		expect(columnsFault(['text'], { published: 'day' })).toBe(
			'has no column "day" (it has: text).',
		);
		expect(columnsFault(['article'], { text: 'article.body' })).toBeNull();
		expect(columnsFault(['Text'], {})).toBeNull();
	});
});

describe('a record', () => {
	it('becomes a text with what is known of it', () => {
		const { read, notes } = recordReader()({
			headline: ' Two\nlines ',
			text: ['First.\r\n', 'Second.'],
			date: '2019-03-23T10:00:00Z',
			source: { id: null, name: 'A desk' },
			url: 'https://example.org/x',
			lang: 'nl-NL',
			home: 'Columbus, Ohio',
		});
		expect(read).toEqual({
			title: 'Two lines',
			text: 'First.\n\n\nSecond.',
			published: '2019-03-23',
			source: 'A desk',
			url: 'https://example.org/x',
			language: 'nl',
			home: 'Columbus, Ohio',
		});
		expect(notes).toEqual([]);
	});

	it('is found under a path, though a name with a dot in it comes first', () => {
		const read = recordReader({ text: 'a.b' });
		expect(read({ a: { b: 'inside' } }).read.text).toBe('inside');
		expect(read({ 'a.b': 'outside', a: { b: 'inside' } }).read.text).toBe('outside');
		expect(() => read({ a: 'no thing' })).toThrow(Refusal);
		expect(() => recordReader({ text: 'constructor.name' })({ a: 1 })).toThrow(Refusal);
	});

	it('is repaired where a store could not hold it', () => {
		const { read } = recordReader()({ text: 'half \ud83d, nul \u0000, e\u0301', title: '\ud83d' });
		expect(read.text).toBe('half \ufffd, nul  , é');
		expect(read.text.isWellFormed()).toBe(true);
		expect(read.title?.isWellFormed()).toBe(true);
	});

	it('without words is refused, with what it has instead', () => {
		expect(() => recordReader()({ text: ' \n' })).toThrow('is empty: there are no words in it.');
		expect(() => recordReader()({ words: 'x' })).toThrow('(it has: words)');
		expect(() => recordReader({ text: 'body' })({ text: 'x' })).toThrow('has no column "body"');
	});

	it('is taken in without a date that could be more than one day, and says so', () => {
		const { read, notes } = recordReader()({ text: 'x', date: '03/04/2019' });
		expect(read.published).toBeNull();
		expect(notes).toEqual([
			{ code: 'date-unread', message: expect.stringContaining('03/04/2019') },
		]);
		expect(recordReader()({ text: 'x', date: '' }).notes).toEqual([]);
	});
});

it('tells files of records by their endings', () => {
	expect(recordFormatOf('a/b.NDJSON')?.id).toBe('jsonl');
	expect(recordFormatOf('b.tsv')?.id).toBe('csv');
	expect(recordFormatOf('b.geojson')?.id).toBe('json');
	expect(recordFormatOf('b.txt')).toBeNull();
	expect(recordFormatOf('csv')).toBeNull();
});

it.each([
	['2019-03-14T10:00:00Z', '2019-03-14'],
	['2019/3/4', '2019-03-04'],
	['2019.12.31', '2019-12-31'],
	['20190314', '2019-03-14'],
	['Thu, 14 Mar 2019 10:00:00 GMT', '2019-03-14'],
	['March 14th, 2019', '2019-03-14'],
	['14 maart 2019', '2019-03-14'],
	['mei 2019', '2019-05'],
	[1_552_521_600, '2019-03-14'],
	['1552521600000', '2019-03-14'],
	[2019, '2019'],
	['14/03/2019', null],
	['99999999', null],
	['2019-13-40', null],
	['30 februari 2019', null],
	['soon', null],
	[null, null],
])('reads the date %s as %s', (value, date) => {
	expect(dateOf(value)).toBe(date);
});
