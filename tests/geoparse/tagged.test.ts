import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf, type TaggedToken } from '#lib/geoparse/tagged.ts';
import { loadGeoparser } from '#lib/server/geoparser.ts';

const geoparse = loadGeoparser();
type Said = Omit<TaggedToken, 'index'> | null;
const token = (word: string, entity = 'O', score = 0.9): Said => ({ word, entity, score });
/** A token that is null is not told, as one that the model does not know. */
const told = (tokens: readonly Said[]): TaggedToken[] =>
	tokens.flatMap((one, i) => (one ? [{ ...one, index: i + 1 }] : []));
const named = (text: string, tokens: readonly Said[]) =>
	stretchesOf(text, told(tokens)).map(({ start, end, label }) => [text.slice(start, end), label]);

describe('what a model says of words', () => {
	it('is found where the words stand, their parts together', () => {
		const text = 'Jean sah Bag-houz. In São Paulo regnet es.';
		expect(
			named(text, [
				token('Jean', 'B-PER'),
				token('sah'),
				token('Bag', 'B-LOC'),
				token('##-', 'I-LOC'),
				token('##houz', 'I-LOC'),
				token('.'),
				token('In'),
				token('sao', 'B-LOC'),
				token('paulo', 'I-LOC'),
			]),
		).toEqual([
			['Jean', 'other'],
			['Bag-houz', 'place'],
			['São Paulo', 'place'],
		]);
	});

	it('passes over what stands nowhere, and does not lose its way', () => {
		const text = `${'Nobody knows. '.repeat(20)}Raqqa fell.`;
		const unknown = Array<Said>(60).fill(null);
		const said = [...unknown, token('▁Raqqa', 'LOC'), token('gone', 'LOC'), token('fell')];
		expect(named(text, said)).toEqual([['Raqqa', 'place']]);
	});

	it('always stands in the text, in order, whatever the tokens', () => {
		const tokens = fc.array(
			fc.record({
				word: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('Raqqa', '##qa', 'é')),
				entity: fc.constantFrom('O', 'B-LOC', 'I-LOC', 'I-PER'),
				score: fc.double({ min: 0, max: 1, noNaN: true }),
			}),
		);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), tokens, (noise, said) => {
				const text = `${noise} Raqqa é ${noise}`;
				let last = 0;
				for (const { start, end, score } of stretchesOf(text, told(said))) {
					expect(start).toBeGreaterThanOrEqual(last);
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(text.length);
					expect(score).toBeLessThanOrEqual(1);
					last = end;
				}
			}),
		);
	});
});

describe('a second opinion', () => {
	const text = 'Fighters reached Hajin in the morning. Paris spoke later.';
	const at = (surface: string) => {
		const start = text.indexOf(surface);
		return { start, end: start + surface.length };
	};
	const confidence = (tagged?: Parameters<typeof geoparse>[1], surface = 'Hajin') =>
		geoparse(text, { language: 'en', ...tagged }).mentions.find((one) => one.surface === surface)
			?.confidence ?? 0;

	it('makes a name surer where both take it for a place, and less where only one does', () => {
		const alone = confidence();
		expect(
			confidence({ tagged: [{ ...at('Hajin'), label: 'place', score: 0.9 }] }),
		).toBeGreaterThan(alone);
		expect(confidence({ tagged: [] })).toBeLessThan(alone);
		expect(confidence({ tagged: [{ ...at('Hajin'), label: 'other', score: 0.9 }] })).toBeLessThan(
			confidence({ tagged: [] }),
		);
	});

	it('is told among the reasons', () => {
		const codes = (label: 'place' | 'other') =>
			geoparse(text, { language: 'en', tagged: [{ ...at('Hajin'), label, score: 0.9 }] })
				.mentions.find(({ surface }) => surface === 'Hajin')
				?.candidates[0]?.reasons.map(({ code }) => code);
		expect(codes('place')).toContain('model-agrees');
		expect(codes('other') ?? ['model-against']).toContain('model-against');
		expect(JSON.stringify(geoparse(text, { language: 'en' }))).not.toContain('model-');
	});

	it('brings what it alone takes for a place before the analyst', () => {
		expect(confidence({}, 'Fighters')).toBe(0);
		const found = confidence(
			{ tagged: [{ ...at('Fighters'), label: 'place', score: 0.9 }] },
			'Fighters',
		);
		expect(found).toBeGreaterThan(0);
		expect(found).toBeLessThan(0.7);
	});

	it('has no say where it is not sure itself', () => {
		expect(
			confidence({ tagged: [{ ...at('Fighters'), label: 'place', score: 0.3 }] }, 'Fighters'),
		).toBe(0);
	});
});
