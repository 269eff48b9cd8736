/** What the server refused, in the reader's words. */
import en from './en.json' with { type: 'json' };
import type { Texts } from './texts.svelte.ts';

/** A request that failed, as the page's side of the interface tells it. */
export interface Refusal {
	readonly kind: string;
	readonly detail: string;
}

type Kind = keyof typeof en.problem;
const isKind = (kind: string): kind is Kind => kind in en.problem;

/**
 * The kind of problem in the language of the page, then the server's own words, which are
 * English and tell the rest. An English page needs the latter only.
 */
export function problemInWords({ kind, detail }: Refusal, texts: Texts): string {
	if (!detail) return texts.t('common.offline');
	if (texts.language === 'en' || !isKind(kind)) return detail;
	return `${texts.t(`problem.${kind}`)}: ${detail}`;
}
