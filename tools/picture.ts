/**
 * Takes the picture of the workbench in the README, from the built page and the demonstration
 * corpus: `node_modules/.bin/node tools/picture.ts`.
 */
import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from '../tests/browser/chromium.ts';
import { startServer } from '../tests/browser/server.ts';

const baghouz = 'lang=en&place=gn:171944&near=40.99226,34.43221,200';

const server = await startServer();
const browser = await chromium.launch({
	executablePath: await findChromium(),
	args: chromiumArgs,
});
try {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(`${server.url}/?${baghouz}`);
	await page.getByRole('tab', { name: 'Nearby' }).click();
	await page.locator('[data-testid=map][data-idle=true]').waitFor();
	await page.screenshot({ path: 'docs/workbench.png' });
} finally {
	await browser.close();
	await server.stop();
}
