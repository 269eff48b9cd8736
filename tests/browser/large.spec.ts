import { expect, test } from './analyst.ts';

test.use({ madeUp: 1500 });

test('a corpus of many places is drawn from tiles, and each place can be reached', async ({
	analyst,
}) => {
	const { page } = analyst;
	const tiles: number[] = [];
	page.on('response', (response) => {
		if (response.url().includes('/api/tiles/places/')) tiles.push(response.status());
	});
	await analyst.open();
	expect(tiles.length).toBeGreaterThan(0);
	expect(tiles.every((status) => [200, 204, 304].includes(status))).toBe(true);

	// The place named last of all is not in the list that the page has.
	const { features } = await analyst.asks('/api/places.geojson');
	expect(features.length).toBeGreaterThan(5001);
	const { id, name, mentionCount, lon, lat } = features.at(-1).properties;
	await analyst.open(`?lang=en&place=${id}`);
	await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
	await expect(page.locator('mark').first()).toBeVisible();
	expect(mentionCount).toBeGreaterThan(0);
	const [centerLon, centerLat] = await analyst.center();
	expect(centerLon).toBeCloseTo(lon, 0);
	expect(centerLat).toBeCloseTo(lat, 0);

	// Its dot can be clicked like any other.
	await analyst.open(`?lang=en&map=15/${lat}/${lon}`);
	await expect(page.getByRole('heading', { name: 'Read the map' })).toBeVisible();
	await analyst.clickAt(lon, lat);
	await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
});

test('a mark that gathers places opens when it is clicked', async ({ analyst }) => {
	// The centre of a mark is where most mentions are: at the most mentioned place.
	const { features } = await analyst.asks('/api/places.geojson?limit=1');
	const { lon, lat } = features[0].properties;
	await analyst.open(`?lang=en&map=3/${lat}/${lon}`);
	const zoom = async () => Number(await analyst.map.getAttribute('data-zoom'));
	await analyst.clickAt(lon, lat);
	await expect.poll(zoom).toBeGreaterThan(4);
	await analyst.rest();
});

test('words narrow the tiles as they narrow the lists', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	// The request, for its answer is not waited for once the places found are few enough to be listed.
	const narrowed = page.waitForRequest(/\/api\/tiles\/places\/.*q=ziekenhuis/);
	const search = page.getByRole('searchbox').first();
	await search.fill('ziekenhuis');
	await search.press('Enter');
	const tile = await page.request.get((await narrowed).url());
	expect([200, 204]).toContain(tile.status());
	await analyst.rest();
});
