/** Files of linked data, held to what their standards ask for. */
import type { FeatureCollection } from 'geojson';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { MentionProperties } from '#lib/geo/features.ts';
import { writeAnnotations } from '#lib/export/annotations.ts';
import { writeLinkedPlaces } from '#lib/export/linked-places.ts';
import type { AnyFeature } from '#lib/export/writer.ts';
import { mentionFeature, placeFeature } from '#lib/geo/features.ts';
import { place } from '../fixtures/gazetteer.ts';
import { corpus, each, expectedOf, fileOf, unresolved } from './files.ts';

const iri = v.pipe(v.string(), v.url());
const Geometry = v.object({
	type: v.picklist(['Point', 'Polygon', 'MultiPolygon']),
	coordinates: v.array(v.unknown()),
});

/** Web Annotation Data Model (W3C, 23 February 2017): 3.1, 3.2.3, 3.3.5, 4.1, 4.2.4, 4.2.5, 5.2. */
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const Body = v.variant('type', [
	v.strictObject({
		type: v.literal('SpecificResource'),
		purpose: v.literal('identifying'),
		source: v.object({
			id: iri,
			type: v.literal('Feature'),
			label: v.string(),
			properties: v.object({}),
			geometry: Geometry,
		}),
	}),
	v.strictObject({
		type: v.literal('TextualBody'),
		purpose: v.literal('assessing'),
		value: v.picklist(['suggested', 'confirmed', 'corrected', 'rejected']),
	}),
]);
const AnnotationPage = v.object({
	'@context': v.pipe(v.array(iri), v.includes('http://www.w3.org/ns/anno.jsonld')),
	id: iri,
	type: v.literal('AnnotationPage'),
	items: v.array(
		v.strictObject({
			id: iri,
			type: v.literal('Annotation'),
			motivation: v.literal('identifying'),
			body: v.array(Body),
			target: v.strictObject({
				source: iri,
				selector: v.strictTuple([
					v.pipe(
						v.strictObject({
							type: v.literal('TextPositionSelector'),
							start: offset,
							end: offset,
						}),
						v.check(({ start, end }) => start < end),
					),
					v.strictObject({
						type: v.literal('TextQuoteSelector'),
						exact: v.pipe(v.string(), v.nonEmpty()),
						prefix: v.string(),
						suffix: v.string(),
					}),
				]),
			}),
		}),
	),
});

describe('Web Annotations', () => {
	it('point at the words by characters and by quotation, and say which place they stand for', async () => {
		const world = await corpus();
		const bytes = await fileOf('annotations', 'mentions', {}, world);
		const { items } = v.parse(AnnotationPage, JSON.parse(bytes.toString()));
		const { features } = await expectedOf('mentions');
		expect(items.map(({ id }) => id)).toEqual(
			features.map(({ id }) => `urn:whereabouts:mention:${id}`),
		);
		for (const [i, { target, body }] of items.entries()) {
			const { properties, geometry } = features[i] ?? {};
			const text = (await world.store.document(properties?.document))?.document.text ?? '';
			const [{ start, end }, { exact, prefix, suffix }] = target.selector;
			// Characters are counted, of which a globe is one.
			expect(Array.from(text).slice(start, end).join('')).toBe(exact);
			expect(exact).toBe(properties?.surface);
			expect(text.slice(0, properties?.start)).toMatch(new RegExp(`${RegExp.escape(prefix)}$`));
			expect(text.slice(properties?.end)).toMatch(new RegExp(`^${RegExp.escape(suffix)}`));
			const where = body.flatMap((one) => ('source' in one ? [one.source] : []));
			expect(where.map((one) => one.geometry)).toEqual(geometry ? [geometry] : []);
		}
		const [xanadu] = items.filter(({ id }) => id.includes('xanadu'));
		expect(xanadu?.target.source).toBe('https://example.org/x');
		expect(xanadu?.target.selector[1].exact).toBe(unresolved.surface);
	});

	it('never quote half a character', async () => {
		const text = `${'😀'.repeat(40)}Baghouz${'😀'.repeat(40)}`;
		const mention = mentionFeature({
			mention: {
				...{ id: 'd:80-87', documentId: 'd', start: 80, end: 87, surface: 'Baghouz', kind: 'name' },
				...{ place: null, confidence: 1, metonym: false, status: 'confirmed' },
			},
			document: {
				...{ id: 'd', title: 'T', source: null, url: null, set: null, published: null },
				...{ language: 'en', hash: '', imported: '' },
			},
			excerpt: { text, offset: 0, mention: { start: 80, end: 87 } },
		});
		// A space before moves the halves.
		for (const shifted of [text, ` ${text}`]) {
			const start = shifted.indexOf('Baghouz');
			const feature: AnyFeature = {
				...mention,
				properties: { ...mention.properties, start, end: start + 7 },
			};
			const source = {
				shape: 'mentions',
				features: each([feature]),
				mentionsOf: null,
			} as const;
			const file = await Array.fromAsync(
				writeAnnotations({ ...source, textOf: async () => shifted }),
			);
			expect(file.join('')).not.toMatch(/\\ud[89a-f]/i);
			const { items } = v.parse(AnnotationPage, JSON.parse(file.join('')));
			expect(items[0]?.target.selector[0].start).toBe(shifted === text ? 40 : 41);
			expect(items[0]?.body).toEqual([
				{ type: 'TextualBody', purpose: 'assessing', value: 'confirmed' },
			]);
		}
	});
});

