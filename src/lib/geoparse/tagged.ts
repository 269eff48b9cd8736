/**
 * A second opinion: stretches that a trained model takes for places, persons or organisations. Where
 * both agree a name is surer; what only one of them sees is left to the analyst.
 */
import type { Language, Reason, Span } from '#lib/domain.ts';
import { foldWord } from '#lib/text/fold.ts';
import type { Knowledge } from './evidence.ts';
import { type Toponym, toponymGiven } from './recognize.ts';

/** A stretch of a text with what a model takes it for. */
export interface Tagged extends Span {
	readonly label: 'place' | 'other';
	/** 0..1, as the model says. */
	readonly score: number;
}

/** What the model reads, piece by piece: words or parts of them, each with its label. */
export interface TaggedToken {
	readonly word: string;
	/** `B-LOC`, `I-PER`, `O`; schemes without B and I too. */
	readonly entity: string;
	readonly score: number;
	/** Among the tokens of its text, from 0 or, after a sign for the beginning, 1. */
	readonly index: number;
}

/** What models call a place. */
export const isPlaceLabel = (label: string): boolean =>
	/^(?:[BIESLU]-)?(?:LOC|LOCATION|GPE|GEO|FAC|PLACE)$/i.test(label);

const says = (code: string, weight: number): Reason => ({ code, facts: {}, weight });
const agreement = says('model-agrees', 1.5);
const contradiction = says('model-against', -2.5);
const silence = says('model-silent', -0.7);
/** As sure as what only the model sees becomes: for the analyst to look at. */
const modelAlone = says('model-alone', 0.4);
/** A model less sure than this of a stretch has no say in it. */
const leastScore = 0.5;

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** The toponyms of a text with what a model says of them, and those that it alone sees. */
export function withTagged(
	text: string,
	toponyms: readonly Toponym[],
	tagged: readonly Tagged[],
	language: Language,
	knowledge: Knowledge,
): readonly Toponym[] {
	const sure = tagged.filter(({ score }) => score >= leastScore);
	const weighed = toponyms.map((toponym): Toponym => {
		if (toponym.kind !== 'name') return toponym;
		const said = sure.filter((one) => overlaps(one, toponym));
		const isPlace = said.some(({ label }) => label === 'place');
		const model = isPlace ? agreement : said.length ? contradiction : silence;
		return { ...toponym, evidence: toponym.evidence + model.weight, model };
	});
	const alone = sure
		.filter(({ label }) => label === 'place')
		.filter((one) => !toponyms.some((toponym) => overlaps(one, toponym)))
		.map((one) => ({
			...toponymGiven(text, one, language, knowledge, []),
			evidence: modelAlone.weight,
			model: modelAlone,
		}));
	return alone.length ? [...weighed, ...alone].sort((a, b) => a.start - b.start) : weighed;
}

/** No token is looked for farther on than this: one that is not found is passed over. */
const farthest = 60;
/** What a token stands for that is not told, since it is not in the model's vocabulary. */
const nextWord = /\s*(?:[\p{L}\p{M}\p{N}]+|\S)/uy;

/** A text folded letter by letter, with where each folded letter stands in it. */
function foldedWithOffsets(text: string): { readonly folded: string; readonly at: number[] } {
	let folded = '';
	const at: number[] = [];
	let offset = 0;
	for (const letter of text) {
		const own = foldWord(letter);
		for (let i = 0; i < own.length; i++) at.push(offset);
		folded += own;
		offset += letter.length;
	}
	at.push(offset);
	return { folded, at };
}

const labelOf = (entity: string) => entity.replace(/^[BIESLU]-/, '');

/**
 * The stretches of `text` that a model's tokens name, in UTF-16 offsets. Models tell words, not where
 * they stand: each is looked for after the one before, letter for letter without case and accents.
 * Tokens of one label that touch, or that go on with `I-`, are one stretch.
 */
export function stretchesOf(text: string, tokens: readonly TaggedToken[]): Tagged[] {
	const { folded, at } = foldedWithOffsets(text);
	const found: (Tagged & { readonly name: string; readonly scores: number })[] = [];
	let cursor = 0;
	let last = 0;
	for (const { word, entity, score, index } of tokens) {
		for (let missing = last + 1; missing < index; missing++) {
			nextWord.lastIndex = cursor;
			if (nextWord.test(folded)) cursor = nextWord.lastIndex;
		}
		last = index;
		const own = foldWord(word.replace(/^(?:##|▁|Ġ)+/u, '').trim());
		const from = own ? folded.indexOf(own, cursor) : -1;
		if (from < 0 || from > cursor + farthest) continue;
		const before = cursor;
		cursor = from + own.length;
		const [start = 0, end = 0] = [at[from], at[cursor]];
		if (entity === 'O') continue;
		const name = labelOf(entity);
		const one = found.at(-1);
		const touches = one?.end === start && from === before;
		const goesOn =
			entity.startsWith('I-') && one && /^[\s'’.-]*$/u.test(text.slice(one.end, start));
		if (one?.name === name && (touches || goesOn)) {
			const scores = one.scores + 1;
			const mean = (one.score * one.scores + score) / scores;
			found[found.length - 1] = { ...one, end, score: mean, scores };
		} else {
			const label = isPlaceLabel(entity) ? 'place' : 'other';
			found.push({ start, end, label, score, name, scores: 1 });
		}
	}
	return found.map(({ start, end, label, score }) => ({ start, end, label, score }));
}
