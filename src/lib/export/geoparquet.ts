/** GeoParquet 1.1: Apache Parquet with the geometry as well-known binary. */
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import { geojsonToWkb } from 'hyparquet-writer/src/wkb.js';
import { type AnyFeature, type Column, columns, valueOf, type Write } from './writer.ts';

/** Features to a row group; no more of a large file is in memory at once. */
const rowGroup = 5000;

const geo = {
	version: '1.1.0',
	primary_column: 'geometry',
	// WGS 84, longitude first, is what the standard takes where no crs is named.
	columns: { geometry: { encoding: 'WKB', geometry_types: [], orientation: 'counterclockwise' } },
};

const elementOf = ({ name, type }: Column) => {
	const optional = { name, repetition_type: 'OPTIONAL' as const };
	if (type === 'text') {
		return { ...optional, type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const };
	}
	return { ...optional, type: type === 'integer' ? ('INT32' as const) : ('DOUBLE' as const) };
};

const geometryElement = {
	name: 'geometry',
	type: 'BYTE_ARRAY' as const,
	repetition_type: 'OPTIONAL' as const,
};

const groupOf = (own: readonly Column[], features: readonly AnyFeature[]) => [
	...own.map((column) => ({
		name: column.name,
		data: features.map((feature) => valueOf(feature, column)),
	})),
	{
		name: 'geometry',
		data: features.map(({ geometry }) => geometry && geojsonToWkb(geometry)),
	},
];

export const writeGeoparquet: Write = async function* ({ features, shape }) {
	const own = columns[shape];
	const bytes = new ByteWriter();
	const writer = new ParquetWriter({
		writer: bytes,
		schema: [
			{ name: 'root', num_children: own.length + 1 },
			...own.map(elementOf),
			geometryElement,
		],
		kvMetadata: [{ key: 'geo', value: JSON.stringify(geo) }],
		createdBy: 'Whereabouts',
	});
	/** What has been written since the last time; the writer's own count of bytes goes on. */
	const taken = () => {
		const piece = bytes.getBytes().slice();
		bytes.index = 0;
		return piece;
	};
	let group: AnyFeature[] = [];
	for await (const batch of features) {
		for (const feature of batch) {
			group.push(feature);
			if (group.length < rowGroup) continue;
			await writer.write({ columnData: groupOf(own, group), rowGroupSize: rowGroup });
			group = [];
			yield taken();
		}
	}
	if (group.length) await writer.write({ columnData: groupOf(own, group), rowGroupSize: rowGroup });
	await writer.finish();
	yield taken();
};
