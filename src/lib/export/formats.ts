/** What an answer can be taken home as: a registry of writers. */
import type { Feature, Geometry } from 'geojson';
import { featureCollection } from '#lib/geo/features.ts';

export interface Writer {
	readonly id: string;
	readonly label: string;
	readonly extension: string;
	readonly mediaType: string;
	write(features: readonly Feature<Geometry | null>[]): string;
}

/** One FeatureCollection (RFC 7946). */
export const geojson: Writer = {
	id: 'geojson',
	label: 'GeoJSON',
	extension: 'geojson',
	mediaType: 'application/geo+json',
	write: (features) => JSON.stringify(featureCollection(features)),
};

export const writers: readonly Writer[] = [geojson];
