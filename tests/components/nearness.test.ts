import { expect, test } from 'vitest';
import type { LonLat } from '#lib/domain.ts';
import { located, neighbours } from '#lib/components/nearness.ts';
import type { PlaceFeature } from '#lib/map/place.ts';

type Given = Pick<PlaceFeature['properties'], 'name' | 'kind' | 'country' | 'admin1'>;

function place(
	{ name, kind, country, admin1 }: Given,
	[lon, lat]: LonLat,
	geometry: PlaceFeature['geometry'] = { type: 'Point', coordinates: [lon, lat] },
): PlaceFeature {
	const unsaid = { population: 0, mentionCount: 1, documentCount: 1, names: {} };
	const properties = { ...unsaid, id: name, name, kind, country, admin1, lon, lat };
	return { type: 'Feature', properties, geometry };
}

function square(west: number, east: number): PlaceFeature['geometry'] {
	const ring = [west, east, east, west, west].map((lon, i) => [lon, [34, 34, 35, 35, 34][i] ?? 0]);
	return { type: 'Polygon', coordinates: [ring] };
}

/** The border is drawn at 41 degrees, and runs past the village on its wrong side. */
const syria = place(
	{ name: 'Syria', kind: 'country', country: 'SY', admin1: null },
	[40.5, 34.5],
	square(40, 41),
);
const iraq = place(
	{ name: 'Iraq', kind: 'country', country: 'IQ', admin1: null },
	[41.5, 34.5],
	square(41, 42),
);
const division = place(
	{ name: 'Deir ez-Zor', kind: 'admin1', country: 'SY', admin1: null },
	[40.7, 34.5],
	square(40.5, 41),
);
const village: LonLat = [41.005, 34.5];
const baghouz = place(
	{ name: 'Baghouz', kind: 'settlement', country: 'SY', admin1: 'Deir ez-Zor' },
	village,
);
const alQaim = place(
	{ name: 'Al-Qaim', kind: 'settlement', country: 'IQ', admin1: 'Al Anbar' },
	[41.05, 34.5],
);

const stand = (places: readonly PlaceFeature[], point: LonLat, nearest: number | null = null) =>
	neighbours(located(places), { point, km: 200 }, nearest).map(({ item, stands }) => [
		item.place.properties.name,
		stands,
	]);

test('a village lies in its own country, whatever side of the drawn border it is on', () => {
	expect(stand([iraq, alQaim, baghouz, division, syria], village)).toEqual([
		['Deir ez-Zor', 'inside'],
		['Syria', 'inside'],
		['Iraq', 'border'],
		['Al-Qaim', 'away'],
	]);
	expect(stand([iraq, syria, baghouz], village, 1)).toEqual([['Syria', 'inside']]);
});

test('of a point without a name, the outlines tell where it lies', () => {
	expect(stand([iraq, syria], village)).toEqual([
		['Iraq', 'inside'],
		['Syria', 'away'],
	]);
});

test('far inside an outline nothing is at a border, whosever code the gazetteer gives it', () => {
	const far: LonLat = [41.5, 34.5];
	const other = place({ name: 'Outpost', kind: 'settlement', country: 'XX', admin1: null }, far);
	expect(stand([iraq, other], far)).toEqual([['Iraq', 'inside']]);
});
