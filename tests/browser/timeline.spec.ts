import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './analyst.ts';

// A corpus that no other test adds to: ten years of made-up news.
test.use({ madeUp: 300 });

test('a stretch of time is chosen by its bars, and map, lists and excerpts keep to it', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open();
	const documents = page.getByRole('group', { name: 'Documents, newest first' });
	const [newest] = (await analyst.asks('/api/documents')).items;
	await expect(documents).toContainText(newest.title);
	await page.getByRole('button', { name: 'Timeline', exact: true }).click();
	const timeline = page.getByRole('region', { name: 'Timeline' });
	const march = timeline.getByRole('button', { name: /^March\s2019: / });
	await expect(march).toHaveAccessibleName(/\d+ mentions?, \d+ documents?$/);
	await march.click();
	await expect(march).toHaveAttribute('aria-pressed', 'true');
	await expect(documents).not.toContainText(newest.title);
	const asked = '/api/documents?datetime=2019-03/2019-03';
	const { items } = await analyst.asks(asked);
	expect(items.length).toBeGreaterThan(0);
	await expect(documents.getByRole('listitem')).toHaveCount(items.length);
	await expect(page).toHaveURL(/datetime=2019-03%2F2019-03/);
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
		[],
	);

	const address = page.url();
	await page.goto('about:blank');
	await page.goto(address);
	await expect(timeline.getByLabel('From', { exact: true })).toHaveValue('2019-03-01');
	await expect(timeline.getByLabel('To', { exact: true })).toHaveValue('2019-03-31');
	await expect(documents).not.toContainText(newest.title);
	await timeline.getByRole('button', { name: 'All times' }).click();
	await expect(documents).toContainText(newest.title);
});

test('the bars are walked by keyboard, and Shift takes a stretch', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open('?lang=en&datetime=2019-03/2019-03');
	const timeline = page.getByRole('region', { name: 'Timeline' });
	const march = timeline.getByRole('button', { name: /^March\s2019: / });
	await march.focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Shift+Enter');
	await expect(page).toHaveURL(/datetime=2019-03%2F2019-05/);
	await expect(timeline.getByLabel('To', { exact: true })).toHaveValue('2019-05-31');
	await timeline.getByLabel('From', { exact: true }).fill('2019-04-10');
	await expect(page).toHaveURL(/datetime=2019-04-10%2F2019-05/);
	await timeline.getByRole('button', { name: 'Close the timeline' }).click();
	await expect(timeline).toHaveCount(0);
});
