import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outline, Place } from '#lib/domain.ts';
import {
	type MentionRecord,
	featureCollection,
	mentionFeature,
	placeFeature,
	rightHanded,
} from '#lib/geo/features.ts';
import { faults } from './geojson.ts';
import { lonLat } from './arbitrary.ts';

const syria = JSON.parse(
	readFileSync(new URL('../../geodata/places/syria.geojson', import.meta.url), 'utf8'),
).features[0].geometry as Outline;

const place: Place = {
	id: 'gn:174506',
	name: 'Hajin',
	names: { nl: 'Hajin', ar: 'هجين' },
	kind: 'settlement',
	point: [40.83138, 34.69508],
	bbox: null,
	country: 'SY',
	admin1: 'Deir ez-Zor',
	population: 29237,
};
const country: Place = {
	...place,
	id: 'iso:SY',
	name: 'Syria',
	kind: 'country',
	point: [38.5, 35],
};

const record: MentionRecord = {
	mention: {
		id: 'd1:0-5',
		documentId: 'd1',
		start: 0,
		end: 5,
		surface: 'Hajin',
		kind: 'name',
		place,
		confidence: 0.9,
		metonym: false,
		status: 'confirmed',
	},
	document: {
		id: 'd1',
		title: 'On Hajin',
		source: null,
		url: null,
		set: null,
		published: '2019-03',
		language: 'en',
		hash: 'd1',
		imported: '2019-03-20T00:00:00Z',
	},
	excerpt: { text: 'Hajin lies on the Euphrates.', offset: 0, mention: { start: 0, end: 5 } },
};

/** The same area with every ring turned round. */
const turned = (outline: Outline): Outline =>
	outline.type === 'Polygon'
		? { type: 'Polygon', coordinates: outline.coordinates.map((ring) => ring.toReversed()) }
		: {
				type: 'MultiPolygon',
				coordinates: outline.coordinates.map((rings) => rings.map((ring) => ring.toReversed())),
			};

describe('a place', () => {
	it('is a point that tells its counts, and its mentions only where asked', () => {
		const feature = placeFeature({ place, outline: null, mentionCount: 3, documentCount: 2 });
		expect(feature.id).toBe('gn:174506');
		expect(feature.geometry).toEqual({ type: 'Point', coordinates: [40.83138, 34.69508] });
		expect(feature.properties).toMatchObject({ mentionCount: 3, documentCount: 2, lat: 34.69508 });
		expect('mentions' in feature.properties).toBe(false);
	});

	it('lists its mentions with what leads back to the sentence', () => {
		const counts = { mentionCount: 1, documentCount: 1 };
		const feature = placeFeature({ place, outline: null, ...counts, mentions: [record] });
		expect(feature.properties.mentions).toEqual([
			{
				document: 'd1',
				title: 'On Hajin',
				source: null,
				url: null,
				published: '2019-03',
				excerpt: 'Hajin lies on the Euphrates.',
				start: 0,
				end: 5,
				surface: 'Hajin',
				kind: 'name',
				confidence: 0.9,
				status: 'confirmed',
			},
		]);
	});

	it('is an area where its outline is known, turned the right way whichever way it came', () => {
		for (const outline of [syria, turned(syria)]) {
			const counts = { mentionCount: 1, documentCount: 1 };
			const feature = placeFeature({ place: country, outline, ...counts });
			expect(feature.geometry.type).toBe(syria.type);
			expect(faults(featureCollection([feature]))).toEqual([]);
		}
		expect(rightHanded(turned(syria))).not.toEqual(turned(syria));
	});

	it('is valid anywhere on Earth, zero included', () => {
		fc.assert(
			fc.property(fc.array(lonLat, { minLength: 1 }), (points) => {
				const features = points.map((point) =>
					placeFeature({
						place: { ...place, point },
						outline: null,
						mentionCount: 0,
						documentCount: 0,
					}),
				);
				const collection = featureCollection(features);
				expect(faults(collection)).toEqual([]);
				expect(collection.bbox).toHaveLength(4);
				expect(collection.features.map(({ geometry }) => geometry)).toEqual(
					points.map((coordinates) => ({ type: 'Point', coordinates })),
				);
			}),
		);
	});
});

describe('a mention', () => {
	it('stands where its place is and names it', () => {
		const feature = mentionFeature(record);
		expect(feature).toMatchObject({
			id: 'd1:0-5',
			geometry: { type: 'Point' },
			properties: { place: 'gn:174506', placeName: 'Hajin', start: 0, end: 5 },
		});
		expect(faults(featureCollection([feature]))).toEqual([]);
	});

	it('without a place is a feature without geometry, never a point at zero', () => {
		const lost = mentionFeature({ ...record, mention: { ...record.mention, place: null } });
		expect(lost.geometry).toBeNull();
		expect(lost.properties).toMatchObject({ place: null, lon: null, lat: null });
		expect(faults(featureCollection([lost, mentionFeature(record)]))).toEqual([]);
	});
});

it('a collection of nothing is valid and has no box', () => {
	const nothing = featureCollection([]);
	expect('bbox' in nothing).toBe(false);
	expect(faults(nothing)).toEqual([]);
});
