import { check } from '@placemarkio/check-geojson';
import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { mentionFeature, placeFeature } from '#lib/geo/features.ts';
import { writers } from '#lib/export/formats.ts';
import { excerptAround } from '#lib/text/excerpt.ts';
import { place } from '../fixtures/gazetteer.ts';

const text = 'سقطت الباغوز. Baghouz fell 😀 at Greenwich.';
const document = {
	...{ id: 'd', title: 'T', source: null, url: null, set: null, published: '2019-03' },
	...{ language: 'en', hash: 'h', imported: '2026-01-01T00:00:00Z' },
};

function mention(surface: string, at: ReturnType<typeof place> | null) {
	const start = text.indexOf(surface);
	const end = start + surface.length;
	return {
		mention: {
			...{ id: `d:${start}-${end}`, documentId: 'd', start, end, surface, kind: 'name' as const },
			...{ place: at, confidence: 0.9, metonym: false, status: 'suggested' as const },
		},
		document,
		excerpt: excerptAround(text, { start, end }),
	};
}

const baghouz = place('gn:171944');
const features: Feature<Geometry | null>[] = [
	placeFeature({
		...{ place: baghouz, outline: null, mentionCount: 1, documentCount: 1 },
		mentions: [mention('الباغوز', baghouz)],
	}),
	mentionFeature(mention('Greenwich', { ...baghouz, id: 'x:0', point: [0, 0] })),
	mentionFeature(mention('Baghouz', null)),
];

describe.each(writers)('$label', (writer) => {
	it('has what a menu, a file name and a browser need', () => {
		expect(writer.id).toMatch(/^[a-z]+$/);
		expect(writer.extension).toMatch(/^[a-z0-9]+$/);
		expect(writer.mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
	});
});

describe('GeoJSON', () => {
	const writer = writers.find(({ id }) => id === 'geojson');

	it('is valid, and keeps counts, coordinates, zero and other scripts', () => {
		const collection = check(writer?.write(features) ?? '') as GeoJSON.FeatureCollection;
		expect(collection.features).toHaveLength(3);
		expect(collection.bbox).toEqual([0, 0, 40.99226, 34.43221]);
		expect(collection.features[0]?.properties?.mentions[0].surface).toBe('الباغوز');
		expect(collection.features[1]?.geometry).toEqual({ type: 'Point', coordinates: [0, 0] });
		expect(collection.features[2]?.geometry).toBeNull();
		expect(collection).not.toHaveProperty('crs');
	});

	it('writes an empty answer as an empty collection', () => {
		expect(JSON.parse(writer?.write([]) ?? '')).toEqual({
			type: 'FeatureCollection',
			features: [],
		});
	});
});
