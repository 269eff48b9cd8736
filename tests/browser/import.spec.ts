import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drop, expect, test } from './analyst.ts';

/** Files on disk, as a person has them. */
function filesOf(contents: Readonly<Record<string, string | Uint8Array>>): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-files-'));
	return Object.entries(contents).map(([name, content]) => {
		const path = join(folder, name);
		writeFileSync(path, content);
		return path;
	});
}

test('a file dropped on the page is on the map a moment later', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	await drop(page, 'main', {
		'lima.md':
			'---\ntitle: Fog over Lima\nsource: Coast Weekly\ndate: 2020-08-04\n---\n\nFog lay over Lima, the capital of Peru. In Arequipa the sun shone.',
	});
	const outcomes = page.getByRole('list', { name: 'Outcome of every document' });
	await expect(outcomes).toContainText(/lima\.md\s*Added with 3 mentions/);
	await page.getByRole('button', { name: 'Show on the map' }).click();

	await expect(async () => {
		const [lon, lat] = await analyst.center();
		expect(lon).toBeGreaterThan(-85);
		expect(lon).toBeLessThan(-65);
		expect(lat).toBeGreaterThan(-20);
		expect(lat).toBeLessThan(2);
	}).toPass();
	const item = page.getByRole('button', { name: /^Fog over Lima/ });
	await expect(item).toContainText('Coast Weekly · Aug 4, 2020 · 3 mentions');
});

test('many files: each with its outcome, a refused one does not hold up the others', async ({
	analyst,
}) => {
	const { page } = analyst;
	// The browser notes every refused request in its console.
	analyst.expects(/status of 422/);
	await analyst.open();
	await page.getByRole('button', { name: 'Import' }).click();
	const files = filesOf({
		'one.txt': 'The ferry left Rotterdam for Hull.',
		'again.txt': 'The ferry left Rotterdam for Hull.',
		'empty.txt': '',
		'picture.txt': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
		'latin1.txt': new Uint8Array([0x4d, 0xfc, 0x6e, 0x63, 0x68, 0x65, 0x6e]),
		'huge.txt': 'Utrecht. '.repeat(1_200_000),
		'last.txt': 'Snow fell in Oslo.',
	});
	await page.getByLabel('Choose files').setInputFiles(files);
	await expect(page.getByText('7 of 7 done')).toBeVisible();
	const outcome = (name: string) =>
		page
			.getByRole('list', { name: 'Outcome of every document' })
			.getByRole('listitem')
			.filter({ hasText: name });
	await expect(outcome('one.txt')).toContainText('Added with 2 mentions');
	await expect(outcome('again.txt')).toContainText('Already in the corpus');
	await expect(outcome('empty.txt')).toContainText(/Refused: .*empty/);
	await expect(outcome('picture.txt')).toContainText(/Refused: .*not text/);
	await expect(outcome('latin1.txt')).toContainText(/Refused: .*UTF-8/);
	await expect(outcome('huge.txt')).toContainText(/Refused: .*10 MB/);
	await expect(outcome('last.txt')).toContainText('Added with 1 mention');
});

test('pasted text takes a title, a source, an address and a date', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.open();
	await page.getByRole('button', { name: 'Import' }).click();
	await page.getByRole('tab', { name: 'Paste text' }).click();
	const dialog = page.getByRole('dialog', { name: 'Import documents' });
	await dialog.getByRole('button', { name: 'Import this text' }).click();
	await expect(dialog.getByRole('alert')).toHaveText('Paste the text first.');

	await dialog.getByRole('textbox', { name: /^Text/ }).fill('Storks nest again near Marrakesh.');
	await dialog.getByLabel(/^Title/).fill('Storks are back');
	await dialog.getByLabel(/^Source/).fill('Bird Post');
	await dialog.getByLabel(/^Web address/).fill('https://example.org/storks');
	await dialog.getByLabel(/^Date/).fill('14 March');
	await dialog.getByRole('button', { name: 'Import this text' }).click();
	await expect(dialog.getByRole('alert')).toContainText('Write the date as');
	await dialog.getByLabel(/^Date/).fill('2019-03-14');
	await dialog.getByRole('button', { name: 'Import this text' }).click();
	await expect(dialog).toContainText(/Storks are back\s*Added with 1 mention/);
	await page.keyboard.press('Escape');

	await page.getByRole('searchbox').fill('storks');
	await page.getByRole('button', { name: /^Storks are back/ }).click();
	const pane = page.getByRole('region', { name: 'Reading' });
	await expect(pane.getByRole('link', { name: 'Bird Post' })).toHaveAttribute(
		'href',
		'https://example.org/storks',
	);
	await expect(pane.getByText('Mar 14, 2019')).toBeVisible();
});

test('a deleted document leaves the map, and comes back with one click', async ({ analyst }) => {
	const { page } = analyst;
	await analyst.knows({
		title: 'Only in Ushuaia',
		text: 'A ship wintered at Ushuaia.',
		published: '2022-07-01',
	});
	await analyst.open();
	const item = page.getByRole('button', { name: /^Only in Ushuaia/ });
	await page.getByRole('button', { name: 'Delete Only in Ushuaia' }).click();
	await expect(item).toHaveCount(0);
	const names = async () =>
		(await analyst.asks('/api/places.geojson')).features.map(
			({ properties }: { properties: { name: string } }) => properties.name,
		);
	expect(await names()).not.toContain('Ushuaia');
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(item).toBeVisible();
	expect(await names()).toContain('Ushuaia');
});
