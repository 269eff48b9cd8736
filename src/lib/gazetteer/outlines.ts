/** Outlines of countries and their divisions, out of one topology in which neighbours share lines. */
import type { MultiPolygon, Position } from 'geojson';
import { merge } from 'topojson-client';
import type {
	GeometryCollection,
	MultiPolygon as Arcs,
	Polygon,
	Topology,
} from 'topojson-specification';
import type { Outline } from '#lib/domain.ts';

/** What `npm run geodata` writes: each division with its id and its country's. */
export type OutlineTopology = Topology<{
	divisions: GeometryCollection<{ id: string; country: string }>;
}>;

/** Twice the signed area of a ring in the plane: positive when counter-clockwise. */
function signedArea(ring: readonly Position[]): number {
	return ring.reduce((sum, [x = 0, y = 0], i) => {
		const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
		return sum + x * nextY - nextX * y;
	}, 0);
}

/** Outer rings counter-clockwise, holes clockwise: RFC 7946, section 3.1.6. */
function rightHanded({ coordinates }: MultiPolygon): MultiPolygon {
	return {
		type: 'MultiPolygon',
		coordinates: coordinates.map((polygon) =>
			polygon.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : ring.toReversed())),
		),
	};
}

/**
 * The outline of a place id (`iso:SY`, `ne:SYR-5261`), merged from the divisions when first asked
 * for and kept; null for every other id.
 */
export function openOutlines(topology: OutlineTopology): (id: string) => Outline | null {
	const parts = new Map<string, (Polygon | Arcs)[]>();
	for (const geometry of topology.objects.divisions.geometries) {
		if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
		const { id, country } = geometry.properties ?? { id: '', country: '' };
		for (const key of [id, `iso:${country}`]) {
			parts.set(key, [...(parts.get(key) ?? []), geometry]);
		}
	}
	const made = new Map<string, Outline>();
	return (id) => {
		const pieces = parts.get(id);
		if (!pieces) return null;
		const outline = made.get(id) ?? rightHanded(merge(topology, pieces as never));
		made.set(id, outline);
		return outline;
	};
}
