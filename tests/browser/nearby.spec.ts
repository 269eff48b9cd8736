import { check } from '@placemarkio/check-geojson';
import { expect, test } from './analyst.ts';

const point = { lon: 40.96, lat: 34.45 };

test('what lies within a radius is listed by distance, and selects on the map', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open(`?lang=en&near=${point.lon},${point.lat},200`);
	const results = page.getByRole('group', { name: 'Places nearby, nearest first' });
	await expect(results.getByRole('button').first()).toBeVisible();
	const { features } = await analyst.asks(`/api/places.geojson?near=${point.lon},${point.lat},200`);
	await expect(page.getByText(`${features.length} places within 200 km`)).toBeVisible();

	const distances = async () =>
		(await results.getByRole('button').allInnerTexts()).map((text) => {
			const [, km] = /([\d.,]+) km/.exec(text) ?? [];
			return km ? Number(km.replace(',', '')) : 0;
		});
	const all = await distances();
	expect(all).toEqual(all.toSorted((a, b) => a - b));
	// Mayadin is 78 km north-west of this point of Baghouz.
	await expect(results.getByRole('button', { name: /Mayadin/ })).toHaveText(/7\d km\s*north-west/);

	const mayadin = results.getByRole('button', { name: /Mayadin/ });
	await mayadin.click();
	await expect(page.getByRole('heading', { name: 'Mayadin' })).toBeVisible();
	await expect(mayadin).toHaveAttribute('aria-current', 'true');
	await expect(page.getByText(/Mayadin is 7\d km .*north-west of/)).toBeVisible();
});

test('slider and field set the same radius, which the address keeps', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open(`?lang=en&near=${point.lon},${point.lat},200`);
	const field = page.getByRole('spinbutton', { name: 'Radius in kilometres' });
	await field.fill('60');
	await field.press('Enter');
	await expect(page).toHaveURL(/near=[\d.,%C-]+60(&|$)/);
	const few = await page.getByText(/places? within 60 km/).innerText();

	const slider = page.getByRole('slider', { name: 'Radius', exact: true });
	await slider.press('End');
	await expect(field).toHaveValue('2000');
	await expect(page.getByText(/places within 2,000 km/)).toBeVisible();
	expect(Number.parseInt(few)).toBeLessThan(
		Number.parseInt(await page.getByText(/places within 2,000 km/).innerText()),
	);
	await field.fill('99999');
	await field.press('Enter');
	await expect(field).toHaveValue('2000');
});

test('the nearest so many are asked for, however far they are', async ({ analyst }) => {
	const { page } = analyst;
	// The middle of the South Pacific.
	await analyst.open('?lang=en&near=-140,-40,50');
	await expect(page.getByText(/No place of your documents lies within 50 km/)).toBeVisible();
	await page.getByRole('combobox', { name: 'Show' }).selectOption('5');
	await expect(page.getByText('The nearest 5 places')).toBeVisible();
	const results = page.getByRole('group', { name: 'Places nearby, nearest first' });
	await expect(results.getByRole('button')).toHaveCount(5);
	await expect(page).toHaveURL(/nearest=5/);
});

test('any point of the map can be measured from', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open(`?lang=en&map=7/${point.lat}/${point.lon}`);
	await page.getByRole('tab', { name: 'Nearby' }).click();
	await page.getByRole('button', { name: 'Pick a point' }).click();
	await analyst.clickAt(40.2, 34.0);
	await expect(page.getByRole('heading', { name: /From 3[34]\.\d+° N, 40\.\d+° E/ })).toBeVisible();
	await page.getByRole('button', { name: 'Stop measuring' }).click();
	await expect(page).not.toHaveURL(/near=/);

	await analyst.clickAt(40.5, 34.2, 'right');
	await page.getByRole('button', { name: 'What is near here' }).click();
	await expect(page).toHaveURL(/near=40\.\d+%2C34\.\d+%2C200/);
});

test('a country counts as near when its outline is', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open(`?lang=en&near=${point.lon},${point.lat},30`);
	const results = page.getByRole('group', { name: 'Places nearby, nearest first' });
	// The point lies in Syria, and a few kilometres from Iraq, whose middle is far away.
	await expect(results.getByRole('button', { name: /^Syria/ })).toContainText('inside it');
	await expect(results.getByRole('button', { name: /^Iraq/ })).toContainText(/\d km/);
});

test('what lies near is taken home as valid GeoJSON', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open(`?lang=en&near=${point.lon},${point.lat},200`);
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('radio', { name: /What lies within 200 km/ }).check();
	const { text } = await analyst.downloads(() =>
		page.getByRole('link', { name: 'Download' }).click(),
	);
	expect(check(text).type).toBe('FeatureCollection');
	const names = JSON.parse(text).features.map(
		({ properties }: { properties: { name: string } }) => properties.name,
	);
	expect(names).toContain('Baghouz');
	expect(names).not.toContain('Moscow');
});
