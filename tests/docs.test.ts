/** If it exists, it is documented. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '#lib/export/formats.ts';

const readme = readFileSync('README.md', 'utf8');
const geodata = readFileSync('geodata/README.md', 'utf8');
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

describe('the documentation', () => {
	it('names every npm script a person would run', () => {
		const internal = /^(pre|post)|^(check|lint|format|build)$|^test:/;
		const missing = Object.keys(scripts)
			.filter((name) => !internal.test(name))
			.filter(
				(name) =>
					!readme.includes(
						name === 'start' ? 'npm start' : `npm ${name === 'test' ? '' : 'run '}${name}`,
					),
			);
		expect(missing).toEqual([]);
	});

	it('names only npm scripts that exist', () => {
		const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((name) => !scripts[name])).toEqual([]);
	});

	it('names every setting the program reads', () => {
		const settings = new Set<string>();
		for (const folder of ['src/cli', 'src/lib/server', 'src']) {
			for (const name of readdirSync(folder, { recursive: true }) as string[]) {
				const path = `${folder}/${name}`;
				if (!/\.ts$/.test(path)) continue;
				const source = readFileSync(path, 'utf8');
				for (const [, key] of source.matchAll(/env\.([A-Z][A-Z_]+)|env\['([A-Z_]+)'\]/g)) {
					if (key) settings.add(key);
				}
			}
		}
		expect(settings.size).toBeGreaterThan(0);
		expect([...settings].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
	});

	it('names every format of an export', () => {
		expect(formats.filter(({ id }) => !readme.includes(`\`${id}\``))).toEqual([]);
	});

	it('names the source of every data file', () => {
		const undocumented = readdirSync('geodata', { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && entry.name !== 'build')
			.flatMap((folder) =>
				readdirSync(`geodata/${folder.name}`, { withFileTypes: true })
					.filter((entry) => entry.isFile())
					.map((entry) => `${folder.name}/${entry.name}`),
			)
			// The demonstration documents are ours, and are described as a folder.
			.filter((path) => !path.startsWith('documents/'))
			.filter((path) => !geodata.includes(path));
		expect(undocumented).toEqual([]);
	});

	it('shows pictures that are there', () => {
		const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
		expect(pictures.length).toBeGreaterThan(0);
		expect(pictures.filter((path) => !existsSync(path))).toEqual([]);
	});
});
