/** From text to mentions: recognise, find candidates, resolve, weigh. No logic of its own. */
import type { Language, Note, ParsedMention } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { detectLanguage } from '#lib/text/language.ts';
import {
	leastRecognition,
	leastResolution,
	recognitionConfidence,
	resolutionConfidence,
} from './confidence.ts';
import type { Demonyms } from './demonyms.ts';
import { recognize, type Toponym } from './recognize.ts';
import { resolve } from './resolve.ts';

export interface Geoparsed {
	/** In order, none overlapping. */
	readonly mentions: readonly ParsedMention[];
	readonly language: Language;
	readonly notes: readonly Note[];
}

export type Geoparse = (
	text: string,
	options?: { readonly language?: Language | null },
) => Geoparsed;

/** A name well attested once in a text is believed throughout it. */
function shared(toponyms: readonly Toponym[]): Map<string, number> {
	const best = new Map<string, number>();
	for (const { surface, evidence } of toponyms) {
		const key = foldName(surface);
		best.set(key, Math.max(best.get(key) ?? -Infinity, evidence));
	}
	return best;
}

/**
 * A geoparser over `gazetteer`. It is pure: the same text gives the same mentions. Offsets count in
 * the text as given (UTF-16); the language is detected where none is named.
 */
export function createGeoparser({
	gazetteer,
	demonyms,
}: {
	gazetteer: Gazetteer;
	demonyms: Demonyms;
}): Geoparse {
	return (text, { language: named } = {}) => {
		const language = named ?? detectLanguage(text);
		const toponyms = recognize(text, language, { gazetteer, demonyms, fold: foldName });
		const best = shared(toponyms);
		const believed = toponyms.flatMap((toponym) => {
			// Half of what the best occurrence shows carries over to the others.
			const top = best.get(foldName(toponym.surface)) ?? toponym.evidence;
			const evidence = Math.max(
				toponym.evidence,
				toponym.evidence > -4 ? top / 2 : toponym.evidence,
			);
			return recognitionConfidence(evidence) >= leastRecognition ? [{ ...toponym, evidence }] : [];
		});
		const candidates = resolve(believed, gazetteer);
		const mentions = believed.map(
			({ start, end, surface, kind, evidence, metonym }, i): ParsedMention => {
				const ranked = candidates[i] ?? [];
				const sure = resolutionConfidence(ranked);
				const place = sure >= leastResolution ? (ranked[0]?.place ?? null) : null;
				const confidence = recognitionConfidence(evidence) * (ranked.length ? sure : 1);
				return { start, end, surface, kind, place, candidates: ranked, confidence, metonym };
			},
		);
		const notes: Note[] =
			language === 'und'
				? [
						{
							code: 'language-unknown',
							message: 'The language could not be told; names are matched as they stand.',
						},
					]
				: [];
		return { mentions, language, notes };
	};
}
