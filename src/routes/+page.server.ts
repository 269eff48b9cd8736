/** What the first render must know: the reader's language and theme. The corpus comes by the API. */
import type { PageServerLoad } from './$types';

/** Of the languages that the screen speaks, the one the browser likes best. */
function preferred(header: string | null): 'en' | 'nl' {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', weight = 'q=1'] = part.trim().split(';');
			return { tag: tag.slice(0, 2).toLowerCase(), weight: Number(weight.replace('q=', '')) };
		})
		.filter(({ tag }) => tag === 'en' || tag === 'nl')
		.sort((a, b) => b.weight - a.weight);
	return wanted[0]?.tag === 'nl' ? 'nl' : 'en';
}

const themes = ['light', 'dark'] as const;

export const load: PageServerLoad = ({ request, cookies }) => {
	const theme = cookies.get('theme');
	return {
		language: preferred(request.headers.get('accept-language')),
		theme: themes.find((each) => each === theme) ?? ('system' as const),
	};
};
