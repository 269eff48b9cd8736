/** FlatGeobuf 3, feature after feature, without an index: its number need not be known before. */
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { buildHeader } from 'flatgeobuf/lib/mjs/generic/featurecollection.js';
import { parseGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import type { Geometry } from 'geojson';
import type { Shape } from './formats.ts';
import { type AnyFeature, columns, type Plain, valueOf, writePlain } from './writer.ts';

const types = {
	text: ColumnType.String,
	integer: ColumnType.Int,
	real: ColumnType.Double,
} as const;

const wgs84 = 4326;

type Parsed = ReturnType<typeof parseGeometry>;

/** What has no place is a point of nowhere. */
const parsed = (geometry: Geometry | null): Parsed =>
	geometry && geometry.type !== 'GeometryCollection'
		? parseGeometry(geometry)
		: ({ xy: [NaN, NaN], type: GeometryType.Point } as Parsed);

const headerOf = (shape: Shape) => ({
	geometryType: GeometryType.Unknown,
	columns: columns[shape].map(({ name, type }) => ({
		...{ name, type: types[type], title: null, description: null },
		...{ width: -1, precision: -1, scale: -1 },
		...{ nullable: true, unique: false, primary_key: false },
	})),
	envelope: null,
	featuresCount: 0,
	indexNodeSize: 0,
	crs: null,
	title: shape,
	description: null,
	metadata: null,
});

const valuesOf = (feature: AnyFeature, shape: Shape) =>
	Object.fromEntries(columns[shape].map((column) => [column.name, valueOf(feature, column)]));

export const plainFlatgeobuf: Plain = {
	head: (shape) => Buffer.concat([magicbytes, buildHeader(headerOf(shape), wgs84)]),
	some(features, shape) {
		const header = headerOf(shape);
		return Buffer.concat(
			features.map((feature) =>
				buildFeature(parsed(feature.geometry), valuesOf(feature, shape), header),
			),
		);
	},
	separator: '',
	tail: () => '',
};

export const writeFlatgeobuf = writePlain(plainFlatgeobuf);
