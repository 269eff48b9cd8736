/** Plain text: what its first lines say of it is taken as its title, date and address. */
import { dateIn } from './date.ts';
import type { ReadText } from './formats.ts';

const headLine = /^(title|titel|source|bron|date|datum|url)\s*:\s*(\S.*)$/i;
const dateOpening = /^\s*date\s+(\d{4}(?:-\d{2}){0,2})\s+/i;
const fields: Readonly<Record<string, 'title' | 'source' | 'published' | 'url'>> = {
	title: 'title',
	titel: 'title',
	source: 'source',
	bron: 'source',
	date: 'published',
	datum: 'published',
	url: 'url',
};

/** An http or https address, or null. */
export function asUrl(value: string): string | null {
	const url = URL.canParse(value.trim()) ? new URL(value.trim()) : null;
	return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** A short first line that does not end like a sentence, with more below it, is a title. */
function headline(text: string): string | null {
	const [first = '', ...rest] = text.split('\n');
	const heading = first.trim();
	const short = heading.length > 0 && heading.length <= 120;
	return short && !/[.!?:;,]$/.test(heading) && rest.join('').trim() ? heading : null;
}

/** Lines such as `Date: 2019-03-14` at the top, or `date 2019-03` before the first words. */
export function readPlain(text: string): ReadText {
	const found: Partial<Record<'title' | 'source' | 'published' | 'url', string>> = {};
	const lines = text.split('\n');
	while (lines.length) {
		const [, key = '', value = ''] = headLine.exec(lines[0] ?? '') ?? [];
		const field = fields[key.toLowerCase()];
		if (!field) break;
		found[field] = value.trim();
		lines.shift();
	}
	const body = lines.join('\n').trim();
	const opening = dateOpening.exec(body);
	const words = opening ? body.slice(opening[0].length) : body;
	return {
		text: words.trim(),
		title: found.title ?? headline(words),
		source: found.source ?? null,
		url: asUrl(found.url ?? ''),
		published: dateIn(found.published ?? opening?.[1] ?? ''),
		language: null,
	};
}
