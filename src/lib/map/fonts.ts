/** Where the bundler has put the files of Noto Sans, for `basemapStyle`. */
import arabic from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?url';
import arabicMedium from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-500-normal.woff2?url';
import italic from '@fontsource/noto-sans/files/noto-sans-latin-400-italic.woff2?url';
import italicExtended from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-italic.woff2?url';
import regular from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import regularExtended from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url';
import regularVietnamese from '@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2?url';
import medium from '@fontsource/noto-sans/files/noto-sans-latin-500-normal.woff2?url';
import mediumExtended from '@fontsource/noto-sans/files/noto-sans-latin-ext-500-normal.woff2?url';
import type { FontFile, Fonts } from './basemap.ts';

const arabicFile = (url: string): FontFile => ({
	url,
	ranges: ['U+600-6FF', 'U+750-77F', 'U+8A0-8FF', 'U+FB50-FDFF', 'U+FE70-FEFF'],
});
const vietnameseFile = (url: string): FontFile => ({
	url,
	ranges: [
		'U+102-103',
		'U+110-111',
		'U+128-129',
		'U+168-169',
		'U+1A0-1A1',
		'U+1AF-1B0',
		'U+1EA0-1EF9',
	],
});
const latinFile = (url: string): FontFile => ({
	url,
	ranges: ['U+0-FF', 'U+131', 'U+152-153', 'U+2BB-2BC', 'U+2C6', 'U+2DA', 'U+2DC', 'U+2000-206F'],
});
const extendedFile = (url: string): FontFile => ({
	url,
	ranges: ['U+100-2BA', 'U+2BD-2C5', 'U+2C7-2CC', 'U+1E00-1E9F', 'U+1EF2-1EFF', 'U+2C60-2C7F'],
});

/** Latin with its extensions, Vietnamese for the names of towns there, and Arabic. */
export const fonts: Fonts = {
	regular: [
		latinFile(regular),
		vietnameseFile(regularVietnamese),
		extendedFile(regularExtended),
		arabicFile(arabic),
	],
	medium: [latinFile(medium), extendedFile(mediumExtended), arabicFile(arabicMedium)],
	italic: [latinFile(italic), extendedFile(italicExtended), arabicFile(arabic)],
};
