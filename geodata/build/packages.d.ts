/**
 * The build-time packages, as far as we use them. They are installed only by `npm run geodata`,
 * so the type check of a plain checkout has to know their shapes from here.
 */
declare module 'topojson-server' {
	export function topology(
		objects: Record<string, import('geojson').GeoJSON>,
		quantization?: number,
	): import('topojson-client').Topology;
}

declare module 'topojson-client' {
	export interface Piece {
		readonly properties: Record<string, unknown>;
	}
	export interface Topology {
		readonly arcs: readonly (readonly import('geojson').Position[])[];
		readonly objects: Record<string, { readonly geometries: readonly Piece[] }>;
	}
	export function merge(
		topology: Topology,
		pieces: readonly Piece[],
	): import('geojson').MultiPolygon;
	export function mergeArcs(
		topology: Topology,
		pieces: readonly Piece[],
	): { readonly arcs: readonly (readonly (readonly number[])[])[] };
	export function mesh(
		topology: Topology,
		object: { readonly geometries: readonly Piece[] },
		filter: (a: Piece, b: Piece) => boolean,
	): import('geojson').MultiLineString;
}

declare module 'topojson-simplify' {
	/** Gives each point of the lines its weight as a third coordinate. */
	export function presimplify(
		topology: import('topojson-client').Topology,
	): import('topojson-client').Topology;
}

declare module 'polylabel' {
	/** The pole of inaccessibility and its distance to the outline, in the polygon's own units. */
	export default function polylabel(
		polygon: readonly (readonly (readonly number[])[])[],
		precision?: number,
	): [number, number] & { distance: number };
}

declare module '@maplibre/geojson-vt' {
	export interface Tile {
		readonly features: readonly unknown[];
	}
	export class GeoJSONVT {
		constructor(
			data: import('geojson').GeoJSON,
			options: {
				maxZoom: number;
				indexMaxZoom: number;
				indexMaxPoints: number;
				tolerance: number;
				extent: number;
				buffer: number;
			},
		);
		getTile(z: number, x: number, y: number): Tile | null;
	}
}

declare module '@maplibre/vt-pbf' {
	export function fromGeojsonVt(
		layers: Record<string, import('@maplibre/geojson-vt').Tile>,
		options: { version: number; extent: number },
	): Uint8Array;
}

declare module '@faker-js/faker' {
	/** Names by gender, or for every one. */
	export type NameList = Readonly<Record<string, readonly string[]>>;
	export const allLocales: Readonly<
		Record<string, { person?: { first_name?: NameList; last_name?: NameList } }>
	>;
}

declare module 'fflate' {
	export function gzipSync(data: Uint8Array, options: { level: 9; mtime: number }): Uint8Array;
}

declare module 'nspell' {
	/** `data` has every word form that the dictionary spells out or inflects, as keys. */
	export default function nspell(dictionary: { aff: Uint8Array; dic: Uint8Array }): {
		readonly data: Readonly<Record<string, readonly string[]>>;
	};
}
