/**
 * Bounding boxes as RFC 7946 (section 5) means them: west, south, east, north, with west greater
 * than east when the box crosses the antimeridian.
 */
import type { Geometry, Position } from 'geojson';
import type { Bbox, LonLat } from '#lib/domain.ts';
import { normalLongitude } from './measure.ts';

const kmPerDegree = 111.195;

/** How far east of `west` a longitude lies, 0 up to 360; 180 and -180 are one meridian. */
function eastOf(west: number, lon: number): number {
	const degrees = lon >= west ? lon - west : lon - west + 360;
	return degrees === 360 ? 0 : degrees;
}

const widthOf = ([west, , east]: Bbox) => (east >= west ? east - west : east - west + 360);

/** Is the point inside or on the edge? */
export function contains(bbox: Bbox, [lon, lat]: LonLat): boolean {
	const [west, south, , north] = bbox;
	return lat >= south && lat <= north && eastOf(west, lon) <= widthOf(bbox);
}

/** Do two boxes share a point, their edges included? */
export function intersects(a: Bbox, b: Bbox): boolean {
	if (a[3] < b[1] || b[3] < a[1]) return false;
	return eastOf(a[0], b[0]) <= widthOf(a) || eastOf(b[0], a[0]) <= widthOf(b);
}

/** West and east of the shortest stretch around all boxes: the world less the widest gap. */
function around(boxes: readonly Bbox[]): readonly [west: number, east: number] {
	// `end` runs on beyond 180 where a box crosses the antimeridian; `east` keeps the exact number.
	const sorted = boxes
		.map((box) => ({ west: box[0], end: box[0] + widthOf(box), east: box[2] }))
		.sort((a, b) => a.west - b.west);
	const first = sorted[0] ?? { west: -180, end: 180, east: 180 };
	let reached = sorted
		.map(({ end, east }) => ({ end: end - 360, east }))
		.reduce((far, stretch) => (stretch.end > far.end ? stretch : far), first);
	let gap = { width: 0, west: -180, east: 180 };
	for (const stretch of sorted) {
		const width = stretch.west - reached.end;
		if (width > gap.width) gap = { width, west: stretch.west, east: reached.east };
		if (stretch.end > reached.end) reached = stretch;
	}
	const width = first.west + 360 - reached.end;
	if (width >= gap.width && width > 0) gap = { width, west: first.west, east: reached.east };
	return [gap.west, gap.east];
}

/** The smallest box around several; null of none. */
export function union(boxes: readonly Bbox[]): Bbox | null {
	const [only] = boxes;
	if (!only || boxes.length === 1) return only ?? null;
	const [west, east] = around(boxes);
	const south = boxes.reduce((least, box) => Math.min(least, box[1]), 90);
	const north = boxes.reduce((most, box) => Math.max(most, box[3]), -90);
	return [west, south, east, north];
}

/** The box grown by `km` on every side; round the whole world where a pole comes within reach. */
export function pad([west, south, east, north]: Bbox, km: number): Bbox {
	const [low, high] = [south - km / kmPerDegree, north + km / kmPerDegree];
	if (low <= -90 || high >= 90) return [-180, Math.max(-90, low), 180, Math.min(90, high)];
	const farthest = (Math.max(Math.abs(low), Math.abs(high)) * Math.PI) / 180;
	const degrees = km / kmPerDegree / Math.cos(farthest);
	if (widthOf([west, south, east, north]) + 2 * degrees >= 360) return [-180, low, 180, high];
	return [normalLongitude(west - degrees), low, normalLongitude(east + degrees), high];
}

/** The box of positions that hang together and so do not cross the antimeridian. */
export function bboxOfPositions(positions: readonly Position[]): Bbox {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lon = 0, lat = 0] of positions) {
		if (lon < west) west = lon;
		if (lon > east) east = lon;
		if (lat < south) south = lat;
		if (lat > north) north = lat;
	}
	return [west, south, east, north];
}

/**
 * The box of a geometry; null of an empty one. Parts are taken as they stand, cut at the
 * antimeridian as RFC 7946 asks, and the box around them crosses it where that is shorter.
 */
export function bboxOf(geometry: Geometry): Bbox | null {
	switch (geometry.type) {
		case 'Point':
			return bboxOfPositions([geometry.coordinates]);
		case 'MultiPoint':
			return union(geometry.coordinates.map((position) => bboxOfPositions([position])));
		case 'LineString':
			return bboxOfPositions(geometry.coordinates);
		case 'MultiLineString':
			return union(geometry.coordinates.map(bboxOfPositions));
		case 'Polygon':
			return geometry.coordinates[0] ? bboxOfPositions(geometry.coordinates[0]) : null;
		case 'MultiPolygon':
			return union(geometry.coordinates.flatMap(([ring]) => (ring ? [bboxOfPositions(ring)] : [])));
		case 'GeometryCollection':
			return union(geometry.geometries.map(bboxOf).filter((box) => box !== null));
	}
}
