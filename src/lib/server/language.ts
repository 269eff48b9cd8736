/** The language a reader is answered in before the page can tell. */

/** The languages of the screen's texts. */
const spoken = ['en', 'nl'] as const;
type Spoken = (typeof spoken)[number];

/** What the address asks for, else of the spoken languages the one the browser likes best. */
export function readerLanguage(url: URL, acceptLanguage: string | null): Spoken {
	const asked = spoken.find((language) => language === url.searchParams.get('lang'));
	if (asked) return asked;
	const wishes = (acceptLanguage ?? '').split(',').flatMap((part) => {
		const [tag = '', weight = 'q=1'] = part.trim().toLowerCase().split(';');
		const language = spoken.find((each) => tag === each || tag.startsWith(`${each}-`));
		return language ? [{ language, weight: Number(weight.replace('q=', '')) }] : [];
	});
	return wishes.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'en';
}
