import { expect, test } from './analyst.ts';

const baghouz = { lon: 40.96, lat: 34.45 };

test('selecting a place lists its excerpts, newest first, the mention highlighted', async ({
	analyst,
}) => {
	await analyst.knows({
		title: 'A market opens',
		text: 'In Mayadin a market opened. People from Mayadin sold bread there.',
		source: 'Valley Post',
		url: 'https://example.org/market',
		published: '2021-05-02',
	});
	await analyst.open();
	const { page } = analyst;
	await page.getByRole('tab', { name: 'Places' }).click();
	await page.getByLabel('Find a place in the list').fill('mayadin');
	await page.getByRole('button', { name: /^Mayadin/ }).click();

	const pane = page.getByRole('region', { name: 'Reading' });
	await expect(pane.getByRole('heading', { name: 'Mayadin' })).toBeVisible();
	const excerpts = pane.getByRole('article');
	await expect(excerpts.first()).toContainText('A market opens');
	await expect(excerpts.first().locator('mark')).toHaveText('Mayadin');
	await expect(excerpts.first().getByRole('link', { name: 'Valley Post' })).toHaveAttribute(
		'href',
		'https://example.org/market',
	);
	const dates = await excerpts
		.locator('time')
		.evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
	expect(new Set(dates).size).toBeGreaterThan(1);
	expect(dates).toEqual(dates.toSorted().toReversed());
});

test('an excerpt opens the full text at its mention; every other mention leads on', async ({
	analyst,
}) => {
	const { page } = analyst;
	const filler = 'Nothing more was said that day, and nobody asked. '.repeat(12);
	const text = [
		'Hajin fell in December.',
		...Array.from({ length: 30 }, () => filler),
		'The road went on to Baghouz.',
		filler,
		'Later the camp at Al-Hol was full.',
	].join('\n\n');
	const id = await analyst.knows({ title: 'A long road', text, published: '2021-06-01' });
	const { items } = await analyst.asks(`/api/mentions?document=${id}`);
	const place = items.find(
		({ mention }: { mention: { surface: string } }) => mention.surface === 'Baghouz',
	).mention.place.id;
	await analyst.open(`?lang=en&place=${encodeURIComponent(place)}`);

	await page.getByRole('article').filter({ hasText: 'A long road' }).getByRole('button').click();
	const reader = page.getByRole('region', { name: 'Full text' });
	const mention = reader.getByRole('link', { name: 'Baghouz' });
	await expect(mention).toBeInViewport();
	await expect(mention).toHaveAttribute('aria-current', 'true');

	await reader.getByRole('link', { name: 'Al-Hol' }).click();
	await expect(page).toHaveURL(/mention=/);
	await expect(page.getByRole('region', { name: 'Mention' })).toContainText('Al-Hol');
	await analyst.rest();
	await expect(async () => {
		const [lon, lat] = await analyst.center();
		expect(lon).toBeCloseTo(41.15, 0);
		expect(lat).toBeCloseTo(36.38, 0);
	}).toPass();
});

test('clicking a place on the map opens its excerpts; hovering names and counts it', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open(`?lang=en&map=11/${baghouz.lat}/${baghouz.lon}`);
	const places = await analyst.asks('/api/places.geojson?q=Baghuz');
	const { properties } = places.features.find(
		({ properties: { name } }: { properties: { name: string } }) => name === 'Baghouz',
	);
	const { x, y } = await analyst.pixelOf(properties.lon, properties.lat);
	await analyst.map.hover({ position: { x, y } });
	await expect(page.getByRole('tooltip')).toHaveText(/Baghouz\s*\d+ mentions/);
	await analyst.clickAt(properties.lon, properties.lat);
	await expect(page.getByRole('heading', { name: 'Baghouz' })).toBeVisible();
	await expect(page).toHaveURL(/place=/);
});

test('a mention says why it was taken for its place, and takes a correction', async ({
	analyst,
}) => {
	const { page } = analyst;
	const id = await analyst.knows({
		title: 'Two of that name',
		text: 'Tripoli was quiet. In Libya the port of Tripoli opened again.',
		published: '2021-07-01',
	});
	await analyst.open(`?lang=en&document=${id}`);
	const reader = page.getByRole('region', { name: 'Full text' });
	await reader.getByRole('link', { name: 'Tripoli' }).first().click();
	const card = page.getByRole('region', { name: 'Mention' });
	await expect(card.getByRole('heading', { name: 'Why this place' })).toBeVisible();
	await expect(card).toContainText(/\d+ % sure/);
	await expect(card).toContainText('The text also speaks of Libya');
	await card
		.getByRole('button', { name: /Use .+ instead/ })
		.first()
		.click();
	await expect(card).toContainText('Corrected');
	await card.getByRole('button', { name: 'Undo this judgement' }).click();
	await card.getByRole('button', { name: 'Reject' }).click();
	await expect(card).toContainText('Rejected');

	await page.reload();
	await expect(page.getByRole('region', { name: 'Mention' })).toContainText('Rejected');
	const { mentions } = await analyst.asks(`/api/documents/${id}`);
	expect(mentions[0].status).toBe('rejected');
});

test('a document’s words are never taken for markup', async ({ analyst }) => {
	const { page } = analyst;
	const id = await analyst.knows({
		title: '<img src=x onerror=alert(1)>',
		text: 'From Raqqa: <script>document.title = "broken"</script> & <b>bold</b>.',
		url: 'https://example.org/?a=1&b=<2>',
	});
	await analyst.open(`?lang=en&document=${id}`);
	await expect(page.getByRole('region', { name: 'Full text' })).toContainText('<b>bold</b>');
	await expect(page).toHaveTitle('Whereabouts');
	expect(await page.locator('img[src="x"]').count()).toBe(0);
});
