import { expect, test } from 'vitest';
import en from '#lib/messages/en.json' with { type: 'json' };
import nl from '#lib/messages/nl.json' with { type: 'json' };
import { problems } from '#lib/ogc/problem.ts';

test.each([
	['English', en],
	['Dutch', nl],
])('every kind of problem has words in %s, and no others do', (_, { problem }) => {
	expect(Object.keys(problem).sort()).toEqual(Object.keys(problems).sort());
	expect(Object.values(problem).every((words) => words.trim())).toBe(true);
});
