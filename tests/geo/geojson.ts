/** Says what is wrong with GeoJSON, by the letter of RFC 7946; no message means it is right. */
import { check } from '@placemarkio/check-geojson';
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { Bbox } from '#lib/domain.ts';
import { bboxOf } from '#lib/geo/bbox.ts';

function windingFaults(polygon: readonly Position[][]): string[] {
	return polygon.flatMap((ring, i) => {
		// The trapezoid rule, another than the code's own: positive when clockwise.
		const clockwise = ring.slice(1).reduce((sum, [x1 = 0, y1 = 0], n) => {
			const [x0 = 0, y0 = 0] = ring[n] ?? [];
			return sum + (x1 - x0) * (y1 + y0);
		}, 0);
		const right = i === 0 ? clockwise < 0 : clockwise > 0;
		return right ? [] : [`ring ${i} of ${ring.length} positions turns the wrong way`];
	});
}

function positionFaults(geometry: Geometry): string[] {
	if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positionFaults);
	const flat = (geometry.coordinates as unknown[]).flat(Infinity) as number[];
	return flat.flatMap((number, i) =>
		Math.abs(number) <= (i % 2 === 0 ? 180 : 90) ? [] : [`${number} is no degree`],
	);
}

function featureFaults({ geometry, bbox }: Feature<Geometry | null, unknown>): string[] {
	if (!geometry) return [];
	const polygons =
		geometry.type === 'Polygon'
			? [geometry.coordinates]
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates
				: [];
	const box = geometry.type !== 'Point' || bbox ? bboxOf(geometry) : null;
	const boxed = JSON.stringify(box ?? undefined) === JSON.stringify(bbox);
	return [
		...polygons.flatMap(windingFaults),
		...positionFaults(geometry),
		...(boxed ? [] : [`bbox ${JSON.stringify(bbox)}, but ${JSON.stringify(box)} is around it`]),
	];
}

export function faults(collection: FeatureCollection<Geometry | null, unknown>): string[] {
	const text = JSON.stringify(collection);
	check(text);
	const crs = 'crs' in collection ? ['a crs member'] : [];
	const numbers = (collection.bbox ?? []) as unknown as Bbox;
	const box = numbers.length === 4 || numbers.length === 0 ? [] : ['bbox without four numbers'];
	return [...crs, ...box, ...collection.features.flatMap(featureFaults)];
}
