/** The files that can be drawn as a layer, and how they are told from documents. */
import { delimiterOf } from '#lib/text/delimiter.ts';
import { placeColumns } from './columns.ts';

/** A larger file does not become a layer. */
export const largestLayerBytes = 50_000_000;

export interface LayerFormat {
	readonly id: 'geojson' | 'kml' | 'kmz' | 'gpx' | 'csv' | 'geopackage';
	readonly label: string;
	readonly extensions: readonly string[];
}

export const layerFormats: readonly LayerFormat[] = [
	{ id: 'geojson', label: 'GeoJSON', extensions: ['geojson', 'json'] },
	{ id: 'kml', label: 'KML', extensions: ['kml'] },
	{ id: 'kmz', label: 'KMZ', extensions: ['kmz'] },
	{ id: 'gpx', label: 'GPX', extensions: ['gpx'] },
	{ id: 'csv', label: 'CSV', extensions: ['csv', 'tsv'] },
	{ id: 'geopackage', label: 'GeoPackage', extensions: ['gpkg'] },
];

/** The format of a layer's file by its name's ending; null when it is none. */
export function layerFormatOf(name: string): LayerFormat | null {
	const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return layerFormats.find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/**
 * Is a file of this name and beginning a layer, not documents? GeoJSON and CSV can be either: they
 * are documents where they hold texts.
 * @param holdsText are these columns of a table of documents?
 */
export function isLayerFile(
	name: string,
	head: string,
	holdsText: (columns: readonly string[]) => boolean,
): boolean {
	switch (layerFormatOf(name)?.id) {
		case undefined:
			return false;
		case 'geojson': {
			if (!/"(?:geometry|coordinates|geometries)"\s*:/.test(head)) return false;
			const keys = Array.from(head.matchAll(/"([^"\\]{1,60})"\s*:/g), ([, key = '']) => key);
			return !holdsText(keys);
		}
		case 'csv': {
			const [header = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
			const columns = header
				.split(delimiterOf(header))
				.map((each) => each.trim().replaceAll(/^"|"$/g, ''));
			return placeColumns(columns) !== null && !holdsText(columns);
		}
		default:
			return true;
	}
}
