/** Files on their way to becoming layers, and layers on their way out. */
import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { Feature } from 'geojson';
import type { Bbox, Layer, LayerFeature } from '#lib/domain.ts';
import { bboxOf, union } from '#lib/geo/bbox.ts';
import { LayerError } from '#lib/layers/checked.ts';
import { layerColours } from '#lib/layers/colours.ts';
import { largestLayerBytes } from '#lib/layers/formats.ts';
import { readLayer } from '#lib/layers/read.ts';
import { geopackageFeatures } from './geopackage-layer.ts';
import type { CorpusStore, SaveOutcome } from './store/port.ts';

const world: Bbox = [-180, -90, 180, 90];

/** The first colour that no layer has yet. */
function colourBeside(layers: readonly Layer[]): string {
	const free = layerColours.find((colour) => !layers.some((layer) => layer.colour === colour));
	return free ?? layerColours[layers.length % layerColours.length] ?? layerColours[0];
}

/**
 * Keeps a file as a layer; the same file once.
 * @throws {LayerError} when it cannot be drawn; its message goes on from the file's name.
 */
export async function takeLayer(
	store: CorpusStore,
	name: string,
	bytes: Uint8Array,
): Promise<{ readonly outcome: SaveOutcome; readonly layer: Layer }> {
	if (!bytes.length) throw new LayerError('is empty.');
	if (bytes.length > largestLayerBytes) {
		throw new LayerError(
			`is larger than ${largestLayerBytes / 1_000_000} MB. Divide it, or simplify its outlines.`,
		);
	}
	const features = readLayer(name, bytes, geopackageFeatures);
	const layers = await store.layers();
	const id = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
	const layer: Layer = {
		id,
		name: basename(name, extname(name)),
		colour: colourBeside(layers),
		shown: true,
		features: features.length,
		bbox: union(features.map(({ geometry }) => bboxOf(geometry) ?? world)) ?? world,
		added: new Date().toISOString(),
	};
	const outcome = await store.saveLayer(layer, features);
	return { outcome, layer: layers.find((each) => each.id === id) ?? layer };
}

/** A layer's feature as GeoJSON; its id is its number in the layer. */
export const layerFeature = ({ number, name, properties, geometry }: LayerFeature): Feature => ({
	type: 'Feature',
	id: number,
	properties: { ...properties, ...(name !== null && { name }) },
	geometry,
});

/** The whole layer as a GeoJSON collection, piece by piece; null when there is no such layer. */
export async function layerGeojson(
	store: CorpusStore,
	id: string,
): Promise<(() => AsyncGenerator<Uint8Array<ArrayBuffer>>) | null> {
	const first = await store.layerFeatures(id);
	if (!first) return null;
	return async function* () {
		const encoder = new TextEncoder();
		yield encoder.encode('{"type":"FeatureCollection","features":[');
		let page: typeof first | null = first;
		let between = '';
		while (page) {
			const words = page.items.map((item) => JSON.stringify(layerFeature(item)));
			yield encoder.encode(between + words.join(',\n'));
			between = ',\n';
			page = page.next === null ? null : await store.layerFeatures(id, page.next);
		}
		yield encoder.encode(']}');
	};
}
