/**
 * The basemap as a MapLibre style: quiet land and water that leave the stage to the data. Pure:
 * the caller passes the page's origin and the addresses of the fonts.
 */
import type {
	ExpressionSpecification,
	LayerSpecification,
	StyleSpecification,
	SymbolLayerSpecification,
} from 'maplibre-gl';
import { type Palette, type Theme, palettes } from './palette.ts';

/** A font file and the characters it covers, as in CSS `unicode-range`. */
export interface FontFile {
	readonly url: string;
	readonly ranges: readonly string[];
}

/** The files of the three cuts that labels are set in. */
export interface Fonts {
	readonly regular: readonly FontFile[];
	readonly medium: readonly FontFile[];
	readonly italic: readonly FontFile[];
}

/** What the map must say about where its data comes from (HTML; MapLibre shows it). */
export const attribution =
	'<a href="https://www.naturalearthdata.com/">Natural Earth</a>, ' +
	'<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';

/**
 * Where data goes into the stack (`map.addLayer(layer, beforeId)`): areas under rivers and borders,
 * which stay readable through them; lines and points above those and under every label.
 */
export const slots = { areas: 'rivers', points: 'sea-labels' } as const;

const source = 'basemap';
const regular = ['Noto Sans Regular'];
const medium = ['Noto Sans Medium'];
const italic = ['Noto Sans Italic'];

/** Every label carries the least zoom it is drawn at; tiles beyond the last one are enlarged. */
const atItsZoom: ExpressionSpecification = ['<=', ['get', 'zoom'], ['zoom']];

const byZoom = (...stops: readonly number[]): ExpressionSpecification => [
	'interpolate',
	['linear'],
	['zoom'],
	...stops,
];

/** Land, water, rivers and borders, from below to above. */
function groundLayers(colour: Palette): LayerSpecification[] {
	const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
	return [
		{ id: 'sea', type: 'background', paint: { 'background-color': colour.sea } },
		{
			id: 'land',
			type: 'fill',
			source,
			'source-layer': 'land',
			paint: { 'fill-color': colour.land },
		},
		{
			id: 'lakes',
			type: 'fill',
			source,
			'source-layer': 'lakes',
			filter: atItsZoom,
			paint: { 'fill-color': colour.lake },
		},
		{
			id: 'rivers',
			type: 'line',
			source,
			'source-layer': 'rivers',
			filter: atItsZoom,
			layout: round,
			paint: { 'line-color': colour.river, 'line-width': byZoom(3, 0.4, 6, 0.9, 10, 2.2) },
		},
		{
			id: 'divisions',
			type: 'line',
			source,
			'source-layer': 'divisions',
			minzoom: 4,
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': colour.division,
				'line-width': byZoom(4, 0.5, 8, 1),
				'line-opacity': byZoom(4, 0, 5, 1),
				'line-dasharray': [3, 2],
			},
		},
		{
			id: 'disputed',
			type: 'line',
			source,
			'source-layer': 'disputed',
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': colour.border,
				'line-width': byZoom(2, 0.4, 5, 0.9, 9, 1.5),
				'line-dasharray': [2, 2],
			},
		},
		{
			id: 'borders',
			type: 'line',
			source,
			'source-layer': 'borders',
			layout: round,
			paint: {
				'line-color': colour.border,
				'line-width': byZoom(1, 0.3, 5, 0.9, 9, 1.5),
			},
		},
	];
}

type Label = Pick<SymbolLayerSpecification, 'id' | 'layout'> & {
	readonly 'source-layer': string;
	readonly minzoom?: number;
	readonly maxzoom?: number;
	/** Which features of its source layer, if not all. */
	readonly only?: ExpressionSpecification;
	readonly colour: string;
};

