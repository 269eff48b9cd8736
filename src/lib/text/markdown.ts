/** Markdown with front matter: the marks of formatting go, the words stay. */
import { parse } from 'yaml';
import type { ReadText } from './formats.ts';
import { dateIn } from './date.ts';
import { asUrl } from './plain.ts';

const frontMatter = /^---\n([\s\S]*?)\n---(?:\n|$)/;

function readFrontMatter(text: string): Record<string, unknown> {
	const [, yaml] = frontMatter.exec(text) ?? [];
	if (yaml === undefined) return {};
	try {
		// Dates stay the words they are written in.
		const value: unknown = parse(yaml, { schema: 'core' });
		return value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

/** Plain words: no headings' hashes, emphasis, quotes' arrows, images, or links' addresses. */
function plainWords(markdown: string): string {
	return markdown
		.replaceAll(/^ {0,3}(```|~~~).*$/gm, '')
		.replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
		.replaceAll(/^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$/gm, '$1')
		.replaceAll(/^ {0,3}>[ \t]?/gm, '')
		.replaceAll(/^ {0,3}(?:[-*_] ?){3,}$/gm, '')
		.replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
		.replaceAll(/(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])/g, '$1')
		.replaceAll(/`([^`\n]+)`/g, '$1')
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim();
}

/** Front matter gives `title`, `source`, `url`, `date`, `language` and `home`; else the first heading titles. */
export function readMarkdown(text: string): ReadText {
	const fields = readFrontMatter(text);
	const word = (...names: string[]) => {
		const value = names.map((name) => fields[name]).find((field) => field !== undefined);
		return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	};
	const body = text.replace(frontMatter, '').trim();
	const heading = /^ {0,3}#\s+(.+?)\s*#*$/m.exec(body);
	const titled = !word('title') && heading?.index === 0;
	return {
		text: plainWords(titled ? body.slice(heading[0].length) : body),
		title: word('title') || heading?.[1] || null,
		source: word('source') || null,
		url: asUrl(word('url', 'link')),
		published: dateIn(word('date', 'published')),
		language: /^[a-z]{2,3}$/.exec(word('language', 'lang'))?.[0] ?? null,
		home: word('home') || null,
	};
}
