import { expect, test } from './analyst.ts';

test('a pasted link restores viewport, selection, radius and language', async ({ analyst }) => {
	const { page } = analyst;
	const { features } = await analyst.asks('/api/places.geojson?q=Mayadin');
	const { id } = features.find(
		({ properties }: { properties: { name: string } }) => properties.name === 'Mayadin',
	).properties;
	await analyst.open(
		`?lang=nl&map=7.5/34.9/40.5&place=${encodeURIComponent(id)}&near=40.45,35.02,120`,
	);
	expect(await analyst.zoom()).toBeCloseTo(7.5, 1);
	const [lon, lat] = await analyst.center();
	expect(lon).toBeCloseTo(40.5, 2);
	expect(lat).toBeCloseTo(34.9, 2);
	await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
	await expect(page.getByRole('heading', { name: 'Mayadin' })).toBeVisible();
	await expect(page.getByRole('spinbutton', { name: 'Straal in kilometer' })).toHaveValue('120');
	await expect(page.getByText(/plaatsen binnen 120 km/)).toBeVisible();
});

test('moving the map is kept in the address', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open('?lang=en&map=6/34.5/41');
	await analyst.map.locator('canvas').focus();
	await page.keyboard.press('ArrowRight');
	await expect(async () => expect((await analyst.center())[0]).toBeGreaterThan(41.1)).toPass();
	await analyst.rest();
	await expect(async () => {
		const [lon, lat] = await analyst.center();
		const kept = new URL(page.url()).searchParams.get('map');
		expect(kept?.split('/').map(Number)).toEqual([6, lat, lon]);
	}).toPass();

	await page.keyboard.press('Equal');
	await expect(async () => expect(await analyst.zoom()).toBeCloseTo(7, 1)).toPass();
	await page.keyboard.press('Shift+ArrowRight');
	await expect(analyst.map).not.toHaveAttribute('data-bearing', '0.0');
});

test('back and forward go over what was chosen', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	const pane = page.getByRole('region', { name: 'Reading' });
	const most = pane.getByRole('button', { name: /^Baghdad/ });
	await most.click();
	await expect(pane.getByRole('heading', { name: 'Baghdad' })).toBeVisible();
	await pane.getByRole('article').first().getByRole('button').click();
	await expect(page.getByRole('region', { name: 'Full text' })).toBeVisible();
	await page.goBack();
	await expect(pane.getByRole('heading', { name: 'Baghdad' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Full text' })).toHaveCount(0);
	await page.goBack();
	await expect(most).toBeVisible();
	await page.goForward();
	await page.goForward();
	await expect(page.getByRole('region', { name: 'Full text' })).toBeVisible();
});

test('words in the search field narrow documents, places and map', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	const list = page.getByRole('group', { name: 'Documents, newest first' });
	const { items: all } = await analyst.asks('/api/documents');
	const { items } = await analyst.asks('/api/documents?q=Beira');
	const isFound = ({ id }: { id: string }) => items.some((one: { id: string }) => one.id === id);
	const { title } = all.find((one: { id: string }) => !isFound(one));
	const other = list.getByRole('button', { name: title });
	await expect(other.first()).toBeVisible();
	await page.getByRole('searchbox', { name: 'Search the documents' }).fill('Beira');
	await expect(page).toHaveURL(/q=Beira/);
	await expect(other).toHaveCount(0);
	await expect(list.getByRole('listitem')).toHaveCount(items.length);

	await page.getByRole('searchbox', { name: 'Search the documents' }).fill('qwertyuiop');
	await expect(page.getByText('No document contains all of these words.')).toBeVisible();
	await page.reload();
	await expect(page.getByRole('searchbox')).toHaveValue('qwertyuiop');
	await page.getByRole('button', { name: 'Clear the search' }).first().click();
	await expect(other.first()).toBeVisible();
	await expect(page).not.toHaveURL(/q=/);
});

test('what was searched is listed by how much it says, and a link keeps that', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open('?lang=en&q=river');
	const { items } = await analyst.asks('/api/documents?q=river&order=relevance');
	expect(items.length).toBeGreaterThan(1);
	const order = page.getByRole('group', { name: 'Order of the documents' });
	const best = order.getByRole('button', { name: 'Best match first' });
	await expect(best).toHaveAttribute('aria-pressed', 'false');
	await best.press('Enter');
	await expect(page).toHaveURL(/order=relevance/);
	await expect(best).toHaveAttribute('aria-pressed', 'true');
	const list = page.getByRole('group', { name: 'Documents, best match first' });
	await expect(list.getByRole('listitem').first()).toContainText(items[0].title);
	await page.reload();
	await expect(list.getByRole('listitem').first()).toContainText(items[0].title);
	await order.getByRole('button', { name: 'Newest first' }).click();
	const newest = page.getByRole('group', { name: 'Documents, newest first' });
	const [{ title }] = (await analyst.asks('/api/documents?q=river')).items;
	await expect(newest.getByRole('listitem').first()).toContainText(title);
	await expect(page).not.toHaveURL(/order=/);
});

test('the reader chooses the language; names follow it', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open('?lang=en');
	await expect(page.getByRole('button', { name: /^Syria Country/ })).toBeVisible();
	await page.getByRole('button', { name: 'Language and theme' }).click();
	await page.getByRole('radio', { name: 'Nederlands' }).check();
	await expect(page).toHaveURL(/lang=nl/);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: /^Syrië Land/ })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Importeren' })).toBeVisible();
});
