/**
 * From places to MapLibre sources: plain values, so that tests need no WebGL. Points and areas live
 * in sources of their own; places that texts name only by a demonym are told apart.
 */
import type { FeatureCollection, Geometry, Point } from 'geojson';
import type { SourceSpecification } from 'maplibre-gl';
import type { LonLat, Outline } from '#lib/domain.ts';
import { type PlaceFeature, nameIn, shapeOf } from './place.ts';
import { type DrawnLayer, referenceSources } from './reference.ts';

export const sources = {
	points: 'data-points',
	areas: 'data-areas',
	names: 'data-names',
	selected: 'data-selected',
	near: 'data-near',
} as const;

/** The properties of a drawn place: flat, for style expressions. */
export interface Mark {
	readonly id: string;
	readonly label: string;
	readonly count: number;
	/** Named in texts only by a demonym. */
	readonly demonym: boolean;
	/** A river, mountain or the like: a ring, since its point is only somewhere on it. */
	readonly extended: boolean;
}

export interface Marks {
	readonly points: FeatureCollection<Point, Mark>;
	readonly areas: FeatureCollection<Outline, Mark>;
	/** One point for the name of every area. */
	readonly names: FeatureCollection<Point, Mark>;
}

/** Places sorted into sources. `named` holds the ids that texts call by name, not only by demonym. */
export function marks(
	places: readonly PlaceFeature[],
	{ language, named }: { readonly language: string; readonly named: ReadonlySet<string> },
): Marks {
	const points: Marks['points']['features'] = [];
	const areas: Marks['areas']['features'] = [];
	const names: Marks['names']['features'] = [];
	for (const place of places) {
		const { id, mentionCount: count, kind, lon, lat } = place.properties;
		const label = nameIn(place.properties, language);
		const mark = { id, label, count, demonym: !named.has(id), extended: kind === 'physical' };
		const at = { type: 'Point' as const, coordinates: [lon, lat] };
		const point = { type: 'Feature' as const, properties: mark, geometry: at };
		if (shapeOf(place) === 'dot') points.push(point);
		else names.push(point);
		if (place.geometry.type !== 'Point') {
			areas.push({ type: 'Feature', properties: mark, geometry: place.geometry });
		}
	}
	return {
		points: { type: 'FeatureCollection', features: points },
		areas: { type: 'FeatureCollection', features: areas },
		names: { type: 'FeatureCollection', features: names },
	};
}

/** Beyond this zoom nothing is gathered into clusters any more. */
export const clusterMaxZoom = 13;

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Everything that is drawn: the marks, the chosen place, and a search around a point. */
export interface Drawn {
	readonly marks: Marks;
	/** The address of tiles to read the points from instead of `marks`. */
	readonly tiles?: string | null;
	readonly selected: FeatureCollection;
	readonly near: FeatureCollection;
	/** What the analyst brought along. */
	readonly layers?: readonly DrawnLayer[];
}

const clustered = (data: Marks['points']): SourceSpecification => ({
	type: 'geojson',
	data,
	promoteId: 'id',
	cluster: true,
	clusterMaxZoom,
	clusterRadius: 36,
	clusterProperties: { count: ['+', ['get', 'count']] },
});

/** The server gathers what stands too close, as far as this zoom. */
const tiled = (address: string): SourceSpecification => ({
	type: 'vector',
	tiles: [address],
	maxzoom: clusterMaxZoom + 1,
	promoteId: { [tileLayer]: 'id' },
});

/** The layer of points in tiles, as the server names it. */
export const tileLayer = 'places';

export function dataSources({
	marks: data,
	tiles = null,
	selected,
	near,
	layers = [],
}: Drawn): Record<string, SourceSpecification> {
	return {
		[sources.points]: tiles === null ? clustered(data.points) : tiled(tiles),
		[sources.areas]: { type: 'geojson', data: data.areas, promoteId: 'id' },
		[sources.names]: { type: 'geojson', data: data.names, promoteId: 'id' },
		[sources.selected]: { type: 'geojson', data: selected },
		[sources.near]: { type: 'geojson', data: near },
		...referenceSources(layers),
	};
}

/** The selected place in its own source: outline, dot and name. */
export function selection(
	place: PlaceFeature | null,
	language: string,
): FeatureCollection<Point | Outline> {
	if (!place) return { type: 'FeatureCollection', features: [] };
	const { lon, lat, mentionCount } = place.properties;
	const label = nameIn(place.properties, language);
	const shape = shapeOf(place);
	const point = { type: 'Point' as const, coordinates: [lon, lat] };
	const properties = { role: shape === 'dot' ? 'dot' : 'name', label, count: mentionCount };
	const named = { type: 'Feature' as const, properties, geometry: point };
	if (shape !== 'area') return { type: 'FeatureCollection', features: [named] };
	const area = {
		type: 'Feature' as const,
		properties: { role: 'area' },
		geometry: place.geometry,
	};
	return { type: 'FeatureCollection', features: [area, named] };
}

/** A search around a point or a feature, as the map draws it. */
export interface NearMarks {
	readonly center: LonLat | null;
	/** What is searched around: a circle, or a layer's feature. */
	readonly circle: Geometry | null;
	/** The way to the selected place, where one is asked for. */
	readonly line: readonly LonLat[] | null;
}

export function nearFeatures(near: NearMarks | null): FeatureCollection {
	if (!near) return empty;
	const { center, circle, line } = near;
	const feature = (role: string, geometry: FeatureCollection['features'][number]['geometry']) => ({
		type: 'Feature' as const,
		properties: { role },
		geometry,
	});
	return {
		type: 'FeatureCollection',
		features: [
			...(circle ? [feature('circle', circle)] : []),
			...(line
				? [feature('distance', { type: 'LineString', coordinates: line.map((at) => [...at]) })]
				: []),
			...(center ? [feature('center', { type: 'Point', coordinates: [...center] })] : []),
		],
	};
}
