/** What lies around something drawn: points, lines and areas of any kind. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Geometry } from 'geojson';
import type { LonLat, Outline } from '#lib/domain.ts';
import { intersects, pad } from './bbox.ts';
import { distanceKm } from './measure.ts';
import { linesMeet } from './meets.ts';
import {
	type Edged,
	edgeOf,
	leastKm,
	linesOf,
	type Located,
	type Piece,
	piecesOf,
	reachOf,
	reachOfPiece,
} from './near.ts';

/** A geometry by what can be asked of its parts. */
interface Parts {
	readonly points: readonly LonLat[];
	readonly edges: readonly Edged[];
	readonly areas: readonly Outline[];
	/** A position of each line and ring. */
	readonly starts: readonly LonLat[];
}

const known = new WeakMap<Geometry, Parts>();

const flattened = (geometry: Geometry): readonly Exclude<Geometry, { geometries: unknown }>[] =>
	geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(flattened) : [geometry];

const asLonLat = ([lon = 0, lat = 0]: readonly number[]): LonLat => [lon, lat];

function positionsOf(coordinates: unknown): LonLat[] {
	const list = coordinates as readonly unknown[];
	if (typeof list[0] === 'number') return [asLonLat(list as readonly number[])];
	return list.flatMap(positionsOf);
}

function partsOf(geometry: Geometry): Parts {
	const there = known.get(geometry);
	if (there) return there;
	const all = flattened(geometry);
	const made: Parts = {
		points: all.flatMap((one) =>
			one.type === 'Point' || one.type === 'MultiPoint' ? positionsOf(one.coordinates) : [],
		),
		edges: all.flatMap((one) => (one.type === 'Point' || one.type === 'MultiPoint' ? [] : [one])),
		areas: all.flatMap((one) =>
			one.type === 'Polygon' || one.type === 'MultiPolygon' ? [one] : [],
		),
		starts: all.flatMap((one) =>
			one.type === 'Point' || one.type === 'MultiPoint'
				? []
				: linesOf(one).flatMap(([start]) => (start ? [asLonLat(start)] : [])),
		),
	};
	known.set(geometry, made);
	return made;
}

const least = (distances: readonly (number | undefined)[]): number | null => {
	const km = Math.min(...distances.map((each) => each ?? Infinity));
	return km === Infinity ? null : km;
};

/** How near two pieces of edges come to each other, if that is within `limitKm`; 0 where they meet. */
function gapOfPieces(a: Piece, b: Piece, limitKm: number): number | null {
	if (linesMeet(a.line, b.line)) return 0;
	// Of two lines that do not meet, a corner of one is nearest to the other.
	let best: number | null = null;
	for (const [from, to] of [
		[a, b],
		[b, a],
	] as const) {
		for (const position of from.line) {
			const corner = asLonLat(position);
			const within: number = best ?? limitKm;
			if (leastKm(corner, to.bbox) > within) continue;
			best = reachOfPiece(corner, to, within)?.km ?? best;
		}
	}
	return best;
}

/** How near the edges of two come to each other, if that is within `limitKm`. */
function gapOf(one: Edged, other: Edged, limitKm: number): number | null {
	let best: number | null = null;
	for (const piece of piecesOf(one)) {
		let reach = pad(piece.bbox, best ?? limitKm);
		for (const beside of piecesOf(other)) {
			if (!intersects(reach, beside.bbox)) continue;
			const gap = gapOfPieces(piece, beside, best ?? limitKm);
			if (gap === 0) return 0;
			if (gap === null) continue;
			best = gap;
			reach = pad(piece.bbox, best);
		}
	}
	return best;
}

/** How far it is to an area, if that is within `limitKm`: 0 where it is touched, or lain in. */
function kmToArea({ points, edges, starts }: Parts, place: Located, limitKm: number) {
	let best: number | null = null;
	// A line that does not cross the outline is inside with any of its positions, or with none.
	for (const from of [...starts, ...points]) {
		best = reachOf(from, place, best ?? limitKm)?.km ?? best;
		if (best === 0) return 0;
	}
	for (const edge of edges) {
		if (place.outline) best = gapOf(edge, place.outline, best ?? limitKm) ?? best;
		if (best === 0) return 0;
	}
	return best;
}

/**
 * Kilometres from the nearest point of `geometry` to a place; 0 inside it, and for an area that it
 * touches or lies in. Null beyond `limitKm`.
 */
export function kmFrom(geometry: Geometry, place: Located, limitKm: number): number | null {
	const parts = partsOf(geometry);
	const { points, edges, areas } = parts;
	if (areas.some((area) => booleanPointInPolygon([...place.point], area))) return 0;
	if (place.outline) return kmToArea(parts, place, limitKm);
	const { point } = place;
	const straight = points.map((each) => distanceKm(point, each)).filter((km) => km <= limitKm);
	return least([...straight, ...edges.map((edge) => edgeOf(point, edge, limitKm)?.km)]);
}

/**
 * The places within `km` of a geometry in longitude and latitude, nearest first; those inside it
 * where `km` is 0.
 */
export function around<T extends Located>(
	geometry: Geometry,
	places: readonly T[],
	km: number,
): { readonly item: T; readonly km: number }[] {
	return places
		.flatMap((item) => {
			const away = kmFrom(geometry, item, km);
			return away === null ? [] : [{ item, km: away }];
		})
		.sort((a, b) => a.km - b.km);
}
