/** Outlines simplified together, so that neighbours still meet, and what is made of them. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import polylabel from 'polylabel';
import { type Piece, type Topology, merge, mergeArcs } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify } from 'topojson-simplify';
import type { Bbox, LonLat } from '../../src/lib/domain.ts';
import { type Area, encodeOutlines } from '../../src/lib/gazetteer/outlines.ts';
import type { Boundaries, Division } from './boundaries.ts';

/** Parts of France, the Netherlands and Norway that ISO 3166-1 gives a code of their own. */
const overseas: Readonly<Record<string, string>> = {
	'Guyane française': 'GF',
	Guadeloupe: 'GP',
	Martinique: 'MQ',
	Réunion: 'RE',
	Mayotte: 'YT',
	Bonaire: 'BQ',
	'Sint Eustatius': 'BQ',
	Saba: 'BQ',
	Svalbard: 'SJ',
	'Bouvet Island': 'BV',
};

/** ISO 3166-1 code; Crimea under Ukraine's, as in ISO 3166-2 and in GeoNames. */
export function countryOf({ iso_a2, adm0_a3, name, name_en, gn_a1_code }: Division): string {
	// Clipperton has no code, and would stretch France over the Pacific.
	if (adm0_a3 === 'CLP') return '';
	if (['FR', 'NL', 'NO'].includes(iso_a2)) {
		return overseas[name ?? ''] ?? overseas[name_en ?? ''] ?? iso_a2;
	}
	return iso_a2 === 'RU' && gn_a1_code?.startsWith('UA.') ? 'UA' : iso_a2;
}

export const divisionId = ({ adm1_code }: Division) => `ne:${adm1_code.replaceAll(/[^\w-]/g, '')}`;

export interface Areas {
	/** Adds an area of an id, made of parts as `Authored.parts` writes them. */
	add(id: string, parts: readonly string[]): MultiPolygon;
	/** Adds areas by id out of lines of their own, which meet no others'. */
	include(topology: Topology, pieces: ReadonlyMap<string, Piece>): void;
	/** The countries that have divisions. */
	readonly codes: readonly string[];
	readonly divisions: readonly { readonly properties: Division; readonly geometry: Polygon | MultiPolygon }[];
	/** The file of all areas added, and of every country and division. */
	encode(): Uint8Array;
}

const of = (piece: Piece) => piece.properties as unknown as Division;

/** Does `piece` belong to the part `NO`, `US/Maine` or `FR/region:Bretagne`? */
function belongs(piece: Piece, part: string): boolean {
	const properties = of(piece);
	const [country = '', rest] = part.split('/');
	if (countryOf(properties) !== country && properties.iso_a2 !== country) return false;
	if (!rest) return countryOf(properties) === country;
	const [key = '', value] = rest.split(':');
	if (value) return String(piece.properties[key]) === value;
	return properties.name_en === key || properties.name === key;
}

/** Drops points that matter little, by the area of their triangle (Visvalingam 1993). */
function simplify(lines: readonly (readonly Position[])[]): Position[][] {
	return lines.map((line) => {
		const [xs, ys] = [0, 1].map((axis) => line.map((point) => point[axis] ?? 0)) as [number[], number[]];
		const extent = (values: number[]) => Math.max(...values) - Math.min(...values);
		// Square degrees: 0.0002 is a triangle of 1.5 km by 3; small islands keep their shape.
		const least = Math.min(0.0002, 0.002 * extent(xs) * extent(ys));
		return line
			.filter(([, , weight = 0], i) => i === 0 || i === line.length - 1 || weight >= least)
			.map(([x = 0, y = 0]) => [x, y]);
	});
}

export function readAreas({ divisions }: Boundaries): Areas {
	const exact = topology({ divisions: { type: 'FeatureCollection', features: [...divisions] } });
	const shared = presimplify(exact);
	const pieces = shared.objects.divisions?.geometries ?? [];
	const areas = new Map<string, Area>();
	const lines = [...shared.arcs];

	function add(id: string, parts: readonly string[]): MultiPolygon {
		const chosen = parts.flatMap((part) => {
			const found = pieces.filter((piece) => belongs(piece, part));
			if (found.length === 0) throw new Error(`${id}: no division is "${part}".`);
			return found;
		});
		const once = [...new Set(chosen)];
		areas.set(id, { id, polygons: mergeArcs(shared, once).arcs });
		return merge(shared, once);
	}
	function include(topology: Topology, others: ReadonlyMap<string, Piece>): void {
		const own = presimplify(topology);
		const start = lines.length;
		// `~index` is a line run backwards.
		const moved = (index: number) => (index < 0 ? index - start : index + start);
		for (const [id, piece] of others) {
			const { arcs } = mergeArcs(own, [piece]);
			areas.set(id, { id, polygons: arcs.map((rings) => rings.map((ring) => ring.map(moved))) });
		}
		lines.push(...own.arcs);
	}
	for (const piece of pieces) {
		areas.set(divisionId(of(piece)), { id: divisionId(of(piece)), polygons: mergeArcs(shared, [piece]).arcs });
	}
	return {
		add,
		include,
		codes: [...new Set(pieces.map((piece) => countryOf(of(piece))))].filter((code) => /^[A-Z]{2}$/.test(code)).sort(),
		divisions,
		encode: () => encodeOutlines(simplify(lines), [...areas.values()]),
	};
}

