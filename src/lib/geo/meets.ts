/** Does a geometry itself, not only the box around it, meet a box? */
import { bboxClip } from '@turf/bbox-clip';
import type { Geometry } from 'geojson';
import type { Bbox, Outline } from '#lib/domain.ts';
import { contains } from './bbox.ts';

function outlineMeets(outline: Outline, [west, south, east, north]: Bbox): boolean {
	const boxes: [number, number, number, number][] =
		west <= east
			? [[west, south, east, north]]
			: [
					[west, south, 180, north],
					[-180, south, east, north],
				];
	return boxes.some((box) => {
		const { coordinates } = bboxClip(outline, box).geometry;
		return coordinates.flat(2).length > 0;
	});
}

/**
 * A point on the edge is in the box.
 * @param geometry a point or an area; anything else meets no box
 * @param bbox may cross the antimeridian
 */
export function meets(geometry: Geometry, bbox: Bbox): boolean {
	if (geometry.type === 'Point') {
		const [lon = NaN, lat = NaN] = geometry.coordinates;
		return contains(bbox, [lon, lat]);
	}
	const isArea = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
	return isArea && outlineMeets(geometry, bbox);
}
