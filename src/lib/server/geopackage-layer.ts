/** Features out of a GeoPackage (OGC 12-128r18), which is an SQLite file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { wkbToGeojson } from 'hyparquet/src/wkb.js';
import { LayerError, type RawFeature } from '#lib/layers/checked.ts';

/** Bytes of the box in a geometry's head, by the code in its flags. */
const envelopeBytes = [0, 32, 48, 48, 64];

function geometryIn(blob: unknown, where: string): unknown {
	if (blob === null) return null;
	const bytes = blob instanceof Uint8Array ? blob : new Uint8Array();
	const flags = bytes[3] ?? 0;
	const envelope = envelopeBytes[(flags >> 1) & 7];
	if (bytes[0] !== 0x47 || bytes[1] !== 0x50 || envelope === undefined || flags & 0x20) {
		throw new LayerError(`${where} has a geometry that is not of the form GeoPackage tells.`);
	}
	// The sixth bit says that it is empty.
	if (flags & 0x10) return null;
	try {
		const view = new DataView(bytes.buffer, bytes.byteOffset + 8 + envelope);
		return wkbToGeojson({ view, offset: 0 });
	} catch (error) {
		throw new LayerError(
			`${where} has a geometry that cannot be read: ${(error as Error).message}`,
		);
	}
}

interface FeatureTable {
	readonly table_name: string;
	readonly column_name: string;
	readonly srs_id: number;
	readonly organization: string | null;
	readonly code: number | null;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function* rowsOf(db: DatabaseSync, table: FeatureTable): Generator<RawFeature> {
	const { table_name: name, column_name: column, organization, code } = table;
	// Degrees of WGS 84, by the name that its authority gives it.
	if (organization?.toUpperCase() !== 'EPSG' || code !== 4326) {
		throw new LayerError(
			`has the table ${name} in the coordinate system ${organization ?? 'unknown'} ${code ?? ''}. Reproject it to longitude and latitude, for instance with "ogr2ogr -t_srs EPSG:4326".`,
		);
	}
	let number = 0;
	for (const row of db.prepare(`select * from ${quoted(name)}`).iterate()) {
		const where = `${name}, row ${++number},`;
		const { [column]: geometry, ...properties } = row;
		yield { where, properties, geometry: geometryIn(geometry ?? null, where) };
	}
}

/**
 * The features of all tables of a GeoPackage.
 * @throws {LayerError} when it is none, or not in longitude and latitude.
 */
export function geopackageFeatures(bytes: Uint8Array): RawFeature[] {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-layer-'));
	try {
		const file = join(folder, 'layer.gpkg');
		writeFileSync(file, bytes);
		const db = new DatabaseSync(file, { readOnly: true });
		try {
			const tables = db
				.prepare(
					`select g.table_name, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id as code
					from gpkg_contents c join gpkg_geometry_columns g on g.table_name = c.table_name
					left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id where c.data_type = 'features'`,
				)
				.all() as unknown as FeatureTable[];
			return tables.flatMap((table) => [...rowsOf(db, table)]);
		} finally {
			db.close();
		}
	} catch (error) {
		if (error instanceof LayerError) throw error;
		throw new LayerError(`is not a GeoPackage: ${(error as Error).message}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