const polygonsOf = (geometry: Polygon | MultiPolygon) =>
	geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** The narrowest box; it crosses the antimeridian where that is narrower, and then west > east. */
export function bboxOf(geometry: Polygon | MultiPolygon): Bbox {
	const spans = polygonsOf(geometry)
		.map(([ring = []]) => {
			const lons = ring.map(([lon = 0]) => lon);
			return { west: Math.min(...lons), east: Math.max(...lons) };
		})
		.sort((a, b) => a.west - b.west);
	let [west, east] = [spans[0]?.west ?? 0, spans[0]?.east ?? 0];
	let widest = { gap: -1, west, east };
	for (const span of spans.slice(1)) {
		if (span.west - east > widest.gap) widest = { gap: span.west - east, west: span.west, east };
		east = Math.max(east, span.east);
	}
	const lats = polygonsOf(geometry).flatMap(([ring = []]) => ring.map(([, lat = 0]) => lat));
	const least = lats.reduce((a, b) => Math.min(a, b), 90);
	const most = lats.reduce((a, b) => Math.max(a, b), -90);
	if (widest.gap > west + 360 - east) [west, east] = [widest.west, widest.east];
	return [west, least, east, most];
}

type Vector = readonly [number, number, number];

const radians = Math.PI / 180;
const cross = ([a, b, c]: Vector, [x, y, z]: Vector): Vector => [
	b * z - c * y,
	c * x - a * z,
	a * y - b * x,
];
const dot = ([a, b, c]: Vector, [x, y, z]: Vector) => a * x + b * y + c * z;

function onSphere([lon = 0, lat = 0]: Position): Vector {
	const [x, y] = [lon * radians, lat * radians];
	return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
}

/** Points to the centroid of what a ring encloses, and is as long as that is large. */
function momentOf(ring: readonly Position[]): Vector {
	let sum: Vector = [0, 0, 0];
	ring.slice(1).forEach((point, i) => {
		const [a, b] = [onSphere(ring[i] ?? point), onSphere(point)];
		const normal = cross(a, b);
		const sine = Math.hypot(...normal);
		const weight = sine && Math.atan2(sine, dot(a, b)) / sine;
		sum = [sum[0] + normal[0] * weight, sum[1] + normal[1] * weight, sum[2] + normal[2] * weight];
	});
	// A ring that runs clockwise points to the other side of the Earth.
	const sign = dot(sum, onSphere(ring[0] ?? [0, 0])) < 0 ? -1 : 1;
	return [sum[0] * sign, sum[1] * sign, sum[2] * sign];
}

/** The centroid of the largest part, on the sphere: in degrees it would lie too far from the equator. */
export function middleOf(geometry: Polygon | MultiPolygon): LonLat {
	const moments = polygonsOf(geometry).map(([ring = []]) => momentOf(ring));
	const [x, y, z] = moments.reduce((a, b) => (Math.hypot(...b) > Math.hypot(...a) ? b : a));
	return [Math.atan2(y, x) / radians, Math.atan2(z, Math.hypot(x, y)) / radians];
}

/** A point that lies on the area: its middle, else the one farthest from its edges. */
export function pointOn(geometry: Polygon | MultiPolygon): LonLat {
	const middle = middleOf(geometry);
	if (contains(geometry, middle)) return middle;
	const found = polygonsOf(geometry).map((rings) => polylabel(rings, 0.01));
	const { 0: lon, 1: lat } = found.reduce((a, b) => (b.distance > a.distance ? b : a));
	return [lon, lat];
}

/** Does a point lie inside, by the even-odd rule? */
export function contains(geometry: Polygon | MultiPolygon, [lon, lat]: LonLat): boolean {
	let inside = false;
	for (const ring of polygonsOf(geometry).flat()) {
		ring.forEach(([x1 = 0, y1 = 0], i) => {
			const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? [];
			if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
		});
	}
	return inside;
}
