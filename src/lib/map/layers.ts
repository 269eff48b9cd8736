/**
 * From places to MapLibre sources and layers: plain values, so that tests need no WebGL. Points and
 * areas live in sources of their own; places that texts name only by a demonym are told apart.
 */
import type { FeatureCollection, Point } from 'geojson';
import type {
	ExpressionSpecification,
	FilterSpecification,
	LayerSpecification,
	SourceSpecification,
	StyleSpecification,
} from 'maplibre-gl';
import type { LonLat, Outline } from '#lib/domain.ts';
import { slots } from './basemap.ts';
import type { Theme } from './palette.ts';
import { type PlaceFeature, nameIn, shapeOf } from './place.ts';

/** What the reader can switch and fade. */
export const groups = ['points', 'areas', 'demonyms', 'labels'] as const;
export type Group = (typeof groups)[number];
export type Shown = Readonly<
	Record<Group, { readonly visible: boolean; readonly opacity: number }>
>;

export interface DataColours {
	readonly mark: string;
	readonly markEdge: string;
	readonly selected: string;
	readonly label: string;
	readonly halo: string;
}

/** Blue and orange stay apart in every common colour blindness, and from the basemap. */
export const dataColours: Readonly<Record<Theme, DataColours>> = {
	light: {
		mark: '#1d5fbf',
		markEdge: '#ffffff',
		selected: '#d95f02',
		label: '#123a75',
		halo: '#ffffff',
	},
	dark: {
		mark: '#6ea8ff',
		markEdge: '#12181d',
		selected: '#ff9d4d',
		label: '#d3e4ff',
		halo: '#12181d',
	},
};

export const sources = {
	points: 'data-points',
	areas: 'data-areas',
	names: 'data-names',
	selected: 'data-selected',
	near: 'data-near',
} as const;

/** Layers a pointer can hit, in the order in which hits count. */
export const hitLayers = {
	clusters: 'data-clusters',
	points: 'data-points',
	names: 'data-area-names',
	areas: 'data-areas-fill',
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
	readonly selected: FeatureCollection;
	readonly near: FeatureCollection;
}

export function dataSources({
	marks: data,
	selected,
	near,
}: Drawn): Record<string, SourceSpecification> {
	return {
		[sources.points]: {
			type: 'geojson',
			data: data.points,
			promoteId: 'id',
			cluster: true,
			clusterMaxZoom,
			clusterRadius: 36,
			clusterProperties: { count: ['+', ['get', 'count']] },
		},
		[sources.areas]: { type: 'geojson', data: data.areas, promoteId: 'id' },
		[sources.names]: { type: 'geojson', data: data.names, promoteId: 'id' },
		[sources.selected]: { type: 'geojson', data: selected },
		[sources.near]: { type: 'geojson', data: near },
	};
}

/** The area of a dot grows with its count, from 5 to 20 px of radius. */
export const radius = (count: ExpressionSpecification): ExpressionSpecification => [
	'min',
	20,
	['+', 3.5, ['*', 1.8, ['sqrt', count]]],
];

const isCluster: FilterSpecification = ['has', 'point_count'];
const isPoint: FilterSpecification = ['!', ['has', 'point_count']];
const fonts = { regular: ['Noto Sans Regular'], medium: ['Noto Sans Medium'] };

const hovered = (on: number, off: number): ExpressionSpecification => [
	'case',
	['boolean', ['feature-state', 'hover'], false],
	on,
	off,
];

