/** The basemap and the data as one MapLibre style. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { slots } from './basemap.ts';
import { focusLayers } from './focus-layers.ts';
import { type Shown, areaLayers, dataColours, pointLayers } from './layers.ts';
import { type Drawn, dataSources, sources, tileLayer } from './marks.ts';
import type { Theme } from './palette.ts';
import { referenceLayers } from './reference.ts';

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

/** A size times `scale`. An expression of the zoom must stay on top, so its results are multiplied. */
function times(size: unknown, scale: number): unknown {
	if (typeof size === 'number') return size * scale;
	if (!Array.isArray(size)) return size;
	const [operator, curve, input, ...stops] = size;
	if (operator !== 'interpolate' || JSON.stringify(input) !== '["zoom"]') return ['*', scale, size];
	return [operator, curve, input, ...stops.map((stop, i) => (i % 2 ? times(stop, scale) : stop))];
}

/** The layer with its names and dots larger by `scale`. */
function scaled(layer: LayerSpecification, scale: number): LayerSpecification {
	if (scale === 1) return layer;
	if (layer.type === 'symbol') {
		const size = times(layer.layout?.['text-size'] ?? 16, scale);
		return { ...layer, layout: { ...layer.layout, 'text-size': size } } as LayerSpecification;
	}
	if (layer.type !== 'circle') return layer;
	const size = times(layer.paint?.['circle-radius'] ?? 5, scale);
	return { ...layer, paint: { ...layer.paint, 'circle-radius': size } } as LayerSpecification;
}

/** The whole style: the basemap with the data in its slots. */
export function workbenchStyle(
	basemap: StyleSpecification,
	drawn: Drawn,
	{
		theme,
		shown,
		chosen,
		scale = 1,
	}: {
		readonly theme: Theme;
		readonly shown: Shown;
		/** The id of the chosen place. */
		readonly chosen: string | null;
		/** Of names and dots, for screens on which everything is larger. */
		readonly scale?: number;
	},
): StyleSpecification {
	const colour = dataColours[theme];
	const taken = [...drawn.marks.points.features, ...drawn.marks.names.features].map(
		({ properties }) => properties.label,
	);
	const layers = basemap.layers.flatMap((layer): LayerSpecification[] => {
		const own = dimmed(layer, shown, taken);
		return layer.id === slots.areas ? [...areaLayers(colour, shown), own] : [own];
	});
	const points = pointLayers(colour, shown, chosen).map((layer) =>
		drawn.tiles && 'source' in layer && layer.source === sources.points
			? ({ ...layer, 'source-layer': tileLayer } as LayerSpecification)
			: layer,
	);
	const focus = focusLayers(colour);
	const [under, over] = [focus.slice(0, 2), focus.slice(2)];
	const brought = referenceLayers(drawn.layers ?? [], colour);
	return {
		...basemap,
		sources: { ...basemap.sources, ...dataSources(drawn) },
		layers: [...layers, ...brought, ...under, ...points, ...over].map((layer) =>
			scaled(layer, scale),
		),
	};
}