/** Names of seas, divisions, settlements, countries and capitals; the last are placed first. */
function labelLayers(colour: Palette, language: string): LayerSpecification[] {
	const text: ExpressionSpecification = ['coalesce', ['get', `name_${language}`], ['get', 'name']];
	// Spaced letters would tear joined scripts apart.
	const spaced = (ems: number) => (language === 'ar' ? 0 : ems);
	const settlement: SymbolLayerSpecification['layout'] = {
		'text-size': [
			'interpolate',
			['linear'],
			['zoom'],
			3,
			['interpolate', ['linear'], ['get', 'rank'], 3, 11.5, 8, 10],
			8,
			['interpolate', ['linear'], ['get', 'rank'], 3, 18, 8, 14, 14, 11],
			12,
			['interpolate', ['linear'], ['get', 'rank'], 3, 22, 14, 13],
		],
		'text-variable-anchor': ['bottom-left', 'top-left', 'bottom-right', 'top-right'],
		'text-radial-offset': 0.35,
		'text-justify': 'auto',
		'text-max-width': 9,
		'symbol-sort-key': ['get', 'rank'],
	};
	const labels: Label[] = [
		{
			id: 'sea-labels',
			'source-layer': 'sea_labels',
			colour: colour.seaLabel,
			layout: {
				'text-font': italic,
				'text-size': byZoom(1, 11, 4, 13, 7, 16),
				'text-letter-spacing': spaced(0.08),
				'text-max-width': 6,
			},
		},
		{
			id: 'division-labels',
			'source-layer': 'division_labels',
			minzoom: 5,
			maxzoom: 10,
			colour: colour.divisionLabel,
			layout: {
				'text-font': regular,
				'text-size': byZoom(5, 9.5, 9, 13),
				'text-letter-spacing': spaced(0.06),
				'text-max-width': 7,
			},
		},
		{
			id: 'settlement-labels',
			'source-layer': 'settlements',
			minzoom: 3,
			only: ['!=', ['get', 'kind'], 'capital'],
			colour: colour.settlementLabel,
			layout: { 'text-font': regular, ...settlement },
		},
		{
			id: 'country-labels',
			'source-layer': 'country_labels',
			minzoom: 1,
			maxzoom: 8,
			colour: colour.countryLabel,
			layout: {
				'text-font': medium,
				'text-size': [
					'interpolate',
					['linear'],
					['zoom'],
					1,
					['interpolate', ['linear'], ['get', 'zoom'], 1, 10.5, 3, 9.5],
					6,
					['interpolate', ['linear'], ['get', 'zoom'], 1, 22, 5, 13],
				],
				'text-letter-spacing': spaced(0.06),
				'text-max-width': 7,
				// Aside from the middle where a capital's name lies there.
				'text-variable-anchor': ['center', 'bottom', 'top'],
				'text-radial-offset': 0.9,
				'symbol-sort-key': ['get', 'zoom'],
			},
		},
		{
			id: 'capital-labels',
			'source-layer': 'settlements',
			minzoom: 3,
			only: ['==', ['get', 'kind'], 'capital'],
			colour: colour.settlementLabel,
			layout: { 'text-font': medium, ...settlement },
		},
	];
	return labels.map(({ colour: textColour, layout, only, ...label }) => ({
		...label,
		type: 'symbol',
		source,
		filter: only ? ['all', atItsZoom, only] : atItsZoom,
		layout: { 'text-field': text, 'text-padding': 4, ...layout },
		paint: {
			'text-color': textColour,
			'text-halo-color': label['source-layer'] === 'sea_labels' ? colour.sea : colour.land,
			'text-halo-width': 1.2,
			'text-halo-blur': 0.6,
		},
	}));
}

function settlementDots(colour: Palette): LayerSpecification {
	return {
		id: 'settlement-dots',
		type: 'circle',
		source,
		'source-layer': 'settlements',
		minzoom: 3,
		filter: atItsZoom,
		paint: {
			'circle-color': ['match', ['get', 'kind'], 'capital', colour.land, colour.dot],
			'circle-radius': byZoom(4, 1.8, 10, 3),
			'circle-stroke-color': ['match', ['get', 'kind'], 'capital', colour.dot, colour.land],
			'circle-stroke-width': ['match', ['get', 'kind'], 'capital', 1.4, 0.5],
		},
	};
}

/**
 * The style of the basemap, complete but for data layers, which go in at `slots`.
 * @param language of the labels (en, nl, de, fr, es, ar, tr); others show each place's own name
 * @param origin of the server, `http://127.0.0.1:4173`, without a slash at the end
 */
export function basemapStyle({
	theme,
	language,
	origin,
	fonts,
}: {
	readonly theme: Theme;
	readonly language: string;
	readonly origin: string;
	readonly fonts: Fonts;
}): StyleSpecification {
	const colour = palettes[theme];
	const face = (files: readonly FontFile[]) =>
		files.map(({ url, ranges }) => ({
			url: new URL(url, origin).href,
			'unicode-range': [...ranges],
		}));
	return {
		version: 8,
		name: `Whereabouts ${theme}`,
		'font-faces': {
			'Noto Sans Regular': face(fonts.regular),
			'Noto Sans Medium': face(fonts.medium),
			'Noto Sans Italic': face(fonts.italic),
		},
		sources: {
			[source]: {
				type: 'vector',
				url: `pmtiles://${origin}/basemap/world.pmtiles`,
				attribution,
			},
		},
		layers: [...groundLayers(colour), settlementDots(colour), ...labelLayers(colour, language)],
	};
}
