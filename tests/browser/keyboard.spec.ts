import type { Locator } from '@playwright/test';
import { expect, test } from './analyst.ts';

test('from the page to a mention and back, without a mouse', async ({ analyst }) => {
	await analyst.open();
	const { page } = analyst;
	const { keyboard } = page;
	const pane = page.getByRole('region', { name: 'Reading' });
	const reach = async (goal: Locator, most = 20) => {
		for (
			let i = 0;
			i < most && !(await goal.evaluate((it) => it === document.activeElement));
			i++
		) {
			await keyboard.press('Tab');
		}
		await expect(goal).toBeFocused();
	};

	// One key past everything else, however long the lists are.
	await keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Skip to the reading pane' })).toBeFocused();
	await keyboard.press('Enter');
	await expect(pane).toBeFocused();

	await reach(pane.getByRole('button', { name: /^Baghouz/ }));
	await keyboard.press('Enter');
	await expect(pane.getByRole('heading', { name: 'Baghouz' })).toBeFocused();
	await reach(pane.getByRole('button', { name: /^A town of tents/ }));
	await keyboard.press('Enter');
	await expect(pane.getByRole('heading', { name: 'A town of tents at Al-Hol' })).toBeFocused();

	const syria = page
		.getByRole('region', { name: 'Full text' })
		.getByRole('link', { name: 'Syria' });
	await reach(syria.first());
	await keyboard.press('Enter');
	const card = page.getByRole('region', { name: 'Mention' });
	await expect(card.getByRole('heading', { name: 'Syria' })).toBeFocused();
	await reach(card.getByRole('button', { name: 'Confirm' }));

	await keyboard.press('Escape');
	await expect(card).toHaveCount(0);
	await expect(syria.first()).toBeFocused();
	await keyboard.press('Escape');
	await expect(pane.getByRole('heading', { name: 'Baghouz' })).toBeFocused();
	await keyboard.press('Escape');
	await expect(pane.getByRole('heading', { name: 'Read the map' })).toBeVisible();
	await expect(pane).toBeFocused();
});

test('what floats above the page gives the focus back', async ({ analyst }) => {
	await analyst.open();
	const { page } = analyst;
	for (const name of ['Import', 'Export', 'Language and theme', 'Layers']) {
		const button = page.getByRole('button', { name, exact: true });
		await button.press('Enter');
		await expect(button).not.toBeFocused();
		await page.keyboard.press('Escape');
		await expect(button).toBeFocused();
	}
});

test('a deleted document leaves the focus in the list', async ({ analyst }) => {
	await analyst.knows({ title: 'Soon gone', text: 'Mayadin was calm.', published: '2031-01-01' });
	await analyst.open();
	const { page } = analyst;
	await page.getByRole('button', { name: 'Delete Soon gone' }).press('Enter');
	await expect(page.getByRole('button', { name: /^Soon gone/ })).toHaveCount(0);
	const lists = page.getByRole('complementary', { name: 'Lists' });
	await expect(lists.locator(':focus').or(lists).and(page.locator(':focus'))).toBeVisible();
});
