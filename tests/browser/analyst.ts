/** A person at the page: a server of their own, a browser that goes nowhere else, no error left unseen. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Locator, type Page, test as base, expect } from '@playwright/test';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { fill, madeUpDocuments } from '../bench/corpus.ts';
import { type RunningServer, startServer } from './server.ts';

export { expect };

/** A text that no other test imports, about places that the demonstration corpus also names. */
export interface Article {
	readonly text: string;
	readonly title?: string;
	readonly source?: string;
	readonly url?: string;
	readonly published?: string;
}

export class Analyst {
	readonly page: Page;
	readonly server: RunningServer;
	readonly map: Locator;
	readonly #expected: RegExp[] = [];

	constructor(page: Page, server: RunningServer) {
		this.page = page;
		this.server = server;
		this.map = page.getByTestId('map');
	}

	/** Opens the page, with `search` as in a pasted link, and waits for the map to come to rest. */
	async open(search = '?lang=en') {
		await this.page.goto(`${this.server.url}/${search}`);
		await this.rest();
	}

	/** Takes a message of the browser as part of the story: a refused request, say. */
	expects(message: RegExp) {
		this.#expected.push(message);
	}

	/** Is it a message that nobody expected? */
	readonly isUnexpected = (message: string) =>
		!this.#expected.some((pattern) => pattern.test(message));

	/** Waits until the map has drawn everything. */
	async rest() {
		await expect(this.map).toHaveAttribute('data-idle', 'true', { timeout: 30_000 });
	}

	/** The map's center: longitude, latitude. */
	async center(): Promise<readonly [number, number]> {
		const [lon = NaN, lat = NaN] = ((await this.map.getAttribute('data-center')) ?? '')
			.split(',')
			.map(Number);
		return [lon, lat];
	}

	async zoom(): Promise<number> {
		return Number(await this.map.getAttribute('data-zoom'));
	}

	/** Clicks where a point of the Earth is on a flat map that looks north and straight down. */
	async clickAt(lon: number, lat: number, button: 'left' | 'right' = 'left') {
		const { x, y } = await this.pixelOf(lon, lat);
		await this.map.click({ position: { x, y }, button });
	}

	/** Where a point of the Earth is on the map, in pixels from its corner (Web Mercator). */
	async pixelOf(lon: number, lat: number): Promise<{ readonly x: number; readonly y: number }> {
		await this.rest();
		const [centerLon, centerLat] = await this.center();
		const box = await this.map.boundingBox();
		if (!box) throw new Error('The map is not on the screen.');
		const world = 512 * 2 ** (await this.zoom());
		const north = (degrees: number) =>
			Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
		return {
			x: box.width / 2 + ((lon - centerLon) / 360) * world,
			y: box.height / 2 - (north(lat) - north(centerLat)) * world,
		};
	}

	/** Puts a document into the corpus the short way; returns its id. */
	async knows(article: Article): Promise<string> {
		const answer = await this.page.request.post(`${this.server.url}/api/documents`, {
			data: article,
			headers: { origin: this.server.url },
		});
		expect(answer.ok(), await answer.text()).toBe(true);
		const { results } = await answer.json();
		return results[0].document;
	}

	/** Answers of the HTTP interface, as JSON. */
	async asks(path: string) {
		return (await this.page.request.get(this.server.url + path)).json();
	}

	/** What a click on a link or button downloads, as text. */
	async downloads(click: () => Promise<void>): Promise<{ name: string; text: string }> {
		const [download] = await Promise.all([this.page.waitForEvent('download'), click()]);
		return {
			name: download.suggestedFilename(),
			text: readFileSync(await download.path(), 'utf8'),
		};
	}
}

/** Lets text files fall onto an element of the page, as a drag from a file manager does. */
export async function drop(
	page: Page,
	selector: string,
	contents: Readonly<Record<string, string>>,
) {
	const transfer = await page.evaluateHandle((files) => {
		const made = new DataTransfer();
		for (const [name, text] of Object.entries(files)) {
			made.items.add(new File([text], name, { type: 'text/plain' }));
		}
		return made;
	}, contents);
	for (const type of ['dragenter', 'dragover', 'drop']) {
		await page.dispatchEvent(selector, type, { dataTransfer: transfer });
	}
}

interface Shared {
	/** As many made-up documents fill the corpus instead of the demonstration. */
	readonly madeUp: number;
	readonly server: RunningServer;
}

async function madeUpCorpus(documents: number): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
	const store = await openSqlite(folder);
	await fill((items) => store.saveAll(items), madeUpDocuments(documents));
	await store.close();
	return folder;
}

export const test = base.extend<{ readonly analyst: Analyst }, Shared>({
	madeUp: [0, { scope: 'worker', option: true }],
	server: [
		async ({ madeUp }, use) => {
			const folder = madeUp ? await madeUpCorpus(madeUp) : undefined;
			const server = await startServer(folder);
			await use(server);
			await server.stop();
			if (folder) rmSync(folder, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 60_000 },
	],
	analyst: async ({ page, server }, use) => {
		const wrong: string[] = [];
		page.on('pageerror', ({ message }) => wrong.push(`page error: ${message}`));
		page.on('console', (message) => {
			if (message.type() === 'error') wrong.push(`console: ${message.text()}`);
		});
		page.on('request', (request) => {
			const { protocol, origin } = new URL(request.url());
			if (protocol.startsWith('http') && origin !== server.url) {
				wrong.push(`foreign request: ${request.url()}`);
			}
		});
		const analyst = new Analyst(page, server);
		await use(analyst);
		expect(wrong.filter(analyst.isUnexpected)).toEqual([]);
	},
});
