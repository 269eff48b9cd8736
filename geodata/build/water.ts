/** Rivers and lakes: Natural Earth at 1:10m, as carried by the package `mapeo-offline-map`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';

type Rivers = FeatureCollection<LineString | MultiLineString, { min_zoom: number }>;
type Lakes = FeatureCollection<Polygon | MultiPolygon, { scalerank: number }>;

function read<T>(name: string): T {
	const path = createRequire(import.meta.url).resolve(`mapeo-offline-map/dist/${name}.json`);
	return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/**
 * Rounds corners (Chaikin 1974, twice): the source keeps two decimals, a kilometre, and its stairs
 * would show. `closed` for rings, whose seam is rounded too.
 */
function smooth(line: Position[], closed: boolean): Position[] {
	let points = line;
	for (let pass = 0; pass < 2; pass++) {
		const cut = points.slice(1).flatMap(([x1 = 0, y1 = 0], i) => {
			const [x0 = 0, y0 = 0] = points[i] ?? [];
			return [
				[0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1],
				[0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1],
			];
		});
		const [first, last] = [points[0], points.at(-1)];
		points = closed
			? [...cut, cut[0] as Position]
			: [first as Position, ...cut.slice(1, -1), last as Position];
	}
	return points;
}

/** Lines with `zoom`, the least to draw them at. */
export function rivers(): FeatureCollection<MultiLineString> {
	return {
		type: 'FeatureCollection',
		features: read<Rivers>('rivers').features.map(({ geometry, properties }) => ({
			type: 'Feature',
			geometry: {
				type: 'MultiLineString',
				coordinates: (geometry.type === 'LineString'
					? [geometry.coordinates]
					: geometry.coordinates
				).map((line) => smooth(line, false)),
			},
			properties: { zoom: Math.max(1, properties.min_zoom) },
		})),
	};
}

/** Areas with `zoom`, the least to draw them at. */
export function lakes(): FeatureCollection<MultiPolygon> {
	return {
		type: 'FeatureCollection',
		features: read<Lakes>('lakes').features.map(({ geometry, properties }) => ({
			type: 'Feature',
			geometry: {
				type: 'MultiPolygon',
				coordinates: (geometry.type === 'Polygon'
					? [geometry.coordinates]
					: geometry.coordinates
				).map((polygon) => polygon.map((ring) => smooth(ring, true))),
			},
			properties: { zoom: properties.scalerank },
		})),
	};
}
