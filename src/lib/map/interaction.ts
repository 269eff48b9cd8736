/** What pointers do on the map: hover, click on one or several things, a long press. */
import type { GeoJSONSource, Map, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { LonLat } from '#lib/domain.ts';
import { hitLayers } from './layers.ts';
import { clusterMaxZoom, sources, tileLayer } from './marks.ts';
import { layerDrawnBy } from './reference.ts';

/** Something under the pointer, as the map tells it. */
export interface Hit {
	readonly layer: string;
	/** The place's id; the number of a cluster, or of a layer's feature. */
	readonly id: string | number;
	readonly at: LonLat;
}

/** What a click means. */
export type Choice =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'place'; readonly id: string }
	| { readonly kind: 'places'; readonly ids: readonly string[] }
	| { readonly kind: 'feature'; readonly layer: string; readonly number: number }
	| { readonly kind: 'cluster'; readonly id: number; readonly at: LonLat };

/**
 * Points and names count before the areas beneath them; several of equal standing are all offered,
 * so that each can be reached. A cluster counts where no single point was hit; a feature of a layer
 * where no place has its point there, since areas of places lie under everything.
 */
export function choose(hits: readonly Hit[]): Choice {
	const cluster = hits.find(({ layer }) => layer === hitLayers.clusters);
	const ids = (layers: readonly string[]) => [
		...new Set(hits.filter(({ layer }) => layers.includes(layer)).map(({ id }) => String(id))),
	];
	const points = ids([hitLayers.points]);
	if (cluster && !points.length) return { kind: 'cluster', id: Number(cluster.id), at: cluster.at };
	const feature = hits.find(({ layer }) => layerDrawnBy(layer) !== null);
	if (feature && !points.length) {
		const layer = layerDrawnBy(feature.layer) ?? '';
		return { kind: 'feature', layer, number: Number(feature.id) };
	}
	const names = ids([hitLayers.names]);
	const areas = ids([hitLayers.areas, `${hitLayers.areas}-demonym`]);
	const best = points.length ? points : names.length === 1 ? names : areas.length ? areas : names;
	const [only] = best;
	if (only === undefined) return { kind: 'nothing' };
	return best.length === 1 ? { kind: 'place', id: only } : { kind: 'places', ids: best };
}

const all = [...Object.values(hitLayers), `${hitLayers.areas}-demonym`];

function toHit({ id, layer, properties, geometry }: MapGeoJSONFeature): Hit {
	const at = geometry.type === 'Point' ? geometry.coordinates : [0, 0];
	const own = layer.id === hitLayers.clusters ? properties.cluster_id : properties.id;
	return {
		layer: layer.id,
		id: layerDrawnBy(layer.id) === null ? own : Number(id),
		at: [at[0] ?? 0, at[1] ?? 0],
	};
}

/** What lies within `reach` pixels of a point of the screen. */
export function hitsAt(map: Map, { x, y }: { x: number; y: number }, reach: number): Hit[] {
	const box: [PointLike, PointLike] = [
		[x - reach, y - reach],
		[x + reach, y + reach],
	];
	const brought = map.getLayersOrder().filter((id) => layerDrawnBy(id) !== null);
	const layers = [...all.filter((id) => map.getLayer(id)), ...brought];
	// An area counts where the pointer is, not near its edge.
	const exact = map.queryRenderedFeatures([x, y], { layers });
	const around = map
		.queryRenderedFeatures(box, { layers })
		.filter(({ layer: { id, type } }) => !id.startsWith(hitLayers.areas) && type !== 'fill');
	return [...around, ...exact].map(toHit);
}

export interface Callbacks {
	/** The one place under the pointer, or null. */
	onhover(id: string | null, x: number, y: number): void;
	onchoice(choice: Choice, x: number, y: number): void;
	/** A right click, a long press, or the menu key. */
	onmenu(at: LonLat, x: number, y: number): void;
	/** A click while a point is being picked, which then means nothing else. */
	onpick(at: LonLat): void;
	picking(): boolean;
}

const fromTiles = (map: Map, source: string) => map.getSource(source)?.type === 'vector';

const longPressMs = 500;

function watchLongPress(map: Map, onmenu: Callbacks['onmenu']) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const cancel = () => clearTimeout(timer);
	map.on('touchstart', ({ points, point, lngLat }) => {
		cancel();
		if (points.length > 1) return;
		timer = setTimeout(() => {
			const { lng, lat } = lngLat.wrap();
			onmenu([lng, lat], point.x, point.y);
		}, longPressMs);
	});
	for (const event of ['touchend', 'touchcancel', 'touchmove', 'movestart'] as const) {
		map.on(event, cancel);
	}
}

function watchHover(map: Map, { onhover, picking }: Callbacks) {
	let marked: { source: string; sourceLayer?: string; id: string } | null = null;
	const mark = (next: typeof marked) => {
		if (marked?.id === next?.id && marked?.source === next?.source) return;
		if (marked && map.getSource(marked.source)) map.setFeatureState(marked, { hover: false });
		marked = next;
		if (marked) map.setFeatureState(marked, { hover: true });
	};
	const leave = () => {
		mark(null);
		onhover(null, 0, 0);
	};
	map.on('mousemove', ({ point }) => {
		const choice = picking() ? { kind: 'nothing' as const } : choose(hitsAt(map, point, 3));
		map.getCanvas().style.cursor = picking()
			? 'crosshair'
			: choice.kind === 'nothing'
				? ''
				: 'pointer';
		const id =
			choice.kind === 'place' ? choice.id : choice.kind === 'places' ? choice.ids[0] : null;
		if (!id) return leave();
		const isArea = !hitsAt(map, point, 3).some(({ layer }) => layer === hitLayers.points);
		const source = isArea ? sources.areas : sources.points;
		mark({ source, ...(fromTiles(map, source) && { sourceLayer: tileLayer }), id });
		onhover(id, point.x, point.y);
	});
	map.on('mouseout', leave);
	map.on('movestart', leave);
}

/** Connects the map's pointers to `callbacks`. */
export function watch(map: Map, callbacks: Callbacks) {
	watchHover(map, callbacks);
	watchLongPress(map, callbacks.onmenu);
	map.on('click', ({ point, lngLat, originalEvent }) => {
		const { lng, lat } = lngLat.wrap();
		if (callbacks.picking()) return callbacks.onpick([lng, lat]);
		const touch = 'pointerType' in originalEvent && originalEvent.pointerType === 'touch';
		callbacks.onchoice(choose(hitsAt(map, point, touch ? 14 : 4)), point.x, point.y);
	});
	map.on('contextmenu', ({ point, lngLat }) => {
		const { lng, lat } = lngLat.wrap();
		callbacks.onmenu([lng, lat], point.x, point.y);
	});
}

/**
 * What becomes of a cluster: the zoom at which it opens, or, where it never does, the places in it.
 */
export async function openCluster(
	map: Map,
	id: number,
): Promise<{ readonly zoom: number } | { readonly ids: readonly string[] }> {
	if (fromTiles(map, sources.points)) return { zoom: map.getZoom() + 2 };
	const source = map.getSource<GeoJSONSource>(sources.points);
	if (!source) return { ids: [] };
	const zoom = await source.getClusterExpansionZoom(id);
	if (zoom <= clusterMaxZoom) return { zoom };
	const leaves = await source.getClusterLeaves(id, 500, 0);
	return { ids: leaves.map(({ properties }) => String(properties?.id)) };
}
