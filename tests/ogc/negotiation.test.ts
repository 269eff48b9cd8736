import { describe, expect, it } from 'vitest';
import { prefersHtml } from '#lib/ogc/negotiation.ts';

describe('what a request prefers', () => {
	it.each([
		// A browser.
		['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', true],
		['text/html', true],
		['TEXT/HTML;charset=utf-8', true],
		['text/*', true],
		['application/geo+json;q=0.5, text/html', true],
		['image/png, text/html;q=0.2', true],
		['text/html, application/json', true],
		['application/json, text/html', false],
		['text/html;q=0.1, application/json', false],
		['text/html;q=0', false],
		// GDAL, QGIS, curl, fetch.
		['application/geo+json, application/json', false],
		['application/vnd.oai.openapi+json;version=3.0, text/html;q=0.9', false],
		['*/*', false],
		['', false],
		['image/png', false],
		['text/html;q=many', false],
	])('by %s', (accept, expected) => {
		expect(prefersHtml(accept)).toBe(expected);
	});
});
