import { expect, test } from 'vitest';
import en from '#lib/messages/en.json' with { type: 'json' };
import nl from '#lib/messages/nl.json' with { type: 'json' };
import { problemInWords } from '#lib/messages/problems.ts';
import type { Texts } from '#lib/messages/texts.svelte.ts';
import { problems } from '#lib/ogc/problem.ts';

test.each([
	['English', en],
	['Dutch', nl],
])('every kind of problem has words in %s, and no others do', (_, { problem }) => {
	expect(Object.keys(problem).sort()).toEqual(Object.keys(problems).sort());
	expect(Object.values(problem).every((words) => words.trim())).toBe(true);
});

test('what the server says is told apart from what the page says of it', () => {
	const words: Record<string, string> = { 'problem.refused': 'Geweigerd', 'common.offline': 'Weg' };
	const speaking = (language: string) =>
		({ language, t: (key: string) => words[key] ?? key }) as unknown as Texts;
	const refusal = { kind: 'refused', detail: 'a.pdf: cannot be read' };
	expect(problemInWords(refusal, speaking('en'))).toEqual({ text: refusal.detail });
	expect(problemInWords(refusal, speaking('nl'))).toEqual({
		text: 'Geweigerd: ',
		english: refusal.detail,
	});
	expect(problemInWords({ ...refusal, kind: 'other' }, speaking('nl')).english).toBe(
		refusal.detail,
	);
	expect(problemInWords({ kind: 'offline', detail: '' }, speaking('nl'))).toEqual({ text: 'Weg' });
});
