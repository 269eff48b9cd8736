/** Names in the languages that the map speaks. */

/** The languages of labels, besides the name a place has where none of them is known. */
export const labelLanguages = ['ar', 'de', 'en', 'es', 'fr', 'nl', 'tr'] as const;

export type Names = Partial<Record<string, string>>;

/** `name`, and `name_xx` for each language whose name differs from it. */
export function nameProperties(
	name: string,
	names: Names,
	languages: readonly string[],
): Record<string, string> {
	const different = languages.flatMap((language) => {
		// Arabic is written without vowel signs on maps.
		const own = names[language]?.normalize('NFC').replaceAll(/[\u064b-\u0652\u0640]/g, '').trim();
		return own && own !== name ? [[`name_${language}`, own] as const] : [];
	});
	return { name: name.normalize('NFC'), ...Object.fromEntries(different) };
}
