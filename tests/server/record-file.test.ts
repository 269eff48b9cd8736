import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '#lib/server/record-file.ts';
import type { FoundRecord } from '#lib/text/records.ts';
import { temporaryFolder } from './world.ts';

const written = (name: string, content: string | Uint8Array) => {
	const path = join(temporaryFolder(), name);
	writeFileSync(path, content);
	return path;
};

const found = (name: string, content: string | Uint8Array): Promise<FoundRecord[]> =>
	Array.fromAsync(readRecords(written(name, content), name));

const recordsOf = (all: readonly FoundRecord[]) =>
	all.map((one) => ('record' in one ? { ...one.record } : one.reason));

/** `line 3 …`, to be read in a failure. */
const told = (all: readonly FoundRecord[]) =>
	all.map((one) => `${one.where} ${'record' in one ? JSON.stringify(one.record) : one.reason}`);

const text = fc.string({ unit: 'grapheme' });
const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => {
	const trimmed = one.trim() === one && !one.startsWith('\uFEFF');
	return trimmed && !['__proto__', 'type'].includes(one);
});

describe('JSON lines', () => {
	it('give back what was written, whatever the texts', async () => {
		const record = fc.dictionary(name, fc.oneof(text, fc.integer(), fc.constant(null)), {
			noNullPrototype: true,
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(record, { maxLength: 20 }),
				fc.constantFrom('\n', '\r\n', '\n\n', '\n\u001e'),
				async (records, between) => {
					const content = records.map((one) => JSON.stringify(one)).join(between);
					expect(recordsOf(await found('a.jsonl', content))).toEqual(records);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('may hold U+2028, which ends no line, and begin with a byte order mark', async () => {
		expect(await found('a.jsonl', '\uFEFF{"text":"a\u2028b"}\n')).toEqual([
			{ where: 'line 1', position: expect.any(Number), record: { text: 'a\u2028b' } },
		]);
	});

	it('are refused one by one, each by its number', async () => {
		const latin = Buffer.concat([
			Buffer.from('\n[1]\n{"a":1}\n{"b":"'),
			Buffer.from([0xe9, 0x22, 0x7d]),
		]);
		expect(told(await found('a.ndjson', latin))).toEqual([
			'line 2 is no document: expected {"text": "…"} or a GeoJSON Feature.',
			'line 3 {"a":1}',
			'line 4 is not text in UTF-8. Save the file as UTF-8.',
		]);
	});

	it('of any length are read in little memory: one too long is passed over', async () => {
		const long = `{"text":"${'x'.repeat(11 * 1024 * 1024)}"}`;
		const all = await found('a.jsonl', `{"a":1}\n${long}\n{"b":2}`);
		expect(told(all)).toEqual([
			'line 1 {"a":1}',
			'line 2 is larger than 10 MB. Split its text into parts.',
			'line 3 {"b":2}',
		]);
		expect(all.at(-1)?.position).toBeGreaterThan(11 * 1024 * 1024);
	});

	it('may be GeoJSON Features', async () => {
		const feature = { type: 'Feature', geometry: null, properties: { text: 'x' } };
		expect(recordsOf(await found('a.geojsonl', `\u001e${JSON.stringify(feature)}\n`))).toEqual([
			{ text: 'x' },
		]);
	});
});

describe('CSV', () => {
	it('gives back what was written, whatever the texts and the signs between them', async () => {
		const table = fc.uniqueArray(name, { minLength: 2, maxLength: 4 }).chain((names) =>
			fc.tuple(
				fc.constant(names),
				fc.array(fc.array(text, { minLength: names.length, maxLength: names.length }), {
					maxLength: 20,
				}),
			),
		);
		await fc.assert(
			fc.asyncProperty(
				table,
				fc.constantFrom(',', ';', '\t', '|'),
				fc.constantFrom('\n', '\r\n'),
				fc.boolean(),
				async ([names, rows], delimiter, end, bom) => {
					const content = stringify([names, ...rows], {
						bom,
						delimiter,
						quoted: true,
						record_delimiter: end,
					});
					const expected = rows.map((row) =>
						Object.fromEntries(names.map((one, i) => [one, row[i]])),
					);
					expect(recordsOf(await found('a.csv', content))).toEqual(expected);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('names each record by the line it begins on', async () => {
		const all = await found('a.csv', 'id,text\n1,"a\nb"\n\n2,x\n3,y,z\n4,"w"\n');
		expect(told(all)).toEqual([
			'line 2 {"id":"1","text":"a\\nb"}',
			'line 5 {"id":"2","text":"x"}',
			'line 6 has 3 values; the first line names 2 columns.',
			'line 7 {"id":"4","text":"w"}',
		]);
	});

	it('may hold quotation marks that nobody doubled', async () => {
		expect(recordsOf(await found('a.tsv', 'id\ttext\n1\tHe said "no", twice\n'))).toEqual([
			{ id: '1', text: 'He said "no", twice' },
		]);
	});

	it('is refused record by record where it is not UTF-8', async () => {
		const latin = Buffer.concat([
			Buffer.from('id,text\n1,caf'),
			Buffer.from([0xe9]),
			Buffer.from('\n2,é\n'),
		]);
		expect(told(await found('a.csv', latin))).toEqual([
			'line 2 is not text in UTF-8. Save the file as UTF-8 (in Excel: CSV UTF-8).',
			'line 3 {"id":"2","text":"é"}',
		]);
	});

	it('tells of a quotation mark that is never closed, and where', async () => {
		expect(told(await found('a.csv', 'id,text\n1,a\n2,"b\n3,c\n'))).toEqual([
			'line 2 {"id":"1","text":"a"}',
			'line 3 opens a quotation mark that is never closed.',
		]);
		const endless = `id,text\n1,a\n2,"${'b\n'.repeat(6 * 1024 * 1024)}`;
		expect(told(await found('a.csv', endless))).toEqual([
			'line 2 {"id":"1","text":"a"}',
			expect.stringMatching(/^line 3 begins a record larger than 10 MB.*was not read/),
		]);
	});
});

describe('GeoJSON and JSON', () => {
	it('hold their documents as Features or in a list', async () => {
		const feature = (properties: unknown) => ({ type: 'Feature', geometry: null, properties });
		const features = [feature({ text: 'a' }), feature(null), 3];
		expect(
			told(await found('a.geojson', JSON.stringify({ type: 'FeatureCollection', features }))),
		).toEqual([
			'feature 1 {"text":"a"}',
			'feature 2 {}',
			'feature 3 is no document: expected {"text": "…"} or a GeoJSON Feature.',
		]);
		expect(told(await found('a.json', '[{"text":"a"},{"text":"b"}]'))).toEqual([
			'record 1 {"text":"a"}',
			'record 2 {"text":"b"}',
		]);
		expect(recordsOf(await found('a.json', '{"text":"a"}'))).toEqual([{ text: 'a' }]);
	});

	it('are refused whole where they are neither, with what to do', async () => {
		await expect(found('a.json', '{"text":"a"}\n{"text":"b"}')).rejects.toThrow('.jsonl');
		await expect(found('a.geojson', '3')).rejects.toThrow('expected a list of them');
	});
});
