/** The layers that draw places, the chosen one and a search, as plain style values. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { sources } from './marks.ts';
import type { Theme } from './palette.ts';

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

/** Layers a pointer can hit, in the order in which hits count. */
export const hitLayers = {
	clusters: 'data-clusters',
	points: 'data-points',
	names: 'data-area-names',
	areas: 'data-areas-fill',
} as const;

/** The area of a dot grows with its count, from 5 to 20 px of radius. */
export const radius = (count: ExpressionSpecification): ExpressionSpecification => [
	'min',
	20,
	['+', 3.5, ['*', 1.8, ['sqrt', count]]],
];

const isCluster: FilterSpecification = ['has', 'point_count'];
const isPoint: FilterSpecification = ['!', ['has', 'point_count']];

/** What layers of names leave out: the chosen place, which has a name of its own on top. */
export function nameFilters(
	chosen: string | null,
	shown: Shown,
): Readonly<Record<'data-point-names' | 'data-area-names', FilterSpecification>> {
	const other: ExpressionSpecification = ['!=', ['get', 'id'], chosen ?? ''];
	return {
		'data-point-names': ['all', isPoint as ExpressionSpecification, other],
		'data-area-names': shown.demonyms.visible
			? other
			: ['all', ['==', ['get', 'demonym'], false], other],
	};
}
export const fonts = { regular: ['Noto Sans Regular'], medium: ['Noto Sans Medium'] };

const hovered = (on: number, off: number): ExpressionSpecification => [
	'case',
	['boolean', ['feature-state', 'hover'], false],
	on,
	off,
];

export function areaLayers(colour: DataColours, shown: Shown): LayerSpecification[] {
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
					'line-opacity': [
						'interpolate',
						['linear'],
						['zoom'],
						2,
						0.3 * opacity,
						6,
						0.75 * opacity,
					],
					'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.8, 8, 1.8],
					...(demonym && { 'line-dasharray': [3, 2] }),
				},
			},
		];
	});
}

export function pointLayers(
	colour: DataColours,
	shown: Shown,
	chosen: string | null,
): LayerSpecification[] {
	const { visible, opacity } = shown.points;
	const layout = { visibility: visible ? ('visible' as const) : ('none' as const) };
	const names = nameFilters(chosen, shown);
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
			filter: names['data-area-names'],
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
			// Unseen: keeps the basemap's names off our dots, above all its own name of the same place.
			id: 'data-point-room',
			type: 'symbol',
			source: sources.points,
			filter: isPoint,
			layout: {
				...layout,
				'text-field': 'o',
				'text-font': fonts.medium,
				'text-size': 10,
				'text-padding': 6,
				'text-allow-overlap': true,
			},
			paint: { 'text-opacity': 0 },
		},
		{
			id: 'data-point-names',
			type: 'symbol',
			source: sources.points,
			filter: names['data-point-names'],
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
				// About as far as the circle reaches: no name is set on it.
				'text-padding': 10,
			},
			paint: { 'text-color': colour.markEdge, 'text-opacity': opacity },
		},
	];
}
