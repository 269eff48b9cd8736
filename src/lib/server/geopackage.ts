/** GeoPackage 1.3 (OGC 12-128r18): an SQLite file of one table, made aside and then sent. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { geojsonToWkb } from 'hyparquet-writer/src/wkb.js';
import type { Geometry } from 'geojson';
import type { Bbox } from '#lib/domain.ts';
import type { Shape } from '#lib/export/formats.ts';
import { columns, type Source, valueOf, type Write } from '#lib/export/writer.ts';
import { bboxOf } from '#lib/geo/bbox.ts';

const wgs84 = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]`;

/** The tables that every GeoPackage has; "GPKG" and the version are in the file's head. */
const frame = `
pragma application_id = 0x47504B47;
pragma user_version = 10300;
create table gpkg_spatial_ref_sys (
	srs_name text not null, srs_id integer not null primary key, organization text not null,
	organization_coordsys_id integer not null, definition text not null, description text
);
insert into gpkg_spatial_ref_sys values
	('WGS 84', 4326, 'EPSG', 4326, '${wgs84}', 'longitude and latitude in degrees'),
	('Undefined cartesian', -1, 'NONE', -1, 'undefined', null),
	('Undefined geographic', 0, 'NONE', 0, 'undefined', null);
create table gpkg_contents (
	table_name text not null primary key, data_type text not null, identifier text unique,
	description text default '',
	last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
	min_x double, min_y double, max_x double, max_y double, srs_id integer,
	constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
);
create table gpkg_geometry_columns (
	table_name text not null, column_name text not null, geometry_type_name text not null,
	srs_id integer not null, z tinyint not null, m tinyint not null,
	constraint pk_geom_cols primary key (table_name, column_name),
	constraint uk_gc_table_name unique (table_name),
	constraint fk_gc_tn foreign key (table_name) references gpkg_contents (table_name),
	constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
);`;

const types = { text: 'text', integer: 'integer', real: 'double' } as const;

/** A geometry in the package's own envelope: "GP", version 0, little endian without a box, 4326. */
function blob(geometry: Geometry | null): Uint8Array | null {
	if (!geometry) return null;
	const wkb = geojsonToWkb(geometry);
	const bytes = new Uint8Array(8 + wkb.length);
	bytes.set([0x47, 0x50, 0, 1]);
	new DataView(bytes.buffer).setInt32(4, 4326, true);
	bytes.set(wkb, 8);
	return bytes;
}

function createTable(db: DatabaseSync, shape: Shape): void {
	const own = columns[shape].map(({ name, type }) => `"${name}" ${types[type]}`).join(', ');
	db.exec(
		`create table ${shape} (fid integer primary key autoincrement not null, geom geometry, ${own})`,
	);
	db.prepare(
		`insert into gpkg_contents (table_name, data_type, identifier, srs_id) values (?, 'features', ?, 4326)`,
	).run(shape, shape);
	db.prepare(`insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', 4326, 0, 0)`).run(
		shape,
	);
}

type Extent = { west: number; south: number; east: number; north: number };

/** A table has no box across the antimeridian: with one that does it is of all longitudes. */
function widen(extent: Extent, [west, south, east, north]: Bbox): void {
	const across = west > east;
	extent.west = Math.min(extent.west, across ? -180 : west);
	extent.east = Math.max(extent.east, across ? 180 : east);
	extent.south = Math.min(extent.south, south);
	extent.north = Math.max(extent.north, north);
}

function tellExtent(db: DatabaseSync, shape: Shape, extent: Extent): void {
	if (extent.west > extent.east) return;
	db.prepare(
		'update gpkg_contents set min_x = ?, min_y = ?, max_x = ?, max_y = ? where table_name = ?',
	).run(extent.west, extent.south, extent.east, extent.north, shape);
}

/** Features between two signs of life: whoever waits can break off there. */
const progress = 1000;

/** Fills the file; yields nothing now and then, so that it can be broken off. */
async function* fill(file: string, { shape, features }: Source): AsyncGenerator<string> {
	const db = new DatabaseSync(file);
	try {
		// Nobody reads it before it is whole, and one cut short is thrown away.
		db.exec('pragma journal_mode = off; pragma synchronous = off');
		db.exec(frame);
		createTable(db, shape);
		const own = columns[shape];
		const insert = db.prepare(
			`insert into ${shape} (geom, ${own.map(({ name }) => `"${name}"`).join(', ')})
			values (?, ${own.map(() => '?').join(', ')})`,
		);
		db.exec('begin');
		const extent = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
		let count = 0;
		for await (const batch of features) {
			for (const feature of batch) {
				insert.run(blob(feature.geometry), ...own.map((column) => valueOf(feature, column)));
				const box = feature.geometry && bboxOf(feature.geometry);
				if (box) widen(extent, box);
			}
			count += batch.length;
			if (count < progress) continue;
			yield '';
			count = 0;
		}
		tellExtent(db, shape, extent);
		db.exec('commit');
	} finally {
		db.close();
	}
}

export const writeGeopackage: Write = async function* (source) {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-export-'));
	const file = join(folder, 'export.gpkg');
	try {
		yield* fill(file, source);
		for await (const piece of createReadStream(file)) yield piece as Uint8Array;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};
