/** Adjectives and people's names that point to a country, and peoples that have none. */
import type { CountryCode, Language } from '#lib/domain.ts';
import { foldName } from '#lib/gazetteer/names.ts';

export interface Demonym {
	/** Null for a people without a state of its name: it is marked, and never drawn. */
	readonly country: CountryCode | null;
	/** Names people (Amerikanen) rather than describing something (Amerikaanse). */
	readonly people: boolean;
}

/** By language, then by folded form: what is an adjective in one is a country in another (Syrien). */
export type Demonyms = ReadonlyMap<Language, ReadonlyMap<string, Demonym>>;

type Inflect = (form: string) => readonly string[];

/** Regular endings of the adjective per language; what is irregular stands in the table. */
const adjectives: Readonly<Record<Language, Inflect>> = {
	nl: (form) => [form, `${form}e`],
	en: (form) => (/(sh|ch|ese|ss|men|x)$/.test(form) ? [form] : [form, `${form}s`]),
	de: (form) => ['', 'e', 'en', 'er', 'es', 'em'].map((ending) => form + ending),
	fr: (form) => {
		const feminine = /ien$|on$/.test(form) ? `${form}ne` : /e$/.test(form) ? form : `${form}e`;
		const plural = /[sx]$/.test(form) ? form : `${form}s`;
		return [form, feminine, plural, `${feminine}s`];
	},
	es: (form) => {
		const stem = form.replace(/és$/, 'es').replace(/án$/, 'an').replace(/o$/, '');
		if (/o$/.test(form)) return [form, `${stem}a`, `${stem}os`, `${stem}as`];
		return /[sn]$/.test(form)
			? [form, `${stem}a`, `${stem}es`, `${stem}as`]
			: [form, `${form}s`, `${form}es`];
	},
	ar: (form) =>
		['', 'ة', 'ين', 'ون', 'ات'].flatMap((ending) => [form + ending, `ال${form}${ending}`]),
	tr: (form) => [form],
};

function dutchPeople(form: string): string[] {
	if (/(ël|er|ër|ti|li|ri|si|ni|ba|wi|zi|no|oe|i)$/.test(form))
		return [form, `${form}s`, `${form}'s`];
	if (/ees$/.test(form)) return [form, form.replace(/ees$/, 'ezen')];
	if (/aan$/.test(form)) return [form, form.replace(/aan$/, 'anen')];
	if (/aar$/.test(form)) return [form, form.replace(/aar$/, 'aren'), `${form}s`];
	if (/een$/.test(form)) return [form, form.replace(/een$/, 'enen')];
	if (/e(ek|et)$/.test(form))
		return [form, form.replace(/e(e[kt])$/, '$1').replace(/ee([kt])$/, 'e$1') + 'en'];
	if (/oo([tlrn])$/.test(form)) return [form, form.replace(/oo(.)$/, 'o$1en')];
	if (/aa([tkr])$/.test(form)) return [form, form.replace(/aa(.)$/, 'a$1en')];
	if (/iet$/.test(form)) return [form, `${form}en`];
	if (/(en|as)$/.test(form)) return [form, form];
	if (/naar$/.test(form)) return [form, `${form}s`];
	return [form, `${form}en`, /[tnl]$/.test(form) ? `${form}${form.slice(-1)}en` : `${form}s`];
}

const people: Readonly<Record<Language, Inflect>> = {
	nl: dutchPeople,
	de: (form) => [
		form,
		`${form}n`,
		`${form}innen`,
		`${form}in`,
		form.replace(/e$/, 'in'),
		`${form}s`,
	],
	tr: (form) => ['', 'ler', 'lar'].map((ending) => form + ending),
};

/**
 * Reads the table `code, language, adjectives, people` (tab separated, a header line, forms
 * separated by commas, `-` for a people without a state) and adds the regular inflections.
 */
export function parseDemonyms(table: string): Demonyms {
	const all = new Map<Language, Map<string, Demonym>>();
	for (const line of table.trimEnd().split(/\r?\n/).slice(1)) {
		const [code = '', language = '', adjective = '', nouns = ''] = line.split('\t');
		const country = code === '-' ? null : code;
		const found = all.get(language) ?? new Map<string, Demonym>();
		all.set(language, found);
		const add = (forms: string, inflect: Inflect | undefined, asPeople: boolean) => {
			for (const form of forms.split(',').filter(Boolean)) {
				for (const inflected of inflect?.(form) ?? [form]) {
					const key = foldName(inflected);
					if (!found.has(key)) found.set(key, { country, people: asPeople || country === null });
				}
			}
		};
		add(nouns, people[language], true);
		add(adjective, adjectives[language], false);
	}
	return all;
}
