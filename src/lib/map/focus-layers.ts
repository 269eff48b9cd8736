/** The layers of what the reader has chosen, and of a search around something. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { type DataColours, fonts, radius } from './layers.ts';
import { sources } from './marks.ts';

/** What the reader has chosen stays in sight above everything, whatever is switched off. */
export function focusLayers(colour: DataColours): LayerSpecification[] {
	const only = (role: string): FilterSpecification => ['==', ['get', 'role'], role];
	return [
		{
			id: 'data-near-fill',
			type: 'fill',
			source: sources.near,
			filter: [
				'all',
				only('circle') as ExpressionSpecification,
				['==', ['geometry-type'], 'Polygon'],
			],
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
