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
	mustBeTable(db, name);
	let number = 0;
	const rows = db.prepare(`select * from ${quoted(name)}`);
	rows.setReadBigInts(true);
	for (const row of rows.iterate()) {
		const where = `${name}, row ${++number},`;
		const { [column]: geometry, ...others } = row;
		const properties = Object.fromEntries(
			Object.entries(others).map(([field, value]) => [field, plain(value)]),
		);
		yield { where, properties, geometry: geometryIn(geometry ?? null, where) };
	}
}

/** Numbers as they are written, where they are too large to be counted with. */
function plain(value: unknown): unknown {
	if (typeof value !== 'bigint') return value;
	return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

/** A view computes what it likes for as long as it likes; only what is kept is read. */
function mustBeTable(db: DatabaseSync, name: string): void {
	const found = db
		.prepare(
			`select 1 from sqlite_master where name = ? and type = 'table' and sql not like 'create virtual%'`,
		)
		.get(name);
	if (!found) throw new LayerError(`has no table ${name}: views are not read. Save it as a table.`);
}

const frame = ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];

/**
 * The features of all tables of a GeoPackage, one after the other.
 * @throws {LayerError} when it is none, or not in longitude and latitude.
 */
export function* geopackageFeatures(bytes: Uint8Array): Generator<RawFeature> {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-layer-'));
	let db: DatabaseSync | undefined;
	try {
		const file = join(folder, 'layer.gpkg');
		writeFileSync(file, bytes);
		db = new DatabaseSync(file, { readOnly: true });
		for (const name of frame) mustBeTable(db, name);
		const tables = db
			.prepare(
				`select g.table_name, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id as code
				from gpkg_contents c join gpkg_geometry_columns g on g.table_name = c.table_name
				left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id where c.data_type = 'features'`,
			)
			.all() as unknown as FeatureTable[];
		for (const table of tables) yield* rowsOf(db, table);
	} catch (error) {
		if (error instanceof LayerError) throw error;
		throw new LayerError(`is not a GeoPackage: ${(error as Error).message}`);
	} finally {
		db?.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