/** Linked Places Format 1.2: what the README of LinkedPasts/linked-places-format calls required. */
const date = v.pipe(v.string(), v.regex(/^\d{4}(-\d\d){0,2}$/));
const When = v.strictObject({
	timespans: v.pipe(
		v.array(
			v.strictObject({
				start: v.strictObject({ in: date }),
				end: v.strictObject({ in: date }),
			}),
		),
		v.minLength(1),
	),
});
const Name = v.strictObject({
	toponym: v.pipe(v.string(), v.nonEmpty()),
	lang: v.optional(v.string()),
	citations: v.optional(v.array(v.strictObject({ label: v.string(), '@id': iri }))),
	when: v.optional(When),
});
const LinkedPlaces = v.strictObject({
	type: v.literal('FeatureCollection'),
	'@context': iri,
	features: v.array(
		v.strictObject({
			'@id': iri,
			type: v.literal('Feature'),
			properties: v.strictObject({
				title: v.pipe(v.string(), v.nonEmpty()),
				ccodes: v.optional(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))),
			}),
			when: v.optional(When),
			names: v.pipe(
				v.array(Name),
				v.check((names) => names.some(({ citations }) => citations?.length)),
			),
			types: v.array(
				v.strictObject({
					identifier: v.pipe(v.string(), v.regex(/^aat:3\d{8}$/)),
					label: v.string(),
					sourceLabels: v.array(v.strictObject({ label: v.string(), lang: v.string() })),
				}),
			),
			geometry: v.strictObject({
				type: v.literal('GeometryCollection'),
				geometries: v.pipe(v.array(Geometry), v.minLength(1)),
			}),
			links: v.optional(
				v.array(v.strictObject({ type: v.literal('exactMatch'), identifier: iri })),
			),
		}),
	),
});

describe('Linked Places', () => {
	it('attest each name in its documents, with their dates, beside the names that are known', async () => {
		const { features } = v.parse(
			LinkedPlaces,
			JSON.parse((await fileOf('lpf', 'places')).toString()),
		);
		const expected: FeatureCollection = await expectedOf('places');
		expect(features.map((one) => one['@id'])).toEqual(
			expected.features.map(({ id }) => `urn:whereabouts:place:${id}`),
		);
		expect(features.map(({ geometry }) => geometry.geometries)).toEqual(
			expected.features.map(({ geometry }) => [geometry]),
		);
		const baghouz = features.find(({ properties }) => properties.title === 'Baghouz');
		// Said five times, in three documents.
		expect(baghouz?.names[0]?.citations).toHaveLength(3);
		expect(baghouz?.names).toContainEqual({ toponym: 'الباغوز', lang: 'ar' });
		expect(baghouz?.when?.timespans).toEqual([
			{ start: { in: '2019-03' }, end: { in: '2019-04-02' } },
		]);
		expect(baghouz?.links).toEqual([
			{ type: 'exactMatch', identifier: 'https://sws.geonames.org/171944/' },
		]);
	});

	it('name some of the documents of a name that a thousand have', async () => {
		const feature = placeFeature({
			...{ place: place('gn:171944'), outline: null, mentionCount: 1000, documentCount: 1000 },
		});
		function* mentions(): Generator<MentionProperties> {
			for (let i = 0; i < 1000; i++) {
				yield {
					...{ document: `d${i}`, title: `T${i}`, source: null, url: null, excerpt: '' },
					...{ published: String(2000 + (i % 24)), start: 0, end: 7, surface: 'Baghouz' },
					...{ kind: 'name', confidence: 1, status: 'suggested' },
				};
			}
		}
		const file = await Array.fromAsync(
			writeLinkedPlaces({
				...{ shape: 'places', features: each([feature]), textOf: async () => '' },
				mentionsOf: () => each(mentions()),
			}),
		);
		const [one] = v.parse(LinkedPlaces, JSON.parse(file.join(''))).features;
		expect(one?.names[0]?.citations).toHaveLength(20);
		expect(one?.names[0]?.when?.timespans).toEqual([
			{ start: { in: '2000' }, end: { in: '2023' } },
		]);
	});
});
