/** A place as the map and the lists beside it know it: a GeoJSON feature of `/api/places.geojson`. */
import type { Feature, Point } from 'geojson';
import type { LonLat, Outline } from '#lib/domain.ts';
import type { PlaceProperties } from '#lib/geo/features.ts';

export type PlaceFeature = Feature<Point | Outline, PlaceProperties>;

/** How the map treats a place: as an area, a dot, or a name without a dot. */
export type Shape = 'area' | 'dot' | 'name';

const wide = new Set(['country', 'admin1', 'admin2', 'region']);

/** A country or region whose outline is not known is a name only, never a falsely precise dot. */
export function shapeOf({ geometry, properties }: PlaceFeature): Shape {
	if (geometry.type !== 'Point') return 'area';
	return wide.has(properties.kind) ? 'name' : 'dot';
}

export const pointOf = ({ properties: { lon, lat } }: PlaceFeature): LonLat => [lon, lat];

export const outlineOf = ({ geometry }: PlaceFeature): Outline | null =>
	geometry.type === 'Point' ? null : geometry;

/** The name in the reader's language, else the name the gazetteer gives it. */
export function nameIn(
	place: { readonly name: string; readonly names: Readonly<Record<string, string>> },
	language: string,
): string {
	return place.names[language] ?? place.name;
}
