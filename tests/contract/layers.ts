/** What every store promises of the layers that analysts bring along. */
import type { Polygon } from 'geojson';
import { expect } from 'vitest';
import type { Layer, LayerFeature } from '#lib/domain.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';

export function squareAround(lon: number, lat: number, degrees: number): Polygon {
	const [west, south, east, north] = [lon - degrees, lat - degrees, lon + degrees, lat + degrees];
	const corners = [west, south, east, south, east, north, west, north, west, south];
	const ring = [0, 2, 4, 6, 8].map((i) => corners.slice(i, i + 2));
	return { type: 'Polygon', coordinates: [ring] };
}

const featureOf = (geometry: Polygon, number: number): LayerFeature => ({
	number,
	name: number === 0 ? null : `Zone ${number}`,
	properties: { number, held: true, by: 'nobody' },
	geometry,
});

const layerOf = (id: string, features: number): Layer => ({
	...{ id, name: `Layer ${id}`, colour: '#1b9e77', shown: true, features },
	...{ bbox: [-1, -2, 3, 4], added: '2026-01-01T00:00:00.000Z' },
});

export function addLayer(store: CorpusStore, id: string, geometries: readonly Polygon[]) {
	return store.saveLayer(layerOf(id, geometries.length), geometries.map(featureOf));
}

async function everyFeature(
	store: CorpusStore,
	id: string,
	cursor?: string,
): Promise<LayerFeature[]> {
	const page = await store.layerFeatures(id, cursor);
	const rest = page?.next ? await everyFeature(store, id, page.next) : [];
	return [...(page?.items ?? []), ...rest];
}

export async function keepsLayers(store: CorpusStore): Promise<void> {
	const many = Array.from({ length: 1001 }, (_, i) => squareAround(i / 10, 0, 1));
	expect(await addLayer(store, 'b', many)).toBe('added');
	expect(await addLayer(store, 'b', [])).toBe('duplicate');
	expect(await addLayer(store, 'a', many.slice(0, 2))).toBe('added');
	expect(await store.layers()).toEqual([layerOf('a', 2), layerOf('b', 1001)]);
	expect(await everyFeature(store, 'b')).toEqual(many.map(featureOf));
	expect(await store.layerFeature('b', 7)).toEqual(featureOf(many[7] as Polygon, 7));
	expect(await store.layerFeature('b', 1001)).toBeNull();
	expect(await store.layerFeatures('nothing')).toBeNull();

	const change = { name: 'Another', colour: '#000000', shown: false };
	expect(await store.changeLayer('a', change)).toEqual({ ...layerOf('a', 2), ...change });
	expect(await store.changeLayer('a', { shown: true })).toMatchObject({ ...change, shown: true });
	expect(await store.changeLayer('nothing', change)).toBeNull();

	expect(await store.removeLayer('b')).toBe(true);
	expect(await store.removeLayer('b')).toBe(false);
	expect((await store.layers()).map(({ id }) => id)).toEqual(['a']);
	expect(await store.layerFeature('b', 0)).toBeNull();
	expect(await store.restoreLayer('b')).toBe(true);
	expect(await store.restoreLayer('b')).toBe(false);
	expect(await store.layerFeature('b', 0)).not.toBeNull();
	await store.removeLayer('b');
	expect(await addLayer(store, 'b', many.slice(0, 1))).toBe('added');
	expect(await everyFeature(store, 'b')).toHaveLength(1);
}
