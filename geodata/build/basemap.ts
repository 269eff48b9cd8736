/** Builds `geodata/basemap/world.pmtiles`: the whole basemap in one file of vector tiles. */
import { readFileSync, writeFileSync } from 'node:fs';
import { GeoJSONVT, type Tile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection, Geometry, Point } from 'geojson';
import { type Boundaries, readBoundaries } from './boundaries.ts';
import { countryLabels, divisionLabels, seaLabels } from './labels.ts';
import { type TileAddress, pmtiles } from './pmtiles.ts';
import { settlementLabels } from './settlements.ts';
import { lakes, rivers } from './water.ts';

/** Beyond this zoom the map enlarges: finer than the sources are drawn, there is nothing to add. */
const maxZoom = 7;
const extent = 4096;

interface Layer {
	readonly data: FeatureCollection;
	/** The first zoom whose tiles carry the layer. */
	readonly from: number;
	/** How far features reach beyond their tile, in its units of 1/4096. */
	readonly buffer: number;
}

const feature = (geometry: Geometry): FeatureCollection => ({
	type: 'FeatureCollection',
	features: [{ type: 'Feature', geometry, properties: {} }],
});
const points = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

function layers(boundaries: Boundaries): Record<string, Layer> {
	const authored = JSON.parse(
		readFileSync(new URL('../places/baghouz.geojson', import.meta.url), 'utf8'),
	) as FeatureCollection<Point>;
	return {
		land: { data: feature(boundaries.land), from: 0, buffer: 64 },
		lakes: { data: lakes(), from: 0, buffer: 64 },
		rivers: { data: rivers(), from: 2, buffer: 32 },
		divisions: { data: feature(boundaries.divisionLines), from: 4, buffer: 16 },
		borders: { data: feature(boundaries.borders), from: 0, buffer: 16 },
		disputed: { data: feature(boundaries.disputed), from: 2, buffer: 16 },
		sea_labels: { data: points(seaLabels()), from: 0, buffer: 0 },
		country_labels: { data: points(countryLabels(boundaries)), from: 0, buffer: 0 },
		division_labels: { data: points(divisionLabels(boundaries)), from: 3, buffer: 0 },
		settlements: { data: points(settlementLabels(authored)), from: 3, buffer: 0 },
	};
}

/** Only what is drawn at a zoom goes into its tiles; the last zoom's tiles carry everything. */
function drawnAt(layer: Layer, z: number): FeatureCollection {
	if (z === maxZoom) return layer.data;
	const features = layer.data.features.filter(
		({ properties }) => (properties?.zoom ?? 0) < z + 1,
	);
	return { type: 'FeatureCollection', features };
}

function* tilesAt(all: Record<string, Layer>, z: number): Generator<TileAddress & { bytes: Uint8Array }> {
	const indices = Object.entries(all)
		.filter(([, layer]) => layer.from <= z)
		.map(([name, layer]) => {
			// The index simplifies every zoom but its last, so that one has to lie beyond; the tiles
			// that the map enlarges keep finer lines.
			const tolerance = z === maxZoom ? 1 : 3;
			const zooms = { maxZoom: z + 1, indexMaxZoom: z, indexMaxPoints: 0 };
			return [name, new GeoJSONVT(drawnAt(layer, z), { ...zooms, tolerance, extent, buffer: layer.buffer })] as const;
		});
	for (let x = 0; x < 2 ** z; x++) {
		for (let y = 0; y < 2 ** z; y++) {
			const found: Record<string, Tile> = {};
			for (const [name, index] of indices) {
				const tile = index.getTile(z, x, y);
				if (tile?.features.length) found[name] = tile;
			}
			if (Object.keys(found).length === 0) continue;
			yield { z, x, y, bytes: fromGeojsonVt(found, { version: 2, extent }) };
		}
	}
}

/** The properties that a layer's features carry and their types, as TileJSON names them. */
function fieldsOf({ features }: FeatureCollection): Record<string, string> {
	const fields = new Map<string, string>();
	for (const { properties } of features) {
		for (const [key, value] of Object.entries(properties ?? {})) {
			fields.set(key, typeof value === 'number' ? 'Number' : 'String');
		}
	}
	return Object.fromEntries([...fields].sort());
}

export function buildBasemap(boundaries: Boundaries = readBoundaries()): void {
	const all = layers(boundaries);
	const tiles = Array.from({ length: maxZoom + 1 }, (_, z) => [...tilesAt(all, z)]).flat();
	const archive = pmtiles(tiles, {
		name: 'Whereabouts basemap',
		attribution: 'Natural Earth; GeoNames (CC BY 4.0)',
		vector_layers: Object.entries(all).map(([id, { from, data }]) => ({
			id,
			minzoom: from,
			maxzoom: maxZoom,
			fields: fieldsOf(data),
		})),
	});
	writeFileSync(new URL('../basemap/world.pmtiles', import.meta.url), archive);
}
