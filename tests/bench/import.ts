/** How fast a file of many documents comes in, geoparsing and all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const charactersEach = 1500;

/** Sentences of the demonstration articles, by language. */
function sentences(): string[][] {
	const folder = 'geodata/documents';
	const byLanguage = new Map<string, string[]>();
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
		const text = readFileSync(join(folder, name), 'utf8').replace(/^---\n[^]*?\n---\n/, '');
		const language = /^language: (\w+)/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '';
		const known = byLanguage.get(language) ?? [];
		byLanguage.set(language, [...known, ...text.split(/(?<=[.!?؟])\s+/).filter(Boolean)]);
	}
	return [...byLanguage.values()];
}

/** JSON lines of `count` documents of about 1,500 characters, no two alike, always the same ones. */
function jsonLines(count: number): string {
	const languages = sentences();
	// Steps that share no factor with the number of sentences visit all of them in ever new company.
	const lines = Array.from({ length: count }, (_, i) => {
		const known = languages[i % languages.length] ?? [];
		let text = `${i}.`;
		for (let step = i; text.length < charactersEach; step += 7 + (i % 13)) {
			text += ` ${known[step % known.length]}`;
		}
		return JSON.stringify({ title: `Report ${i}`, date: `20${10 + (i % 15)}-03-14`, text });
	});
	return lines.join('\n');
}

/** Documents a second that `whereabouts import` takes in, from start to end. */
export async function importRate(count: number): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
	const file = join(folder, 'documents.jsonl');
	writeFileSync(file, jsonLines(count));
	const began = performance.now();
	const importing = spawn(process.execPath, ['src/cli/main.ts', 'import', file], {
		env: { ...process.env, WHEREABOUTS_DATA: join(folder, 'data') },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const out = await Array.fromAsync(importing.stdout.setEncoding('utf8'));
	if (importing.exitCode === null) await once(importing, 'exit');
	const seconds = (performance.now() - began) / 1000;
	rmSync(folder, { recursive: true, force: true });
	const added = count.toLocaleString('en');
	if (!out.join('').includes(`${added} added`)) throw new Error(`Not all came in: ${out.join('')}`);
	return count / seconds;
}
