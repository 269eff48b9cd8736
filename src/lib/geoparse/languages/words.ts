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
	/** Words joining the parts of one name: of, for, voor. */
	readonly joiners: ReadonlySet<string>;
	/** Heads of organisations' names, as a pattern of a whole lower-case word. */
	readonly organisations: RegExp;
	/** Words that begin sentences and are never places: articles, pronouns, days, months. */
	readonly ordinary: ReadonlySet<string>;
	/** Directions as the first part of a compound: Oost-Syrische, Noord-Irak. */
	readonly directions: RegExp;
}

export const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
