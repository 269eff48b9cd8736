/** A candidate's reasons as sentences. */
import type { Reason } from '#lib/domain.ts';
import en from './en.json' with { type: 'json' };
import type { Texts } from './texts.svelte.ts';

type Code = keyof typeof en.reason;
const isCode = (code: string): code is Code => code in en.reason;

/** The reason in the reader's words; a code without words shows as it is. */
export function reasonInWords({ code, facts }: Reason, texts: Texts): string {
	const key = code === 'kind' ? `kind-${facts.kind}` : code;
	if (!isCode(key)) return [code, ...Object.values(facts)].join(' ');
	const values = Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [
			name,
			typeof value === 'number' ? texts.number(value) : value,
		]),
	);
	// Each sentence names other facts; which, only the data knows.
	return texts.t(`reason.${key}` as 'reason.near', values as { place: string; km: string });
}
