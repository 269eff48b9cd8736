import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsShown } from '#lib/components/table-head.ts';

const file = (name: string, text: string) => new File([text], name);

describe('what a table shows beforehand', () => {
	it('is the columns of a CSV file, whatever stands between them, with a value of each', async () => {
		const text = '\ufeffkop;tekst\n"Aleppo; gisteren";\n;Het regende in حلب.\n';
		expect(await columnsShown(file('a.csv', text))).toEqual([
			{ name: 'kop', sample: 'Aleppo; gisteren' },
			{ name: 'tekst', sample: 'Het regende in حلب.' },
		]);
	});

	it('is the names in JSON lines, nested ones with dots, and what is no JSON left out', async () => {
		const text = 'no\n\u001e{"article":{"body":"B","tags":["x","y"]},"n":3}\n';
		expect(await columnsShown(file('a.jsonl', text))).toEqual([
			{ name: 'article.body', sample: 'B' },
			{ name: 'article.tags', sample: 'x, y' },
			{ name: 'n', sample: '3' },
		]);
	});

	it('is the properties of GeoJSON features', async () => {
		const features = [{ type: 'Feature', geometry: null, properties: { story: 'S' } }];
		const text = JSON.stringify({ type: 'FeatureCollection', features });
		expect(await columnsShown(file('a.geojson', text))).toEqual([{ name: 'story', sample: 'S' }]);
	});

	it('is read from the beginning of a large file, up to the last whole line', async () => {
		const row = `"${'x'.repeat(50_000)}",b\n`;
		const found = await columnsShown(file('a.csv', `text,title\n${row.repeat(20)}`));
		expect(found.map(({ name }) => name)).toEqual(['text', 'title']);
	});

	it('is nothing, and no fault, for any other bytes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ unit: 'grapheme' }),
				fc.constantFrom('a.csv', 'a.jsonl', 'a.json'),
				async (text, name) => {
					for (const column of await columnsShown(file(name, text))) {
						expect(typeof column.name).toBe('string');
						expect(typeof column.sample).toBe('string');
					}
				},
			),
		);
	});
});
