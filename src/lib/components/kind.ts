/** What a place is and where, in a few words. */
import type { Place } from '#lib/domain.ts';
import type { Texts } from '#lib/messages/texts.svelte.ts';
import type { FilterName } from './address.ts';

type Described = Pick<Place, 'kind' | 'country' | 'admin1'>;

/** What a country is called in the reader's language. */
function countryName(code: string, language: string): string {
	try {
		return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
	} catch {
		// A code that is no country's shows as it is.
		return code;
	}
}

/** What a language is called in the reader's. */
function languageName(code: string, language: string): string {
	try {
		return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
	} catch {
		return code;
	}
}

/** `Settlement in Deir ez-Zor, Syria`, as far as it is known. */
export function kindAndCountry({ kind, country, admin1 }: Described, texts: Texts): string {
	const what = texts.t(`kind.${kind}`);
	if (kind === 'country' || !country) return what;
	const where = [kind === 'admin1' ? null : admin1, countryName(country, texts.language)];
	return `${what} · ${where.filter(Boolean).join(', ')}`;
}

/** What a value to narrow by is called: `Dutch`, `Syria`, `Settlement`; a name is its own. */
export function filterValue(name: FilterName, value: string, texts: Texts): string {
	if (name === 'language') return languageName(value, texts.language);
	if (name === 'country') return countryName(value, texts.language);
	if (name === 'kind') return texts.t(`kind.${value}` as 'kind.country');
	return name === 'status' ? texts.t(`status.${value}` as 'status.suggested') : value;
}