function areaLayers(colour: DataColours, shown: Shown): LayerSpecification[] {
	const parts = [
		{ group: 'areas', suffix: '', demonym: false },
		{ group: 'demonyms', suffix: '-demonym', demonym: true },
	] as const;
	return parts.flatMap(({ group, suffix, demonym }): LayerSpecification[] => {
		const { visible, opacity } = shown[group];
		const filter: FilterSpecification = ['==', ['get', 'demonym'], demonym];
		const layout = { visibility: visible ? ('visible' as const) : ('none' as const) };
		return [
			{
				id: `data-areas-fill${suffix}`,
				type: 'fill',
				source: sources.areas,
				filter,
				layout,
				paint: {
					'fill-color': colour.mark,
					'fill-opacity': hovered(0.2 * opacity, (demonym ? 0.04 : 0.09) * opacity),
				},
			},
			{
				id: `data-areas-line${suffix}`,
				type: 'line',
				source: sources.areas,
				filter,
				layout: { ...layout, 'line-join': 'round' },
				paint: {
					'line-color': colour.mark,
					'line-opacity': 0.75 * opacity,
					'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.8, 8, 1.8],
					...(demonym && { 'line-dasharray': [3, 2] }),
				},
			},
		];
	});
}

function pointLayers(colour: DataColours, shown: Shown): LayerSpecification[] {
	const { visible, opacity } = shown.points;
	const layout = { visibility: visible ? ('visible' as const) : ('none' as const) };
	const text = {
		'text-color': colour.label,
		'text-halo-color': colour.halo,
		'text-halo-width': 1.5,
	};
	return [
		{
			id: hitLayers.names,
			type: 'symbol',
			source: sources.names,
			filter: shown.demonyms.visible ? true : ['==', ['get', 'demonym'], false],
			layout: {
				visibility: shown.areas.visible ? 'visible' : 'none',
				'text-field': ['get', 'label'],
				'text-font': fonts.medium,
				'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 6, 16],
				'text-max-width': 7,
				'symbol-sort-key': ['-', 0, ['get', 'count']],
			},
			paint: { ...text, 'text-opacity': shown.areas.opacity },
		},
		{
			id: hitLayers.points,
			type: 'circle',
			source: sources.points,
			filter: isPoint,
			layout: { ...layout, 'circle-sort-key': ['-', 0, ['get', 'count']] },
			paint: {
				'circle-color': colour.mark,
				'circle-opacity': ['*', opacity, ['case', ['get', 'extended'], 0.25, hovered(1, 0.85)]],
				'circle-radius': radius(['get', 'count']),
				'circle-stroke-color': ['case', ['get', 'extended'], colour.mark, colour.markEdge],
				'circle-stroke-width': hovered(3, 1.5),
				'circle-stroke-opacity': opacity,
			},
		},
		{
			id: hitLayers.clusters,
			type: 'circle',
			source: sources.points,
			filter: isCluster,
			layout,
			paint: {
				'circle-color': colour.mark,
				'circle-opacity': 0.92 * opacity,
				'circle-radius': ['+', 4, radius(['get', 'count'])],
				'circle-stroke-color': colour.mark,
				'circle-stroke-opacity': 0.3 * opacity,
				'circle-stroke-width': 5,
			},
		},
		{
			id: 'data-cluster-counts',
			type: 'symbol',
			source: sources.points,
			filter: isCluster,
			layout: {
				...layout,
				'text-field': ['get', 'point_count_abbreviated'],
				'text-font': fonts.medium,
				'text-size': 12,
				'text-allow-overlap': true,
			},
			paint: { 'text-color': colour.markEdge, 'text-opacity': opacity },
		},
		{
			id: 'data-point-names',
			type: 'symbol',
			source: sources.points,
			filter: isPoint,
			layout: {
				...layout,
				'text-field': ['get', 'label'],
				'text-font': fonts.medium,
				'text-size': ['interpolate', ['linear'], ['get', 'count'], 1, 12, 10, 15],
				'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
				'text-radial-offset': [
					'interpolate',
					['linear'],
					['get', 'count'],
					1,
					0.7,
					10,
					0.9,
					50,
					1.4,
				],
				'text-justify': 'auto',
				'text-max-width': 8,
				'symbol-sort-key': ['-', 0, ['get', 'count']],
			},
			paint: { ...text, 'text-opacity': opacity },
		},
	];
}

