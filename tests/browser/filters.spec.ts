import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './analyst.ts';

// A corpus that no other test adds to: made-up news of many publishers, in several languages.
test.use({ madeUp: 300 });

test('the lists and the map are narrowed, and each choice says what it would leave', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open();
	await page.getByRole('button', { name: 'Filters', exact: true }).click();
	const filters = page.getByRole('region', { name: 'Filters' });
	const { language, source } = await analyst.asks('/api/facets');
	const [, second] = language;
	const name = new Intl.DisplayNames('en', { type: 'language' }).of(second.value);
	const languages = filters.getByLabel('Language');
	await expect(languages.getByRole('option')).toHaveCount(language.length + 1);
	const option = `${name} (${second.mentions.toLocaleString('en')})`;
	await languages.selectOption(option);
	await expect(page).toHaveURL(new RegExp(`language=${second.value}`));
	const { items } = await analyst.asks(`/api/documents?language=${second.value}`);
	const documents = page.getByRole('group', { name: 'Documents, newest first' });
	await expect(documents).toContainText(items[0].title);

	// The others are counted under it; itself it still offers all.
	const under = await analyst.asks(`/api/facets?language=${second.value}`);
	const publishers = filters.getByLabel('Publisher');
	const [desk] = under.source;
	const alone = source.find(({ value }: { value: string }) => value === desk.value);
	expect(alone === undefined || desk.mentions < alone.mentions).toBe(true);
	await expect(publishers).toContainText(`${desk.value} (${desk.mentions.toLocaleString('en')})`);
	await expect(languages.getByRole('option')).toHaveCount(language.length + 1);
	await publishers.selectOption(desk.value);
	await expect(page.getByRole('button', { name: 'Filters: 2 in force' })).toBeVisible();
	await analyst.rest();
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
		[],
	);

	// A pasted link shows the same, and one step back takes the last choice away.
	const address = page.url();
	await page.goto('about:blank');
	await page.goto(address);
	await expect(publishers).toHaveValue(desk.value);
	await filters.getByRole('button', { name: 'Show everything again' }).click();
	await expect(page).not.toHaveURL(/language=|source=/);
	await expect(filters.getByLabel('Language')).toHaveValue('');
});

test('filters that leave nothing are told and taken back', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open('?lang=nl&language=tr&source=Nobody');
	await expect(page.getByRole('region', { name: 'Filters' }).getByLabel('Uitgever')).toHaveValue(
		'Nobody',
	);
	await page.getByRole('button', { name: 'Toon weer alles' }).last().click();
	await expect(page.getByRole('group', { name: /Documenten/ })).toBeVisible();
});
