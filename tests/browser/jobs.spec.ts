import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './analyst.ts';
import { startServer } from './server.ts';

/** A file of JSON lines on disk: reports of as many days from two towns, and one line that is none. */
function reports(name: string, days: number): string {
	const path = join(mkdtempSync(join(tmpdir(), 'whereabouts-files-')), name);
	const lines = Array.from({ length: days }, (_, i) =>
		JSON.stringify({
			headline: `${name}, day ${i}`,
			body: `The road from Tartus to Latakia, in Syria, was closed on day ${i} of ${name}. `.repeat(
				12,
			),
			date: '2021-05-04',
		}),
	);
	writeFileSync(path, `${lines.join('\n')}\nno record\n`);
	return path;
}

async function choose(page: Page, ...files: readonly string[]) {
	await page.getByRole('button', { name: 'Import' }).click();
	await page.getByLabel('Choose files').setInputFiles([...files]);
	if (files.length === 1) await page.getByRole('button', { name: 'Import the table' }).click();
}

test('a file of thousands is taken in by itself, also when the page is loaded again', async ({
	analyst,
}) => {
	test.slow();
	const { page } = analyst;
	await analyst.open();
	await choose(page, reports('archive.jsonl', 4000));
	const jobs = page.getByRole('list', { name: 'Imports under way' });
	await expect(jobs.getByRole('progressbar', { name: 'archive.jsonl' })).toBeVisible();
	await expect(jobs).toContainText(/[1-9][\d,]* added/);
	await expect(page.getByText('You may close this window, or the page')).toBeVisible();

	await page.reload();
	await expect(page.getByRole('button', { name: /^Import \d+ %$/ })).toBeVisible();
	await page.getByRole('button', { name: /^Import/ }).click();
	await expect(jobs.getByRole('progressbar', { name: 'archive.jsonl' })).toBeVisible();
	await expect(jobs).toContainText('4,000 added, 0 already there, 1 refused', { timeout: 90_000 });
	await expect(page.getByText('The import has ended: 4,000 documents were added.')).toBeVisible();
	await jobs.getByText('What was refused, and why').click();
	await expect(jobs).toContainText('archive.jsonl line 4001 is not JSON');
	await jobs.getByRole('button', { name: 'Dismiss the import of archive.jsonl' }).click();
	await expect(jobs).toHaveCount(0);

	await page.keyboard.press('Escape');
	await page.getByRole('searchbox').fill('"day 3999"');
	await expect(page.getByRole('button', { name: /^archive\.jsonl, day 3999/ })).toBeVisible();
});

test('the columns of a table are told before it is imported, and the set its documents become', async ({
	analyst,
}) => {
	const { page } = analyst;
	await analyst.open();
	const path = join(mkdtempSync(join(tmpdir(), 'whereabouts-files-')), 'wire.csv');
	const rows = [
		'slug;kop;inhoud van het stuk;verschenen',
		'a1;Brug dicht;"De brug in Zutphen; bij Deventer ging dicht.";2022-02-03',
		'a2;Boot weg;De boot uit Harlingen kwam niet.;2022-02-04',
	];
	writeFileSync(path, rows.join('\n'));
	await page.getByRole('button', { name: 'Import' }).click();
	await page.getByLabel('Choose files').setInputFiles(path);
	const form = page.getByRole('form', { name: 'Columns of wire.csv' });
	await expect(form.getByLabel('Title')).toHaveValue('kop');
	await expect(form.getByLabel('Text')).toHaveValue('');
	const send = form.getByRole('button', { name: 'Import the table' });
	await expect(send).toBeDisabled();
	await expect(form.getByRole('alert')).toHaveText('Choose the column that holds the text.');
	await form.getByLabel('Text').selectOption('inhoud van het stuk');
	await expect(form).toContainText('De brug in Zutphen; bij Deventer ging dicht.');
	await form.getByLabel('Published').selectOption('verschenen');
	await form.getByLabel('Document set').fill('wire 2022');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
		[],
	);
	await send.click();
	const jobs = page.getByRole('list', { name: 'Imports under way' });
	await expect(jobs).toContainText('2 added');
	const { items } = await analyst.asks('/api/documents?set=wire%202022');
	expect(
		items.map(({ title, published }: { title: string; published: string }) => [title, published]),
	).toEqual([
		['Boot weg', '2022-02-04'],
		['Brug dicht', '2022-02-03'],
	]);
	await jobs.getByRole('button', { name: 'Dismiss the import of wire.csv' }).click();
});

test('an import under way is stopped with a click, and keeps what was taken in', async ({
	analyst,
}) => {
	test.slow();
	const { page } = analyst;
	await analyst.open();
	await choose(page, reports('long.jsonl', 8000));
	const jobs = page.getByRole('list', { name: 'Imports under way' });
	await expect(jobs).toContainText(/[1-9][\d,]* added/);
	await jobs.getByRole('button', { name: 'Stop the import of long.jsonl' }).click();
	await expect(jobs).toContainText('Stopped');
	const [, added = ''] = /([\d,]+) added/.exec(await jobs.innerText()) ?? [];
	const count = Number(added.replaceAll(',', ''));
	expect(count).toBeGreaterThan(0);
	expect(count).toBeLessThan(8000);
	const { items } = await analyst.asks('/api/documents?q=%22of+long.jsonl%22&limit=10000');
	expect(items).toHaveLength(count);
	await jobs.getByRole('button', { name: 'Dismiss the import of long.jsonl' }).click();
});

test('a server that is killed goes on with the import when it is started again', async ({
	request,
}) => {
	test.slow();
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
	const first = await startServer(folder);
	const content = { name: 'archive.jsonl', mimeType: 'application/jsonl' };
	const lines = Array.from({ length: 3000 }, (_, i) =>
		JSON.stringify({ text: `Night ${i} in Tartus, Syria, was quiet. `.repeat(20) }),
	);
	const begun = await request.post(`${first.url}/api/jobs`, {
		multipart: { file: { ...content, buffer: Buffer.from(lines.join('\n')) }, set: 'nights' },
		headers: { origin: first.url },
	});
	expect(begun.status()).toBe(201);
	const { id } = await begun.json();
	const job = async (url: string) => {
		const { jobs } = await (await request.get(`${url}/api/jobs`)).json();
		return jobs.find((one: { id: string }) => one.id === id);
	};
	await expect
		.poll(async () => (await job(first.url)).added, { intervals: [50] })
		.toBeGreaterThan(0);
	await first.kill();

	const second = await startServer(folder);
	expect((await job(second.url)).added).toBeLessThan(3000);
	await expect.poll(async () => (await job(second.url)).state, { timeout: 60_000 }).toBe('done');
	const { added, duplicate, refused } = await job(second.url);
	expect([added + duplicate, refused]).toEqual([3000, 0]);
	const found = await request.get(`${second.url}/api/documents?set=nights&limit=10000`);
	expect((await found.json()).items).toHaveLength(3000);
	await second.stop();
	rmSync(folder, { recursive: true, force: true });
});
