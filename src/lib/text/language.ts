/** Which language a text is in. */
import { eld } from 'eld/small';
import type { Language } from '#lib/domain.ts';

/** Enough to tell a language by; the rest of a long text adds only time. */
const enough = 1000;

/** The language of `text` (ISO 639-1), or `und` where the detector is not sure. */
export function detectLanguage(text: string): Language {
	const result = eld.detect(text.slice(0, enough));
	return result.language && result.isReliable() ? result.language : 'und';
}
