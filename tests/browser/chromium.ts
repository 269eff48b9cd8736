/** Finds a Chromium to test with; never downloads one. */
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';

const system = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium: CHROMIUM_PATH, Playwright's own, a system one, or the one that the npm
 * package `@sparticuz/chromium` carries (Linux x64).
 * @throws {Error} saying what to install where none is found.
 */
export async function findChromium(): Promise<string> {
	const { CHROMIUM_PATH } = process.env;
	if (CHROMIUM_PATH) {
		if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
		throw new Error(`CHROMIUM_PATH is ${CHROMIUM_PATH}, where there is no file.`);
	}
	const found = [chromium.executablePath(), ...system].find((path) => path && existsSync(path));
	if (found) return found;
	if (process.platform === 'linux' && process.arch === 'x64') return unpackCarried();
	throw new Error(
		'No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to its executable.',
	);
}

async function unpackCarried(): Promise<string> {
	const folder = resolve('node_modules/.cache/chromium');
	mkdirSync(folder, { recursive: true });
	process.env.TMPDIR = folder;
	const { default: carried } = await import('@sparticuz/chromium');
	return carried.executablePath();
}

/** Software WebGL 2, and no host but this machine's. */
export const chromiumArgs = [
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--no-sandbox',
	'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];
