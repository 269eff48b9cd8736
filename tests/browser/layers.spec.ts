import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drop, expect, test } from './analyst.ts';

/** A zone around Baghouz and Hajin, and one where nothing is. */
const zones = JSON.stringify({
	type: 'FeatureCollection',
	features: [
		{ name: 'Middle Euphrates', west: 40.6, south: 34.3, east: 41.1, north: 34.9 },
		{ name: 'Open sea', west: -30, south: -30, east: -29, north: -29 },
	].map(({ name, west, south, east, north }) => ({
		type: 'Feature',
		properties: { name, held_by: 'nobody', since: 2019 },
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[west, south],
					[east, south],
					[east, north],
					[west, north],
					[west, south],
				],
			],
		},
	})),
});
const posts = `<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
	<wpt lat="34.75" lon="40.7"><name>Post 3</name></wpt></gpx>`;

const openList = (page: Page) => page.getByRole('button', { name: 'Layers' }).click();

test('a map dropped on the page is drawn, and asked what lies inside it', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open('?lang=en&map=7/34.6/40.8');
	await drop(page, 'main', { 'zones.geojson': zones });
	await expect(page.getByRole('status').filter({ hasText: 'zones is on the map.' })).toBeVisible();
	await analyst.open('?lang=en&map=7/34.6/40.8');
	await analyst.clickAt(40.63, 34.85);
	const card = page.getByRole('dialog', { name: 'Middle Euphrates' });
	await expect(card).toContainText('held_by');
	await expect(card).toContainText('nobody');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
		[],
	);
	await card.getByRole('button', { name: 'Places inside' }).click();
	const found = page.getByRole('group', { name: 'Places nearby, nearest first' });
	await expect(found).toContainText('Hajin');
	await expect(found).not.toContainText('Raqqa');
	const layer = new URL(page.url()).searchParams.get('around')?.split(',')[0] ?? '';
	const { features } = await analyst.asks(`/api/places.geojson?around=${layer},0,0`);
	await expect(page.getByText(`${features.length} places inside it or touching it`)).toBeVisible();

	await page.getByLabel('Radius in kilometres').fill('300');
	await page.getByLabel('Radius in kilometres').press('Enter');
	const wider = page.getByText(/^\d+ places within 300 km$/);
	await expect(wider).toBeVisible();
	await expect(found).toContainText(/\d km/);
	const address = page.url();
	await page.goto('about:blank');
	await page.goto(address);
	await expect(wider).toBeVisible();
	await page.getByRole('button', { name: 'Stop measuring' }).click();
	await expect(page).not.toHaveURL(/around=/);
});

test('a layer is added, named, coloured, hidden and taken away by keyboard', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open();
	await openList(page);
	await page.getByTestId('layer-files').setInputFiles({
		...{ name: 'posts.gpx', mimeType: 'application/gpx+xml' },
		buffer: Buffer.from(posts),
	});
	const name = page.getByRole('textbox', { name: 'Name of posts' });
	await expect(name).toHaveValue('posts');
	await name.fill('Border posts');
	await name.press('Enter');
	await page.getByLabel('Colour of Border posts').fill('#aa0000');
	const kept = async () =>
		(await analyst.asks('/api/layers')).layers.find(
			(layer: { name: string }) => layer.name === 'Border posts',
		);
	await expect.poll(async () => (await kept())?.colour).toBe('#aa0000');
	await page.getByRole('button', { name: '1 feature' }).press('Enter');
	await page.getByRole('button', { name: 'Post 3' }).press('Enter');
	const card = page.getByRole('dialog', { name: 'Post 3' });
	await card.getByLabel('Places within').fill('60');
	await card.getByRole('button', { name: 'Show' }).press('Enter');
	await expect(page.getByRole('group', { name: 'Places nearby, nearest first' })).toContainText(
		'Hajin',
	);

	await openList(page);
	await page.getByRole('checkbox', { name: 'Show Border posts' }).press('Space');
	await expect.poll(async () => (await kept())?.shown).toBe(false);
	await page.getByRole('button', { name: 'Remove Border posts' }).press('Enter');
	await expect(name).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.poll(kept).toBeTruthy();
});

test('a file that cannot be drawn says why and what to do', async ({ analyst }) => {
	const { page } = analyst;
	analyst.expects(/422/);
	await analyst.open();
	const metres = zones.replaceAll('40.6', '4520000');
	await drop(page, 'main', { 'metres.geojson': metres });
	await expect(
		page.getByRole('status').filter({
			hasText: /metres\.geojson feature 1 has the longitude 4520000.*reproject the file/,
		}),
	).toBeVisible();
	expect(
		(await analyst.asks('/api/layers')).layers.filter(
			(layer: { name: string }) => layer.name === 'metres',
		),
	).toEqual([]);
});

test('a table of documents with coordinates stays a table of documents', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	await drop(page, 'main', {
		'articles.csv': 'title,text,lon,lat\nDusk,"In Odesa the lights came on at five.",30.7,46.5\n',
	});
	await page.getByRole('button', { name: 'Import the table' }).click();
	await expect
		.poll(async () => (await analyst.asks('/api/documents?q=Odesa')).items[0]?.title)
		.toBe('Dusk');
	expect(JSON.stringify(await analyst.asks('/api/layers'))).not.toContain('articles');
});
