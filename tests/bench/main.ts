/**
 * `npm run bench`: what an analyst feels, printed. Figures are medians of repeated runs on this
 * machine; only ratios from one run compare two things.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from '../browser/chromium.ts';
import { startServer } from '../browser/server.ts';
import { importRate } from './import.ts';
import { loadGeoparser } from '#lib/server/geoparser.ts';

const median = (values: number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function row(what: string, figure: number, unit: string, digits = 0): void {
	const shown = figure.toLocaleString('en', { maximumFractionDigits: digits });
	console.log(`${what.padEnd(48)} ${shown.padStart(10)} ${unit}`);
}

/** Runs `task` over and over for about `ms`, after one warm-up; returns runs per second. */
function perSecond(task: () => void, ms = 3000): number {
	task();
	const began = performance.now();
	let runs = 0;
	while (performance.now() - began < ms) {
		task();
		runs += 1;
	}
	return (runs / (performance.now() - began)) * 1000;
}

function benchGeoparser(): void {
	const began = performance.now();
	const geoparse = loadGeoparser();
	row('geoparser and gazetteer ready', performance.now() - began, 'ms');
	const texts = readdirSync('geodata/documents')
		.filter((name) => name.endsWith('.md'))
		.map((name) => readFileSync(join('geodata/documents', name), 'utf8'));
	const characters = texts.reduce((sum, text) => sum + text.length, 0);
	const rounds = perSecond(() => texts.forEach((text) => geoparse(text)));
	row(`demonstration articles geoparsed (${texts.length})`, rounds * texts.length, 'articles/s');
	row('  the same in text', (rounds * characters) / 1000, 'thousand characters/s');
	row('resident memory', process.memoryUsage.rss() / 1e6, 'MB');
}

function benchBundle(): void {
	const root = 'build/client/_app/immutable';
	const files = (readdirSync(root, { recursive: true }) as string[])
		.filter((name) => /\.(m?js|css)$/.test(name))
		.map((name) => ({ name, bytes: readFileSync(join(root, name)) }));
	const sizes = (what: string, pattern: RegExp) => {
		const some = files.filter(({ name }) => pattern.test(name));
		const total = (size: (bytes: Buffer) => number) =>
			some.reduce((sum, { bytes }) => sum + size(bytes), 0) / 1000;
		row(
			what,
			total(({ length }) => length),
			'kB',
		);
		row(
			'  the same, gzipped',
			total((bytes) => gzipSync(bytes).length),
			'kB',
		);
	};
	sizes('client scripts', /^(?!workers).*\.m?js$/);
	sizes('client styles', /\.css$/);
	sizes('map worker', /^workers.*\.m?js$/);
}

async function benchPage(): Promise<void> {
	const began = performance.now();
	const server = await startServer();
	row('server ready, demonstration corpus made', performance.now() - began, 'ms');
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: chromiumArgs,
	});
	try {
		const idle: number[] = [];
		for (let run = 0; run < 5; run++) {
			const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
			const began = performance.now();
			await page.goto(server.url);
			await page.locator('[data-testid="map"][data-idle="true"]').waitFor();
			idle.push(performance.now() - began);
			await page.close();
		}
		row('first map idle, software rendering', median(idle), 'ms');
	} finally {
		await browser.close();
		await server.stop();
	}
}

console.log(
	`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`,
);
benchGeoparser();
benchBundle();
row('10,000 documents of 1,500 characters imported', await importRate(10_000), 'documents/s');
await benchPage();
