/** The words of the screen in the reader's language, and numbers and dates as that language writes them. */
import i18next from 'i18next';
import type { TFunction } from 'i18next';
import { createContext } from 'svelte';
import type { PartialDate } from '#lib/domain.ts';
import en from './en.json' with { type: 'json' };
import nl from './nl.json' with { type: 'json' };

declare module 'i18next' {
	interface CustomTypeOptions {
		resources: { translation: typeof en };
	}
}

const resources = { en: { translation: en }, nl: { translation: nl } };
export type ScreenLanguage = keyof typeof resources;

// Svelte escapes what it renders; escaping twice would show entities.
void i18next.init({
	resources,
	lng: 'en',
	fallbackLng: 'en',
	interpolation: { escapeValue: false },
});

export class Texts {
	#language: () => ScreenLanguage;

	/** @param language read anew at every use, so that the whole screen follows it. */
	constructor(language: () => ScreenLanguage) {
		this.#language = language;
	}

	get language(): ScreenLanguage {
		return this.#language();
	}

	get t(): TFunction {
		return i18next.getFixedT(this.language);
	}

	number(value: number, digits = 0): string {
		return new Intl.NumberFormat(this.language, { maximumFractionDigits: digits }).format(value);
	}

	/** Kilometres: tenths below ten. */
	km(value: number): string {
		return this.number(value, value < 10 ? 1 : 0);
	}

	/** As precise as the date itself: a day, a month or a year. Stays on one line. */
	date(date: PartialDate): string {
		const [year = '', month, day] = date.split('-');
		const format = new Intl.DateTimeFormat(this.language, {
			timeZone: 'UTC',
			year: 'numeric',
			...(month && { month: day ? 'short' : 'long' }),
			...(day && { day: 'numeric' }),
		});
		const time = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
		return format.format(new Date(time)).replaceAll(' ', '\u00a0');
	}
}

export const [getTexts, setTexts] = createContext<Texts>();
