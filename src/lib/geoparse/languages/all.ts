import type { Language } from '#lib/domain.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import { ar, de, es, fr, tr } from './others.ts';
import type { LanguageWords } from './words.ts';

const known: Readonly<Record<Language, LanguageWords>> = { nl, en, de, fr, es, ar, tr };

/** The languages with words of their own. */
export const languagesKnown: readonly Language[] = Object.keys(known);

/** What is known of `language`; English where nothing is. */
export const wordsOf = (language: Language): LanguageWords => known[language] ?? en;
