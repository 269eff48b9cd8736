import type { PlaceKind } from '#lib/domain.ts';

/** What the recogniser knows of a language: small closed classes, not names of places. */
export interface LanguageWords {
	/** Words after which a place is named: in, naar, uit. Lower case. */
	readonly places: ReadonlySet<string>;
	/** Titles and roles after which a person is named. */
	readonly titles: ReadonlySet<string>;
	/** Verbs of what persons do with words and thoughts: zegt, vertelde. */
	readonly speech: ReadonlySet<string>;
	/** Parts of surnames: van, der, de. */
	readonly particles: ReadonlySet<string>;
	/** Those that are of something before they are of somewhere: ministro de Economía. */
	readonly offices?: RegExp;
	/** Words joining the parts of one name: of, for, voor. */
	readonly joiners: ReadonlySet<string>;
	/** The article that regions, rivers and seas have and towns do without: de Veluwe, la Bourgogne. */
	readonly article?: RegExp;
	/** The article that a town's club has: el Valencia. */
	readonly clubArticle?: RegExp;
	/** The one of them that says where a person is from. */
	readonly whence?: string;
	/** Heads of organisations' names, as a pattern of a whole lower-case word. */
	readonly organisations: RegExp;
	/** Those of them that serve a place, whose name then stands first: police, department. */
	readonly bodies: RegExp;
	/** What kind of thing a name is, written after it: County, River, Street. */
	readonly generic: RegExp;
	/** Words beside a name that say what kind of place it is. */
	readonly kinds: ReadonlyMap<string, PlaceKind>;
	/** Articles, where every noun has a capital and towns take none: "im Zentrum". */
	readonly articles?: ReadonlySet<string>;
	/** An ending that says in, at, to or from. */
	readonly placeEnding?: RegExp;
	/** Things called after places, which are not there: Street, virus, Cup. */
	readonly things: RegExp;
	/** What leads from one place to the other in a word with a hyphen: Bahnstrecke, línea. */
	readonly ways?: RegExp;
	/** What follows a name and is written as part of it: Ren nehrinin, Türkiye Cumhuriyeti'nin. */
	readonly heads?: RegExp;
	/** The ending that makes who lives there of a country's name. */
	readonly inhabitants?: RegExp;
	/** What stands before a name, with a capital, and is part of it: Batı Anadolu. */
	readonly parts?: RegExp;
	/** Words besides `kinds` that say a name beside them is a place's: slum, barrio. */
	readonly quarters?: ReadonlySet<string>;
	/** Between such a word and the name: the village of, el barrio de. */
	readonly links?: ReadonlySet<string>;
	/** May such a word stand right before the name, or after it? */
	readonly bareCues?: boolean;
	readonly cuesFollow?: boolean;
	/** Days, months and the like: with a capital or not, never a place by themselves. */
	readonly calendar: ReadonlySet<string>;
	/** Words that begin sentences and are never places: articles, pronouns, days, months. */
	readonly ordinary: ReadonlySet<string>;
	/** Where demonyms have no capital: what, with the word before it, is one's language instead. */
	readonly tongue?: RegExp;
	/** Directions written as one word with a demonym: ostsyrisch. */
	readonly fused?: RegExp;
	/** Directions as the first part of a compound: Oost-Syrische, Noord-Irak. */
	readonly directions: RegExp;
}

export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Reads `kind: word word; kind: …`. */
export const kinds = (text: string): ReadonlyMap<string, PlaceKind> =>
	new Map(
		text.split(';').flatMap((part) => {
			const [kind = '', list = ''] = part.split(':');
			return [...words(list)].map((word) => [word, kind.trim() as PlaceKind] as const);
		}),
	);
