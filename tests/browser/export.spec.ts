import { check } from '@placemarkio/check-geojson';
import type { Feature } from 'geojson';
import { expect, test, type Analyst } from './analyst.ts';

/** Chooses in the export dialog, downloads, and reads the file as GeoJSON. */
async function exported(analyst: Analyst, what: RegExp | string, shape: RegExp) {
	const { page } = analyst;
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('radio', { name: what }).check();
	await page.getByRole('radio', { name: shape }).check();
	const { name, text } = await analyst.downloads(() =>
		page.getByRole('link', { name: 'Download' }).click(),
	);
	expect(name).toMatch(/\.geojson$/);
	// Throws where it is not GeoJSON after RFC 7946.
	expect(check(text).type).toBe('FeatureCollection');
	expect(JSON.parse(text)).not.toHaveProperty('crs');
	return JSON.parse(text).features as Feature[];
}

const perPlace = /Place, with its mentions/;
const perMention = /Mention, where its place is/;

test('the selected place goes out with its mentions', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	await page.getByRole('button', { name: /^Baghouz Settlement/ }).click();
	const features = await exported(analyst, 'What is selected: Baghouz', perPlace);
	expect(features).toHaveLength(1);
	const [{ properties }] = features as [Feature];
	expect(properties).toMatchObject({ name: 'Baghouz', kind: 'settlement' });
	expect(properties?.mentions).toHaveLength(properties?.mentionCount);
	const [mention] = properties?.mentions ?? [];
	const { document } = await analyst.asks(`/api/documents/${mention.document}`);
	expect(document.text.slice(mention.start, mention.end)).toBe(mention.surface);
	expect(mention.excerpt).toContain(mention.surface);
	expect(mention).toMatchObject({ published: document.published, status: 'suggested' });
	expect(mention.confidence).toBeGreaterThan(0);
});

test('what is in view goes out, a feature for every mention', async ({ analyst }) => {
	await analyst.open('?lang=en&map=9/34.5/40.9');
	const features = await exported(analyst, 'What is in view', perMention);
	const names = new Set(features.map(({ properties }) => properties?.placeName));
	expect(names).toContain('Baghouz');
	expect(names).not.toContain('Moscow');
	expect(features.length).toBeGreaterThan(names.size);
});

test('what matches the search goes out', async ({ analyst }) => {
	await analyst.open('?lang=en&q=Beira');
	const features = await exported(analyst, /What matches/, perMention);
	const { items } = await analyst.asks('/api/documents?q=Beira');
	const found = items.map(({ id }: { id: string }) => id);
	expect(new Set(features.map(({ properties }) => properties?.document))).toEqual(new Set(found));
});

test('the whole corpus goes out', async ({ analyst }) => {
	await analyst.open();
	const features = await exported(analyst, 'All of the corpus', perPlace);
	const { features: all } = await analyst.asks('/api/places.geojson');
	expect(features).toHaveLength(all.length);
	const syria = features.find(({ properties }) => properties?.name === 'Syria');
	expect(syria?.geometry.type).toMatch(/Polygon$/);
});

test('a table goes out for a spreadsheet, and only formats that fit are offered', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open();
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('radio', { name: /All of the corpus/ }).check();
	await page.getByRole('radio', { name: perMention }).check();
	const format = page.getByRole('combobox', { name: 'Format' });
	await format.selectOption('annotations');
	await page.getByRole('radio', { name: perPlace }).check();
	await expect(format).toHaveValue('geojson');
	await expect(format.getByRole('option', { name: /Web Annotations/ })).toHaveCount(0);
	await format.selectOption('csv');
	const { name, text } = await analyst.downloads(() =>
		page.getByRole('link', { name: 'Download' }).click(),
	);
	expect(name).toBe('places.csv');
	const [head, ...rows] = text.trimEnd().split('\n');
	expect(head).toMatch(/^\ufeffid,name,names,kind,country/);
	const { features } = await analyst.asks('/api/places.geojson');
	expect(rows).toHaveLength(features.length);
});