/** What the reader has chosen stays in sight above everything, whatever is switched off. */
function focusLayers(colour: DataColours): LayerSpecification[] {
	const only = (role: string): FilterSpecification => ['==', ['get', 'role'], role];
	return [
		{
			id: 'data-near-fill',
			type: 'fill',
			source: sources.near,
			filter: only('circle'),
			paint: { 'fill-color': colour.selected, 'fill-opacity': 0.05 },
		},
		{
			id: 'data-near-line',
			type: 'line',
			source: sources.near,
			filter: only('circle'),
			paint: { 'line-color': colour.selected, 'line-width': 1.8, 'line-dasharray': [4, 2] },
		},
		{
			id: 'data-distance',
			type: 'line',
			source: sources.near,
			filter: only('distance'),
			layout: { 'line-cap': 'round' },
			paint: { 'line-color': colour.selected, 'line-width': 2 },
		},
		{
			id: 'data-near-center',
			type: 'circle',
			source: sources.near,
			filter: only('center'),
			paint: {
				'circle-radius': 4,
				'circle-color': colour.selected,
				'circle-stroke-color': colour.markEdge,
				'circle-stroke-width': 2,
			},
		},
		{
			id: 'data-selected-line',
			type: 'line',
			source: sources.selected,
			filter: only('area'),
			layout: { 'line-join': 'round' },
			paint: { 'line-color': colour.selected, 'line-width': 2.5 },
		},
		{
			id: 'data-selected-point',
			type: 'circle',
			source: sources.selected,
			filter: only('dot'),
			paint: {
				'circle-color': colour.selected,
				'circle-radius': ['max', 7, radius(['get', 'count'])],
				'circle-stroke-color': colour.markEdge,
				'circle-stroke-width': 2.5,
			},
		},
		{
			id: 'data-selected-name',
			type: 'symbol',
			source: sources.selected,
			filter: ['!', only('area') as ExpressionSpecification],
			layout: {
				'text-field': ['get', 'label'],
				'text-font': fonts.medium,
				'text-size': 15,
				'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
				'text-radial-offset': ['case', ['==', ['get', 'role'], 'dot'], 1, 0],
				'text-justify': 'auto',
				'text-max-width': 8,
			},
			paint: {
				'text-color': colour.selected,
				'text-halo-color': colour.halo,
				'text-halo-width': 2,
			},
		},
	];
}

/** Labels of the basemap make way for our own of the same name, and follow their switch. */
function dimmed(layer: LayerSpecification, shown: Shown, taken: readonly string[]) {
	if (layer.type !== 'symbol') return layer;
	const { visible, opacity } = shown.labels;
	const text = layer.layout?.['text-field'] as ExpressionSpecification;
	const free: ExpressionSpecification = ['!', ['in', text, ['literal', [...taken]]]];
	const filter = layer.filter as ExpressionSpecification | undefined;
	return {
		...layer,
		filter: filter ? ['all', filter, free] : free,
		layout: { ...layer.layout, visibility: visible ? 'visible' : 'none' },
		paint: { ...layer.paint, 'text-opacity': opacity },
	} as LayerSpecification;
}

/** The whole style: the basemap with the data in its slots. */
export function workbenchStyle(
	basemap: StyleSpecification,
	drawn: Drawn,
	{ theme, shown }: { readonly theme: Theme; readonly shown: Shown },
): StyleSpecification {
	const colour = dataColours[theme];
	const taken = [...drawn.marks.points.features, ...drawn.marks.names.features].map(
		({ properties }) => properties.label,
	);
	const layers = basemap.layers.flatMap((layer): LayerSpecification[] => {
		const own = dimmed(layer, shown, taken);
		return layer.id === slots.areas ? [...areaLayers(colour, shown), own] : [own];
	});
	return {
		...basemap,
		sources: { ...basemap.sources, ...dataSources(drawn) },
		layers: [...layers, ...focusLayers(colour).slice(0, 2), ...pointLayers(colour, shown)].concat(
			focusLayers(colour).slice(2),
		),
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

/** A search around a point, as the map draws it. */
export interface NearMarks {
	readonly center: LonLat;
	readonly circle: Outline | null;
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
			feature('center', { type: 'Point', coordinates: [...center] }),
		],
	};
}
