/** Outlines of countries, divisions and regions, in which neighbours share the lines between them. */
import type { Position } from 'geojson';
import type { Outline } from '#lib/domain.ts';
import { readColumns, writeColumns } from './columns.ts';
import { byBytes, offsetsOf, packStrings, Strings } from './strings.ts';

/** Degrees are kept as whole ten-thousandths, about ten metres. */
const degree = 1e4;

/** Rings as TopoJSON writes them: indices of lines to be joined, `~index` for one run backwards. */
export interface Area {
	readonly id: string;
	readonly polygons: readonly (readonly (readonly number[])[])[];
}

/** A file of areas over shared lines; points are longitude, latitude in degrees. */
export function encodeOutlines(
	lines: readonly (readonly Position[])[],
	areas: readonly Area[],
): Uint8Array<ArrayBuffer> {
	const sorted = areas.toSorted((a, b) => byBytes(a.id, b.id));
	const polygons = sorted.flatMap((area) => area.polygons);
	const rings = polygons.flat();
	const steps = (axis: 0 | 1) =>
		lines.flatMap((line) => {
			const whole = line.map((point) => Math.round((point[axis] ?? 0) * degree));
			return whole.map((value, i) => value - (whole[i - 1] ?? 0));
		});
	return writeColumns({
		...packStrings(
			'ids',
			sorted.map(({ id }) => id),
		),
		polygonCounts: Uint16Array.from(sorted, (area) => area.polygons.length),
		ringCounts: Uint16Array.from(polygons, ({ length }) => length),
		lineCounts: Uint16Array.from(rings, ({ length }) => length),
		lines: Int32Array.from(rings.flat()),
		pointCounts: Uint32Array.from(lines, ({ length }) => length),
		lon: Int32Array.from(steps(0)),
		lat: Int32Array.from(steps(1)),
	});
}

/** Twice the signed area of a ring in the plane: positive when counterclockwise. */
const signedArea = (ring: readonly Position[]): number =>
	ring.reduce((sum, [x = 0, y = 0], i) => {
		const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
		return sum + x * nextY - nextX * y;
	}, 0);

/** Outer rings counterclockwise, holes clockwise (RFC 7946, section 3.1.6); no ring without area. */
function wound(rings: readonly Position[][]): Position[][] {
	const sound = rings.filter((ring) => ring.length > 3 && signedArea(ring) !== 0);
	if (sound[0] !== rings[0]) return [];
	return sound.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : ring.toReversed()));
}

/** Calls `make` for each of the parts `from` to `to`. */
const each = <T>(from = 0, to = 0, make: (index: number) => T): T[] =>
	Array.from({ length: to - from }, (_, i) => make(from + i));

/**
 * The outline of a place by its id, out of a file that `encodeOutlines` made; null for an id it
 * does not know. Outlines are made when asked for.
 * @throws {Error} when the bytes are not a whole file of outlines.
 */
export function openOutlines(bytes: Uint8Array): (id: string) => Outline | null {
	const columns = readColumns(bytes);
	const ids = new Strings(columns, 'ids');
	const index = new Map(each(0, ids.length, (i) => [ids.at(i), i]));
	const [polygons, rings, ends, points] = ['polygon', 'ring', 'line', 'point'].map((name) =>
		offsetsOf(columns(`${name}Counts`)),
	) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
	const [lines, lon, lat] = [columns('lines'), columns('lon'), columns('lat')];

	function line(signed: number): Position[] {
		const at = signed < 0 ? ~signed : signed;
		let [x, y] = [0, 0];
		const path = each(points[at], points[at + 1], (i) => {
			x += lon[i] ?? 0;
			y += lat[i] ?? 0;
			return [x / degree, y / degree];
		});
		return signed < 0 ? path.reverse() : path;
	}
	const ring = (at: number) =>
		each(ends[at], ends[at + 1], (i) => line(lines[i] ?? 0))
			// Each line begins where the one before it ends.
			.flatMap((path, i) => (i === 0 ? path : path.slice(1)));

	return (id) => {
		const at = index.get(id);
		if (at === undefined) return null;
		const coordinates = each(polygons[at], polygons[at + 1], (polygon) =>
			wound(each(rings[polygon], rings[polygon + 1], ring)),
		).filter(({ length }) => length > 0);
		const [only] = coordinates;
		if (!only) return null;
		return coordinates.length === 1
			? { type: 'Polygon', coordinates: only }
			: { type: 'MultiPolygon', coordinates };
	};
}
