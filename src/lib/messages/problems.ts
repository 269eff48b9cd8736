/** What the server refused, in the reader's words. */
import en from './en.json' with { type: 'json' };
import type { Texts } from './texts.svelte.ts';

/** A request that failed, as the page's side of the interface tells it. */
export interface Refusal {
	readonly kind: string;
	readonly detail: string;
}

/** The page's words, then those of the server, which are English, where the page is not. */
export interface ProblemInWords {
	readonly text: string;
	readonly english?: string;
}

type Kind = keyof typeof en.problem;
const isKind = (kind: string): kind is Kind => kind in en.problem;

/**
 * The kind of problem in the language of the page, then what the server says of it. An English page
 * needs the latter only.
 */
export function problemInWords({ kind, detail }: Refusal, texts: Texts): ProblemInWords {
	if (!detail) return { text: texts.t('common.offline') };
	if (texts.language === 'en') return { text: detail };
	return { text: isKind(kind) ? `${texts.t(`problem.${kind}`)}: ` : '', english: detail };
}
