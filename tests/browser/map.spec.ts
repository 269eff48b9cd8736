import { expect, test } from './analyst.ts';

test('zoom, compass, globe, scale, full screen and the sources are at hand', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open('?lang=en&map=5/34.5/41');
	await page.getByRole('button', { name: 'Zoom in' }).click();
	await expect(async () => expect(await analyst.zoom()).toBeCloseTo(6, 1)).toPass();
	await page.getByRole('button', { name: 'Zoom out' }).click();
	await expect(async () => expect(await analyst.zoom()).toBeCloseTo(5, 1)).toPass();

	await analyst.map.locator('canvas').focus();
	await page.keyboard.press('Shift+ArrowRight');
	await expect(analyst.map).not.toHaveAttribute('data-bearing', '0.0');
	await page.getByRole('button', { name: 'Turn north up' }).click();
	await expect(analyst.map).toHaveAttribute('data-bearing', /^-?0\.0$/);

	await page.getByRole('button', { name: 'Show a globe' }).click();
	await expect(analyst.map).toHaveAttribute('data-projection', 'globe');
	await expect(page).toHaveURL(/projection=globe/);
	await page.getByRole('button', { name: 'Show a flat map' }).click();
	await expect(analyst.map).toHaveAttribute('data-projection', 'mercator');

	await expect(analyst.map.locator('.maplibregl-ctrl-scale')).toHaveText(/\d+\skm/);
	await expect(page.getByRole('link', { name: 'GeoNames' })).toBeVisible();
	await page.getByRole('button', { name: 'Full screen' }).click();
	await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
});

test('layers are switched off and faded', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open('?lang=en&map=5/34.5/41');
	const seen = () => analyst.map.locator('canvas').screenshot();
	const all = await seen();
	await page.getByRole('button', { name: 'Layers' }).click();
	const areas = page.getByRole('checkbox', { name: 'Countries and regions' });
	await areas.uncheck();
	await page.keyboard.press('Escape');
	await analyst.rest();
	const fewer = await seen();
	expect(fewer.equals(all)).toBe(false);

	await page.getByRole('button', { name: 'Layers' }).click();
	await page.getByRole('slider', { name: 'Opacity of Places' }).press('Home');
	await expect(page.getByRole('slider', { name: 'Opacity of Places' })).toHaveValue('10');
	await page.keyboard.press('Escape');
	await analyst.rest();
	expect((await seen()).equals(fewer)).toBe(false);
});

test('crowded places gather, and a click on the crowd opens it', async ({ analyst }) => {
	await analyst.open('?lang=en&map=3/34.5/41');
	// Baghouz and the villages around it lie within a few pixels at this zoom.
	await analyst.clickAt(40.96, 34.45);
	await expect(async () => expect(await analyst.zoom()).toBeGreaterThan(3.5)).toPass();
});

test('places above each other can each be reached', async ({ analyst }) => {
	const { page } = analyst;
	// The desert of Al Anbar is a province of Iraq: a click there can mean either.
	await analyst.open('?lang=en&map=7/32.6/40.6');
	const chooser = page.getByRole('dialog', { name: 'Several places here' });
	const heading = page.getByRole('region', { name: 'Reading' }).getByRole('heading', { level: 2 });
	for (const name of ['Iraq', 'Al Anbar']) {
		await analyst.clickAt(40.6, 32.6);
		await chooser.getByRole('button', { name: new RegExp(`^${name} \\d+ mention`) }).click();
		await expect(heading).toHaveText(name);
	}
	await analyst.clickAt(40.6, 32.6);
	await expect(chooser.getByRole('button').first()).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(chooser).toHaveCount(0);
});
