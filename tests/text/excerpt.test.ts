import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptsOf } from '#lib/text/excerpt.ts';

function excerptOf(text: string, surface: string, language = 'en') {
	const start = text.indexOf(surface);
	return excerptsOf(text, language)({ start, end: start + surface.length });
}
const marked = ({ text, mention }: ReturnType<typeof excerptOf>) =>
	text.slice(mention.start, mention.end);

describe('an excerpt', () => {
	it('is the sentence around the mention', () => {
		const text =
			'The convoy left before dawn with everyone who could walk or be carried. It reached Hajin by noon, where the families were counted twice. Nobody spoke.';
		expect(excerptOf(text, 'Hajin').text).toBe(
			'It reached Hajin by noon, where the families were counted twice.',
		);
	});

	it('takes a neighbour along when the sentence is very short', () => {
		const text =
			'Baghouz fell. The last fighters came out with their hands up in the early morning.';
		expect(excerptOf(text, 'Baghouz').text).toBe(text);
	});

	it('does not stop at an abbreviation', () => {
		const text =
			'Volgens dr. Jansen van het instituut ligt Baghouz vlak bij de grens met Irak. Dat klopt.';
		expect(excerptOf(text, 'Baghouz', 'nl').text).toBe(
			'Volgens dr. Jansen van het instituut ligt Baghouz vlak bij de grens met Irak.',
		);
	});

	it('counts offsets right after emoji, combining marks and in Arabic', () => {
		expect(
			marked(excerptOf('👩‍👩‍👧 went home to Raqqa that evening, tired and hungry and late.', 'Raqqa')),
		).toBe('Raqqa');
		expect(
			marked(
				excerptOf(
					'E\u0301tat et Me\u0301dine : la ville de Raqqa attend encore ses habitants.',
					'Raqqa',
				),
			),
		).toBe('Raqqa');
		expect(
			marked(excerptOf('سقطت الباغوز آخر معاقل التنظيم. انتهت المعركة في آذار.', 'الباغوز', 'ar')),
		).toBe('الباغوز');
	});

	it('cuts a very long sentence at white space and keeps the mention', () => {
		const text = `${'word '.repeat(300)}Hajin ${'word '.repeat(300)}end.`;
		const excerpt = excerptOf(text, 'Hajin');
		expect(marked(excerpt)).toBe('Hajin');
		expect(excerpt.text.length).toBeLessThan(600);
		expect(excerpt.text).toMatch(/^word.*word$/s);
	});

	it('of one of several mentions is the same as if it were alone', () => {
		const lines = ['One went to Hajin by road. ', 'Two stayed behind in Raqqa for a week. '];
		const text = `${lines.join('').repeat(20)}\n${lines.join('').repeat(200)}`;
		const together = excerptsOf(text, 'en');
		for (const { index, 0: word } of text.matchAll(/Hajin|Raqqa/g)) {
			const mention = { start: index, end: index + word.length };
			expect(together(mention)).toEqual(excerptsOf(text, 'en')(mention));
		}
	});

	it('always holds its mention, and is a stretch of its text, whatever the text', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
				fc.nat(),
				fc.nat(),
				(text, a, b) => {
					const start = a % text.length;
					const end = Math.min(text.length, start + 1 + (b % 10));
					const excerpt = excerptsOf(text)({ start, end });
					expect(marked(excerpt)).toBe(text.slice(start, end));
					expect(text.slice(excerpt.offset, excerpt.offset + excerpt.text.length)).toBe(
						excerpt.text,
					);
				},
			),
		);
	});
});
