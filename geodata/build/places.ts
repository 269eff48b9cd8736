/** Builds the region layers `geodata/places/{syria,turkey,iraq,egypt,libya}.geojson`. */
import { writeFileSync } from 'node:fs';
import type { MultiPolygon, Position } from 'geojson';
import { type Boundaries, readBoundaries } from './boundaries.ts';

const regions = [
	{ file: 'syria', code: 'SY', names: { en: 'Syria', nl: 'Syrië', ar: 'سوريا' } },
	{ file: 'turkey', code: 'TR', names: { en: 'Turkey', nl: 'Turkije', ar: 'تركيا' } },
	{ file: 'iraq', code: 'IQ', names: { en: 'Iraq', nl: 'Irak', ar: 'العراق' } },
	{ file: 'egypt', code: 'EG', names: { en: 'Egypt', nl: 'Egypte', ar: 'مصر' } },
	{ file: 'libya', code: 'LY', names: { en: 'Libya', nl: 'Libië', ar: 'ليبيا' } },
] as const;

/** Twice the area enclosed, positive when the ring runs counterclockwise. */
function turn(ring: readonly Position[]): number {
	return ring.reduce((sum, [x = 0, y = 0], i) => {
		const [u = 0, v = 0] = ring[(i + 1) % ring.length] ?? [];
		return sum + x * v - u * y;
	}, 0);
}

/** Outer rings counterclockwise, holes clockwise (RFC 7946, section 3.1.6). */
function rightHanded({ coordinates }: MultiPolygon): Position[][][] {
	return coordinates.map((polygon) =>
		polygon.map((ring, i) => (turn(ring) > 0 === (i === 0) ? ring : ring.toReversed())),
	);
}

export function buildPlaces(boundaries: Boundaries = readBoundaries()): void {
	for (const { file, code, names } of regions) {
		const outline = boundaries.countries.get(code);
		if (!outline) throw new Error(`Natural Earth's divisions have none of ${code}.`);
		const coordinates = rightHanded(outline);
		const [xs, ys] = [0, 1].map((axis) => coordinates.flat(2).map((point) => point[axis] ?? 0));
		const bbox = [xs, ys].map((n = []) => Math.min(...n)).concat([xs, ys].map((n = []) => Math.max(...n)));
		const feature = {
			type: 'Feature',
			id: `iso:${code}`,
			bbox,
			geometry: { type: 'MultiPolygon', coordinates },
			properties: { name: names.en, names, kind: 'country', country: code },
		};
		const text = JSON.stringify({ type: 'FeatureCollection', bbox, features: [feature] });
		writeFileSync(new URL(`../places/${file}.geojson`, import.meta.url), `${text}\n`);
	}
}
