import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { matches, roomOf, rooms } from '../architecture.js';

const files = readdirSync('src', { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && /\.(ts|js|svelte)$/.test(entry.name))
	.map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));

/** The files of ours that a file imports at run time (types vanish, so they cannot form a cycle). */
function importsOf(file: string): string[] {
	const source = readFileSync(file, 'utf8');
	const statements = source.matchAll(
		/(?:import|export)\s(?!type\s)[^;'"]*?from\s*['"]([^'"]+)['"]/g,
	);
	return [...statements].flatMap(([, specifier = '']) => {
		const target = specifier.startsWith('#lib/')
			? specifier.replace('#lib/', 'src/lib/')
			: specifier.startsWith('.')
				? join(dirname(file), specifier).replaceAll('\\', '/')
				: '';
		return files.includes(target) ? [target] : [];
	});
}

describe('the architecture', () => {
	it('gives every source file a room', () => {
		expect(files.length).toBeGreaterThan(0);
		expect(files.filter((file) => !roomOf(file))).toEqual([]);
	});

	it('names only rooms that exist', () => {
		const names = new Set(rooms.map(({ room }) => room));
		expect(rooms.flatMap(({ may }) => may).filter((name) => !names.has(name))).toEqual([]);
	});

	it('has no import that runs in a circle', () => {
		const done = new Set<string>();
		const visit = (file: string, path: string[]): string[] | null => {
			if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
			if (done.has(file)) return null;
			for (const next of importsOf(file)) {
				const circle = visit(next, [...path, file]);
				if (circle) return circle;
			}
			done.add(file);
			return null;
		};
		expect(files.map((file) => visit(file, [])).find(Boolean)).toBeUndefined();
	});

	it('rejects an import against the direction, and lets one along it pass', async () => {
		const eslint = new ESLint();
		const lint = async (filePath: string, code: string) =>
			(await eslint.lintText(code, { filePath })).flatMap(({ messages }) =>
				messages
					.filter(({ ruleId }) => ruleId === 'house/directions')
					.map(({ message }) => message),
			);
		expect(
			await lint('src/lib/geo/near.ts', `import { openStore } from '#lib/server/store/sqlite.ts';`),
		).toEqual(['geo may not import from server (architecture.js)']);
		expect(await lint('src/lib/text/span.ts', `import { readFileSync } from 'node:fs';`)).toEqual([
			'text may not use node:fs (architecture.js)',
		]);
		expect(
			await lint('src/lib/geo/near.ts', `import type { Bbox } from '#lib/domain.ts';`),
		).toEqual([]);
	}, 60_000);

	it('matches patterns as written', () => {
		expect(matches('src/routes/**/+server.ts', 'src/routes/api/x/+server.ts')).toBe(true);
		expect(matches('src/routes/**/+server.ts', 'src/routes/+server.ts')).toBe(true);
		expect(matches('src/routes/**/+server.ts', 'src/routes/+page.ts')).toBe(false);
		expect(matches('src/lib/query.ts', 'src/lib/queryXts')).toBe(false);
	});
});
