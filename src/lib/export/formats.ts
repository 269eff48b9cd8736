/** What an answer can be taken home as: the list that menus, options and addresses are made of. */

/** A Feature per place, or per mention. */
export type Shape = 'places' | 'mentions';

export interface Format {
	readonly id: string;
	readonly label: string;
	readonly extension: string;
	readonly mediaType: string;
	/** Of what a file of this format can consist. */
	readonly shapes: readonly Shape[];
	/** No text that a terminal can show. */
	readonly binary: boolean;
}

const both: readonly Shape[] = ['places', 'mentions'];

export const formats = [
	{
		id: 'geojson',
		label: 'GeoJSON',
		extension: 'geojson',
		mediaType: 'application/geo+json',
		shapes: both,
		binary: false,
	},
	{
		id: 'geojsonseq',
		label: 'GeoJSON text sequence',
		extension: 'geojsons',
		mediaType: 'application/geo+json-seq',
		shapes: both,
		binary: false,
	},
	{
		id: 'csv',
		label: 'CSV',
		extension: 'csv',
		mediaType: 'text/csv; charset=utf-8',
		shapes: both,
		binary: false,
	},
	{
		id: 'kml',
		label: 'KML',
		extension: 'kml',
		mediaType: 'application/vnd.google-earth.kml+xml',
		shapes: both,
		binary: false,
	},
	{
		id: 'kmz',
		label: 'KMZ',
		extension: 'kmz',
		mediaType: 'application/vnd.google-earth.kmz',
		shapes: both,
		binary: true,
	},
	{
		id: 'gpkg',
		label: 'GeoPackage',
		extension: 'gpkg',
		mediaType: 'application/geopackage+sqlite3',
		shapes: both,
		binary: true,
	},
	{
		id: 'fgb',
		label: 'FlatGeobuf',
		extension: 'fgb',
		mediaType: 'application/vnd.flatgeobuf',
		shapes: both,
		binary: true,
	},
	{
		id: 'parquet',
		label: 'GeoParquet',
		extension: 'parquet',
		mediaType: 'application/vnd.apache.parquet',
		shapes: both,
		binary: true,
	},
	{
		id: 'annotations',
		label: 'Web Annotations (JSON-LD)',
		extension: 'jsonld',
		mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
		shapes: ['mentions'],
		binary: false,
	},
	{
		id: 'lpf',
		label: 'Linked Places (JSON-LD)',
		extension: 'lpf.json',
		// There is no media type of its own; it is GeoJSON with more in it.
		mediaType: 'application/geo+json',
		shapes: ['places'],
		binary: false,
	},
] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]['id'];

/** What a file is where nobody says otherwise. */
export const [geojson] = formats;

/** The format of that name; undefined where there is none. */
export const formatOf = (id: string): (Format & { readonly id: FormatId }) | undefined =>
	formats.find((one) => one.id === id);
