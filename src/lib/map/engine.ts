/** Starts MapLibre: its worker, the tile file's protocol, and the controls on the map. */
import {
	AttributionControl,
	FullscreenControl,
	GlobeControl,
	Map,
	NavigationControl,
	ScaleControl,
	addProtocol,
	setWorkerUrl,
} from 'maplibre-gl';
import type { IControl, StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { Bbox } from '#lib/domain.ts';
import { type Camera, type View, cornersOf } from './camera.ts';

/** The words on the map's own controls. */
export interface ControlTexts {
	readonly title: string;
	readonly zoomIn: string;
	readonly zoomOut: string;
	readonly north: string;
	readonly fullscreen: string;
	readonly leaveFullscreen: string;
	readonly globe: string;
	readonly flat: string;
	readonly attribution: string;
}

const inMapLibre = (texts: ControlTexts) => ({
	'Map.Title': texts.title,
	'NavigationControl.ZoomIn': texts.zoomIn,
	'NavigationControl.ZoomOut': texts.zoomOut,
	'NavigationControl.ResetBearing': texts.north,
	'FullscreenControl.Enter': texts.fullscreen,
	'FullscreenControl.Exit': texts.leaveFullscreen,
	'GlobeControl.Enable': texts.globe,
	'GlobeControl.Disable': texts.flat,
	'AttributionControl.ToggleAttribution': texts.attribution,
});

let started = false;

function startOnce() {
	if (started) return;
	started = true;
	setWorkerUrl(workerUrl);
	addProtocol('pmtiles', new Protocol().tile);
}

/** A map in `container`; `whole` is what fills the screen in full-screen mode. */
export function createMap({
	container,
	whole,
	style,
	camera,
	bounds,
	covered,
	globe,
	texts,
}: {
	readonly container: HTMLElement;
	readonly whole: HTMLElement;
	readonly style: StyleSpecification;
	readonly camera: Camera;
	/** Shown whole instead of `camera`, where given. */
	readonly bounds: Bbox | null;
	/** Pixels at the bottom that something else covers. */
	readonly covered: number;
	readonly globe: boolean;
	readonly texts: ControlTexts;
}): Map {
	startOnce();
	const map = new Map({
		container,
		style: { ...style, projection: { type: globe ? 'globe' : 'mercator' } },
		center: [...camera.center],
		zoom: camera.zoom,
		bearing: camera.bearing,
		pitch: camera.pitch,
		maxZoom: 18,
		attributionControl: false,
		locale: inMapLibre(texts),
		fadeDuration: 150,
	});
	map.setPadding({ top: 0, left: 0, right: 0, bottom: covered });
	if (bounds) map.fitBounds(cornersOf(bounds), { padding: 56, maxZoom: 7, animate: false });
	const controls: [IControl, Parameters<Map['addControl']>[1]][] = [
		[new NavigationControl({ visualizePitch: true }), 'top-right'],
		[new GlobeControl(), 'top-right'],
		[new FullscreenControl({ container: whole }), 'top-right'],
		[new ScaleControl({ maxWidth: 120 }), 'bottom-left'],
		[new AttributionControl({ compact: true }), 'bottom-right'],
	];
	for (const [control, corner] of controls) map.addControl(control, corner);
	return map;
}

/** What the map shows now. */
export function viewOf(map: Map): View {
	const { lng, lat } = map.getCenter().wrap();
	const bounds = map.getBounds();
	const wide = bounds.getEast() - bounds.getWest() >= 360;
	const wrap = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
	const [west, east] = wide ? [-180, 180] : [wrap(bounds.getWest()), wrap(bounds.getEast())];
	return {
		center: [lng, lat],
		zoom: map.getZoom(),
		bearing: map.getBearing(),
		pitch: map.getPitch(),
		bounds: [west, Math.max(-90, bounds.getSouth()), east, Math.min(90, bounds.getNorth())],
	};
}
