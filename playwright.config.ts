import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './tests/browser/chromium.ts';

export default defineConfig({
	testDir: 'tests/browser',
	testMatch: '*.spec.ts',
	outputDir: 'test-results/browser',
	// Every worker starts a server of its own on a corpus of its own (tests/browser/server.ts).
	workers: 2,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	forbidOnly: Boolean(process.env.CI),
	retries: 0,
	use: {
		viewport: { width: 1280, height: 800 },
		trace: 'retain-on-failure',
		launchOptions: { executablePath: await findChromium(), args: chromiumArgs },
	},
});
