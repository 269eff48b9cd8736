/** Files of any size: what goes in comes out before the next thousands are asked for. */
import { describe, expect, it } from 'vitest';
import { writeAnnotations } from '#lib/export/annotations.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { writeFlatgeobuf } from '#lib/export/flatgeobuf.ts';
import { writeGeojson, writeGeojsonSequence } from '#lib/export/geojson.ts';
import { writeGeoparquet } from '#lib/export/geoparquet.ts';
import { writeKml, writeKmz } from '#lib/export/kml.ts';
import { writeLinkedPlaces } from '#lib/export/linked-places.ts';
import type { AnyFeature, Source, Write } from '#lib/export/writer.ts';
import { mentionFeature, type MentionProperties, placeFeature } from '#lib/geo/features.ts';
import { place } from '../fixtures/gazetteer.ts';
import { each } from './files.ts';

const baghouz = place('gn:171944');
/** No writer may take more than this before it gives something. */
const held = 5001;
const count = 20_000;

const oneMention = (i: number): AnyFeature =>
	mentionFeature({
		mention: {
			...{ id: `d${i}:0-7`, documentId: `d${i}`, start: 0, end: 7, surface: 'Baghouz' },
			...{ kind: 'name', place: baghouz, confidence: 1, metonym: false, status: 'suggested' },
		},
		document: {
			...{ id: `d${i}`, title: `T ${i}`, source: null, url: null, set: null, published: null },
			...{ language: 'en', hash: '', imported: '' },
		},
		excerpt: { text: `Baghouz ${i * 7919}`, offset: 0, mention: { start: 0, end: 7 } },
	});

const onePlace = (i: number): AnyFeature =>
	placeFeature({
		place: { ...baghouz, id: `x:${i}`, name: `Place ${i * 7919}` },
		...{ outline: null, mentionCount: 1, documentCount: 1 },
	});

/** The most that a writer takes in before it gives something out. */
async function mostHeld(
	write: Write,
	from: (took: () => void) => Pick<Source, 'features' | 'mentionsOf' | 'shape'>,
): Promise<number> {
	let [taken, most] = [0, 0];
	const source = from(() => (most = Math.max(most, ++taken)));
	for await (const piece of write({ ...source, textOf: async () => 'Baghouz' })) {
		if (piece.length) taken = 0;
	}
	return most;
}

function* counting<T>(items: Iterable<T>, took: () => void): Generator<T> {
	for (const item of items) {
		took();
		yield item;
	}
}

const numbers = (): IteratorObject<number> => Array.from({ length: count }, (_, i) => i).values();

describe('in bounded memory', () => {
	const writers: readonly (readonly [string, Write, (i: number) => AnyFeature])[] = [
		['GeoJSON', writeGeojson, onePlace],
		['a text sequence', writeGeojsonSequence, onePlace],
		['CSV', writeCsv, onePlace],
		['KML', writeKml, onePlace],
		['KMZ', writeKmz, onePlace],
		['FlatGeobuf', writeFlatgeobuf, onePlace],
		['GeoParquet', writeGeoparquet, onePlace],
		['Web Annotations', writeAnnotations, oneMention],
		['Linked Places', writeLinkedPlaces, onePlace],
	];
	it.each(writers)('%s is written', { timeout: 30_000 }, async (_, write, feature) => {
		const most = await mostHeld(write, (took) => ({
			shape: feature === onePlace ? 'places' : 'mentions',
			features: each(counting(numbers().map(feature), took)),
			mentionsOf: null,
		}));
		expect(most).toBeGreaterThan(0);
		expect(most).toBeLessThanOrEqual(held);
	});

	it.each([
		['GeoJSON', writeGeojson],
		['a text sequence', writeGeojsonSequence],
	])('%s lists the mentions of one place, however many', async (_, write) => {
		const mention = (i: number) => oneMention(i).properties as MentionProperties;
		const most = await mostHeld(write, (took) => ({
			shape: 'places',
			features: each([onePlace(1)]),
			mentionsOf: () => each(counting(numbers().map(mention), took), 1),
		}));
		expect(most).toBe(1);
	});
});
