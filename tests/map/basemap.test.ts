import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { type Fonts, attribution, basemapStyle, slots } from '#lib/map/basemap.ts';
import type { Theme } from '#lib/map/palette.ts';

const file = { url: '/fonts/noto.woff2', ranges: ['U+0-FF'] };
const fonts: Fonts = { regular: [file], medium: [file], italic: [file] };
const origin = 'http://127.0.0.1:4173';
const styled = (theme: Theme, language: string) => basemapStyle({ theme, language, origin, fonts });

describe('the basemap style', () => {
	it.each([
		['light', 'en'],
		['light', 'nl'],
		['dark', 'ar'],
		['dark', 'xx'],
	] as [Theme, string][])('is a valid style: %s, %s', (theme, language) => {
		expect(validateStyleMin(styled(theme, language))).toEqual([]);
	});

	it('asks nobody but its own server', () => {
		const text = JSON.stringify({ ...styled('light', 'en'), attribution: '' });
		const addresses = text
			.replace(JSON.stringify(attribution).slice(1, -1), '')
			.match(/https?:\/\/[^/"]+/g);
		expect(new Set(addresses)).toEqual(new Set([origin]));
		expect(styled('light', 'en').glyphs).toBeUndefined();
	});

	it('credits its sources', () => {
		expect(attribution).toContain('Natural Earth');
		expect(attribution).toContain('GeoNames');
		expect(attribution).toContain('CC BY 4.0');
	});

	it('has room for data: areas under the borders, points under every label', () => {
		const ids = styled('light', 'en').layers.map(({ id }) => id);
		expect(ids.indexOf(slots.areas)).toBeGreaterThan(ids.indexOf('land'));
		expect(ids.indexOf(slots.areas)).toBeLessThan(ids.indexOf('borders'));
		expect(ids.indexOf(slots.points)).toBeGreaterThan(ids.indexOf('borders'));
		const symbols = styled('light', 'en').layers.filter(({ type }) => type === 'symbol');
		expect(symbols[0]?.id).toBe(slots.points);
		expect(ids.slice(ids.indexOf(slots.points))).toEqual(symbols.map(({ id }) => id));
	});

	it('speaks the reader’s language, and differs by theme in nothing but colour', () => {
		expect(JSON.stringify(styled('light', 'nl'))).toContain('name_nl');
		const withoutColours = (theme: Theme) =>
			JSON.stringify(styled(theme, 'en').layers).replaceAll(/#[0-9a-f]{6}/g, '#');
		expect(withoutColours('light')).toBe(withoutColours('dark'));
		expect(JSON.stringify(styled('light', 'en'))).not.toBe(JSON.stringify(styled('dark', 'en')));
	});
});
