import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteRange } from '#lib/server/range.ts';

it.each([
	['bytes=0-0', { start: 0, end: 0 }],
	['bytes=0-16383', { start: 0, end: 99 }],
	['bytes=40-', { start: 40, end: 99 }],
	['bytes=-10', { start: 90, end: 99 }],
	['bytes=-1000', { start: 0, end: 99 }],
	['bytes=100-', 'unsatisfiable'],
	['bytes=-0', 'unsatisfiable'],
	[null, null],
	['lines=1-2', null],
	['bytes=0-1,5-6', null],
	['bytes=9-3', null],
	['bytes=-', null],
])('of a file of 100 bytes, %s is %o', (header, expected) => {
	expect(byteRange(header, 100)).toEqual(expected);
});

it('never leaves the file, whatever the header says', () => {
	const header = fc.oneof(
		fc.string(),
		fc.string().map((text) => `bytes=${text}`),
		fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
	);
	fc.assert(
		fc.property(header, fc.nat(), (text, size) => {
			const range = byteRange(text, size);
			if (range === null || range === 'unsatisfiable') return;
			expect(range.start).toBeGreaterThanOrEqual(0);
			expect(range.end).toBeGreaterThanOrEqual(range.start);
			expect(range.end).toBeLessThan(size);
		}),
	);
});
