/** What the first render must know: the reader's language and theme. The corpus comes by the API. */
import type { ServerLoad } from '@sveltejs/kit';
import { readerLanguage } from '#lib/server/language.ts';

const themes = ['light', 'dark'] as const;

export const load = (({ url, request, cookies }) => ({
	language: readerLanguage(url, request.headers.get('accept-language')),
	theme: themes.find((theme) => theme === cookies.get('theme')) ?? ('system' as const),
})) satisfies ServerLoad;
