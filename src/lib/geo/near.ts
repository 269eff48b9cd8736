/** What lies near a point. An area is as near as its outline, and 0 km away from inside. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { nearestPointOnLine } from '@turf/nearest-point-on-line';
import type { LineString, MultiLineString, Position } from 'geojson';
import type { Bbox, LonLat, Outline } from '#lib/domain.ts';
import { bboxOfPositions } from './bbox.ts';
import { type Wind, distanceKm, initialBearing, wind } from './measure.ts';

/** Something with a place on the map: a point, or an area with its outline. */
export interface Located {
	readonly point: LonLat;
	readonly outline?: Outline | null;
}

export interface Neighbour<T extends Located> {
	readonly item: T;
	readonly km: number;
	/** Degrees clockwise from north, seen from the point asked about; null where that is inside. */
	readonly bearing: number | null;
	readonly wind: Wind | null;
}

export interface Reach {
	readonly km: number;
	readonly nearest: LonLat;
}

/** A piece of an outline, short enough for its box to tell how far off it is at least. */
export interface Piece {
	readonly bbox: Bbox;
	readonly line: Position[];
}

/** What has edges. */
export type Edged = Outline | LineString | MultiLineString;

const pieceLength = 32;
const pieces = new WeakMap<Edged, readonly Piece[]>();
const radians = Math.PI / 180;

/**
 * The ring with a corner at least every degree: lines of GeoJSON are straight in degrees (RFC 7946,
 * section 3.1.1), but Turf's are great circles, which stray from a long parallel by many kilometres.
 */
function straight(ring: readonly Position[]): Position[] {
	return ring.flatMap((position, i) => {
		const [x0 = 0, y0 = 0] = ring[i - 1] ?? position;
		const [x1 = 0, y1 = 0] = position;
		const parts = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
		return Array.from({ length: parts }, (_, n) => {
			const share = (n + 1) / parts;
			return share === 1 ? position : [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
		});
	});
}

export function linesOf(edged: Edged): readonly Position[][] {
	if (edged.type === 'LineString') return [edged.coordinates];
	return edged.type === 'MultiPolygon' ? edged.coordinates.flat() : edged.coordinates;
}

/** The pieces of its edges, with a corner at least every degree. */
export function piecesOf(outline: Edged): readonly Piece[] {
	const known = pieces.get(outline);
	if (known) return known;
	const made = linesOf(outline).flatMap((ring) => {
		const line = straight(ring);
		return Array.from({ length: Math.ceil((line.length - 1) / pieceLength) }, (_, i) => {
			const part = line.slice(i * pieceLength, (i + 1) * pieceLength + 1);
			return { bbox: bboxOfPositions(part), line: part };
		});
	});
	pieces.set(outline, made);
	return made;
}

/** No point of the box is nearer than this (the box does not cross the antimeridian). */
export function leastKm([lon, lat]: LonLat, [west, south, east, north]: Bbox): number {
	if (lon >= west && lon <= east) {
		return distanceKm([lon, lat], [lon, Math.max(south, Math.min(north, lat))]);
	}
	// Along a meridian the distance falls up to the foot of the perpendicular and rises after it.
	const along = (meridian: number) => {
		const turn = Math.cos((meridian - lon) * radians);
		const foot = Math.atan2(Math.sin(lat * radians), Math.cos(lat * radians) * turn) / radians;
		return distanceKm([lon, lat], [meridian, Math.max(south, Math.min(north, foot))]);
	};
	return Math.min(along(west), along(east));
}

/** The point of a piece nearest to `from`, if it is within `limitKm`. */
export function reachOfPiece(from: LonLat, { line }: Piece, limitKm: number): Reach | null {
	const found = nearestPointOnLine({ type: 'LineString', coordinates: line }, [...from]);
	const [lon = 0, lat = 0] = found.geometry.coordinates;
	const km = distanceKm(from, [lon, lat]);
	return km <= limitKm ? { km, nearest: [lon, lat] } : null;
}

/** The point of an edge nearest to `from`, if it is within `limitKm`. */
export function edgeOf(from: LonLat, outline: Edged, limitKm: number): Reach | null {
	let best: Reach | null = null;
	const candidates = piecesOf(outline)
		.map((piece) => ({ piece, least: leastKm(from, piece.bbox) }))
		.filter(({ least }) => least <= limitKm)
		.sort((a, b) => a.least - b.least);
	for (const { piece, least } of candidates) {
		if (best && least > best.km) break;
		const found = reachOfPiece(from, piece, limitKm);
		if (found && (!best || found.km < best.km)) best = found;
	}
	return best;
}

/** Does an outline's edge run within so many kilometres of the point, on either side of it? */
export const isAtEdge = (from: LonLat, outline: Outline, km: number) =>
	edgeOf(from, outline, km) !== null;

/** How far it is from a point to a place, if that is within `limitKm`. */
export function reachOf(from: LonLat, { point, outline }: Located, limitKm: number): Reach | null {
	if (!outline) {
		const km = distanceKm(from, point);
		return km <= limitKm ? { km, nearest: point } : null;
	}
	if (booleanPointInPolygon([...from], outline)) return { km: 0, nearest: from };
	return edgeOf(from, outline, limitKm);
}

/**
 * What lies within `km` of a point, or the `limit` nearest, or both: nearest first, areas around the
 * point before points at it.
 * @param places anything with a point, and an outline where it is an area
 */
export function near<T extends Located>(
	from: LonLat,
	places: readonly T[],
	{ km = Infinity, limit = Infinity }: { readonly km?: number; readonly limit?: number },
): Neighbour<T>[] {
	const found = places.flatMap((item) => {
		const reach = reachOf(from, item, km);
		return reach ? [{ item, ...reach }] : [];
	});
	found.sort((a, b) => a.km - b.km || Number(!a.item.outline) - Number(!b.item.outline));
	return found.slice(0, Math.min(limit, found.length)).map(({ item, km: away, nearest }) => {
		const bearing = away === 0 ? null : initialBearing(from, nearest);
		return { item, km: away, bearing, wind: bearing === null ? null : wind(bearing) };
	});
}
