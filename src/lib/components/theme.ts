/** Light, dark, or as the system says. */
export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const isThemeChoice = (value: unknown): value is ThemeChoice =>
	themeChoices.some((choice) => choice === value);

/** The cookie by which the server knows the choice before the first byte, so that nothing flashes. */
export const themeCookie = 'theme';
