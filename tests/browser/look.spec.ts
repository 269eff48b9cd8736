import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './analyst.ts';

/** What axe finds that keeps somebody out. */
async function barriers(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`in the ${colorScheme} theme`, () => {
		test.use({ colorScheme });

		test('nothing keeps anybody out, whatever is open', async ({ analyst }) => {
			const { page } = analyst;
			await analyst.open('?lang=en&near=40.96,34.45,200');
			expect(await barriers(page)).toEqual([]);
			await page.getByRole('tab', { name: 'Documents' }).click();
			await page.getByRole('searchbox').fill('yellow flags');
			await page.getByRole('button', { name: /^Yellow flags/ }).click();
			const text = page.getByRole('region', { name: 'Full text' });
			await text.getByRole('link', { name: 'Hajin' }).click();
			await expect(page.getByRole('region', { name: 'Mention' })).toBeVisible();
			expect(await barriers(page)).toEqual([]);
			for (const name of ['Import', 'Export']) {
				await page.getByRole('button', { name, exact: true }).click();
				await expect(page.getByRole('dialog')).toBeVisible();
				expect(await barriers(page)).toEqual([]);
				await page.keyboard.press('Escape');
			}
		});

		test('the ground of the map follows the theme', async ({ analyst, page }) => {
			await analyst.open('?lang=en&map=3/0/-30');
			const brightness = await page.evaluate(() => {
				const [, ...rgb] =
					/(\d+), (\d+), (\d+)/.exec(
						getComputedStyle(document.body.parentElement!).backgroundColor,
					) ?? [];
				return rgb.reduce((sum, part) => sum + Number(part), 0) / 3;
			});
			if (colorScheme === 'dark') expect(brightness).toBeLessThan(60);
			else expect(brightness).toBeGreaterThan(200);
		});
	});
}

const sizes = [
	{ width: 360, height: 740 },
	{ width: 768, height: 1024 },
	{ width: 1440, height: 900 },
	{ width: 3840, height: 2160 },
];

for (const viewport of sizes) {
	test.describe(`on a screen of ${viewport.width} pixels`, () => {
		test.use({ viewport });

		test('the page fits, and map and text are both in reach', async ({ analyst }) => {
			const { page } = analyst;
			await analyst.open('?lang=nl');
			const width = () => page.evaluate(() => document.documentElement.scrollWidth);
			expect(await width()).toBeLessThanOrEqual(viewport.width);
			const map = await analyst.map.boundingBox();
			expect(map?.width).toBeGreaterThanOrEqual(Math.min(viewport.width, 360));

			const reading = page.getByRole('navigation').getByRole('button', { name: 'Lezen' });
			if (await reading.isVisible()) await reading.click();
			const most = page
				.getByRole('region', { name: 'Lezen' })
				.getByRole('button', { name: /^Syrië/ });
			await most.click();
			await expect(page.getByRole('heading', { name: 'Syrië' })).toBeInViewport();
			await page.getByRole('article').first().getByRole('button').click();
			await expect(page.getByRole('region', { name: 'Hele tekst' })).toBeInViewport();
			expect(await width()).toBeLessThanOrEqual(viewport.width);
			if (viewport.width < 640) expect(await barriers(page)).toEqual([]);
		});
	});
}

test('nothing jumps while the page loads', async ({ analyst }) => {
	const { page } = analyst;
	await page.addInitScript(() => {
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const { value, hadRecentInput } = entry as PerformanceEntry & {
					value: number;
					hadRecentInput: boolean;
				};
				const seen = globalThis as unknown as { shifted?: number };
				if (!hadRecentInput) seen.shifted = (seen.shifted ?? 0) + value;
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await analyst.open();
	const shifted = await page.evaluate(
		() => (globalThis as unknown as { shifted?: number }).shifted ?? 0,
	);
	expect(shifted).toBeLessThan(0.05);
});
