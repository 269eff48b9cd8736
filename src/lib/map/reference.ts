/** Layers that the analyst brought along, drawn beneath the marks of the corpus. */
import type {
	ExpressionSpecification,
	FilterSpecification,
	LayerSpecification,
	SourceSpecification,
} from 'maplibre-gl';
import type { DataColours } from './layers.ts';

/** A layer as the map draws it. */
export interface DrawnLayer {
	readonly id: string;
	/** `#rrggbb`. */
	readonly colour: string;
	/** Where its GeoJSON is. */
	readonly address: string;
}

const prefix = 'layer';
const parts = ['fill', 'line', 'point'] as const;
type Part = (typeof parts)[number];
const partId = (id: string, part: Part | 'name'): string => `${prefix}-${part}-${id}`;

/** The layer that a layer of the style draws; null where it draws none. */
export function layerDrawnBy(styleLayer: string): string | null {
	const found = parts.find((part) => styleLayer.startsWith(partId('', part)));
	return found ? styleLayer.slice(partId('', found).length) : null;
}

export const referenceSources = (
	layers: readonly DrawnLayer[],
): Record<string, SourceSpecification> =>
	Object.fromEntries(
		layers.map(({ id, address }) => [`${prefix}-${id}`, { type: 'geojson', data: address }]),
	);

const isPoint: FilterSpecification = ['==', ['geometry-type'], 'Point'];
const isArea: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
const hasEdge: FilterSpecification = ['!=', ['geometry-type'], 'Point'];
const namesFromZoom = 7;

/** A colour that is read on the map: nearer to that of its labels. */
const readable = (colour: string, label: string): ExpressionSpecification => [
	'interpolate',
	['linear'],
	0.5,
	0,
	colour,
	1,
	label,
];

/** Areas first, so that nothing of the same layer is hidden. */
export const referenceLayers = (
	layers: readonly DrawnLayer[],
	{ markEdge, label, halo }: DataColours,
): LayerSpecification[] =>
	layers.flatMap(({ id, colour }): LayerSpecification[] => {
		const source = `${prefix}-${id}`;
		return [
			{
				id: partId(id, 'fill'),
				type: 'fill',
				source,
				filter: isArea,
				paint: { 'fill-color': colour, 'fill-opacity': 0.15 },
			},
			{
				id: partId(id, 'line'),
				type: 'line',
				source,
				filter: hasEdge,
				layout: { 'line-join': 'round', 'line-cap': 'round' },
				paint: { 'line-color': colour, 'line-width': 2 },
			},
			{
				id: partId(id, 'point'),
				type: 'circle',
				source,
				filter: isPoint,
				paint: {
					'circle-color': colour,
					'circle-radius': 5,
					'circle-stroke-color': markEdge,
					'circle-stroke-width': 1.5,
				},
			},
			{
				id: partId(id, 'name'),
				type: 'symbol',
				source,
				minzoom: namesFromZoom,
				layout: {
					'text-field': ['coalesce', ['get', 'name'], ''] as ExpressionSpecification,
					'text-font': ['Noto Sans Regular'],
					'text-size': 12,
					'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
					'text-radial-offset': 0.7,
					'text-max-width': 9,
				},
				paint: {
					'text-color': readable(colour, label),
					'text-halo-color': halo,
					'text-halo-width': 1.5,
				},
			},
		];
	});
