import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zipSync } from 'fflate/node';
import fc from 'fast-check';
import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { columnsAmong } from '#lib/text/records.ts';
import { checkedFeatures, LayerError } from '#lib/layers/checked.ts';
import { isLayerFile } from '#lib/layers/formats.ts';
import { readLayer } from '#lib/layers/read.ts';
import type { AnyFeature } from '#lib/export/writer.ts';
import { writeGeopackage } from '#lib/server/geopackage.ts';
import { geopackageFeatures } from '#lib/server/geopackage-layer.ts';
import { hasGdal } from '../../tools/debian.ts';
import { lonLat } from '../geo/arbitrary.ts';
import { bytes, temporaryFolder } from '../server/world.ts';

const read = (name: string, content: string | Uint8Array) =>
	readLayer(name, typeof content === 'string' ? bytes(content) : content, geopackageFeatures);

/** A GeoPackage as the program itself writes it. */
async function* geopackageOf() {
	const properties = { id: 'gn:1', name: 'Hajin', mentionCount: 1, documentCount: 1 };
	const feature = { type: 'Feature', properties, geometry: camp.geometry } as AnyFeature;
	async function* features() {
		yield [feature];
	}
	const textOf = async () => '';
	yield* writeGeopackage({
		shape: 'places',
		features: features(),
		mentionsOf: null,
		textOf,
	}) as AsyncIterable<Uint8Array>;
}

const camp: Feature = {
	type: 'Feature',
	properties: { name: 'مخيم الهول', people: 40_000, open: true, note: 'north & east, <far>' },
	geometry: { type: 'Point', coordinates: [41.15, 36.37] },
};
const road: Feature = {
	type: 'Feature',
	properties: { name: 'Route 4', people: null, open: false, note: '' },
	geometry: {
		type: 'LineString',
		coordinates: [
			[40.1, 35.3],
			[40.9, 34.45],
		],
	},
};
const zone: Feature = {
	type: 'Feature',
	properties: { name: 'Zone', people: 12, open: false, note: 'a\nb' },
	geometry: {
		type: 'Polygon',
		coordinates: [
			[
				[40, 34],
				[41, 34],
				[41, 35],
				[40, 34],
			],
		],
	},
};
const collection = (...features: Feature[]) =>
	JSON.stringify({ type: 'FeatureCollection', features });

describe('a file as a layer', () => {
	it('keeps what GeoJSON says of each feature, and what it is called', () => {
		const [first, second] = read('a.geojson', collection(camp, road));
		expect(first).toEqual({ number: 0, name: 'مخيم الهول', ...camp, type: undefined });
		expect(second?.properties).toEqual({ name: 'Route 4', open: false });
		expect(second?.geometry).toEqual(road.geometry);
	});

	it('reads a geometry alone, and one feature alone', () => {
		expect(read('a.json', JSON.stringify(zone))[0]?.geometry).toEqual(zone.geometry);
		expect(read('a.json', JSON.stringify(zone.geometry))[0]?.name).toBeNull();
	});

	it('reads KML with the text of its descriptions, and the same zipped', () => {
		const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
			<Placemark><name>Hajin</name><description><![CDATA[<b>A</b> town]]></description>
			<Point><coordinates>40.83,34.7,200</coordinates></Point></Placemark></Folder></Document></kml>`;
		const expected = [
			{
				...{ number: 0, name: 'Hajin', properties: { name: 'Hajin', description: 'A town' } },
				geometry: { type: 'Point', coordinates: [40.83, 34.7] },
			},
		];
		expect(read('a.kml', kml)).toMatchObject(expected);
		expect(read('a.kmz', zipSync({ 'doc.kml': bytes(kml) }))).toMatchObject(expected);
	});

	it('reads tracks and waypoints of GPX', () => {
		const gpx = `<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
			<wpt lat="34.7" lon="40.83"><name>Post 3</name></wpt>
			<trk><name>Patrol</name><trkseg><trkpt lat="34.4" lon="40.9"/><trkpt lat="34.5" lon="40.8"/></trkseg></trk></gpx>`;
		const found = read('a.gpx', gpx).map(({ name, geometry }) => [name, geometry.type]);
		expect(found).toContainEqual(['Post 3', 'Point']);
		expect(found).toContainEqual(['Patrol', 'LineString']);
	});

	it('reads tables with longitude and latitude, or well-known text, whatever stands between', () => {
		const points = 'name;Longitude;Latitude\nHajin;40,83;34,7\nnowhere;;\n';
		expect(read('a.csv', points)).toEqual([
			{
				...{ number: 0, name: 'Hajin', properties: { name: 'Hajin' } },
				geometry: { type: 'Point', coordinates: [40.83, 34.7] },
			},
		]);
		const wkt = 'id,WKT\n7,"POLYGON ((40 34, 41 34, 41 35, 40 34))"\n';
		expect(read('a.csv', wkt)[0]).toMatchObject({ name: '7', geometry: zone.geometry });
	});

	it.each([
		['a.txt', 'words', /of no format that can be drawn; GeoJSON, KML/],
		['a.geojson', '{', /^is not JSON/],
		['a.geojson', '{"type":"Topology"}', /FeatureCollection, a Feature or a geometry is expected/],
		[
			'a.geojson',
			collection({ ...camp, geometry: { type: 'Point', coordinates: [4.5e6, 5e6] } }),
			/^feature 1 has the longitude 4500000, which is no degree.*ogr2ogr/,
		],
		[
			'a.geojson',
			collection(camp, { ...road, geometry: { type: 'LineString', coordinates: [[1, 2]] } }),
			/^feature 2 has a line of fewer than two/,
		],
		['a.geojson', '{"type":"FeatureCollection","features":[]}', /nothing with a place on the map/],
		[
			'a.geojson',
			'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[]}',
			/coordinate system urn:ogc:def:crs:EPSG::28992.*reproject/,
		],
		['a.kml', '<kml><Placemark></kml>', /^is not KML/],
		['a.kml', '<gpx/>', /its first element is <gpx>/],
		[
			'a.kml',
			'<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>',
			/defines entities of its own/,
		],
		['a.kmz', 'PK not', /^is not a KMZ archive|without a KML/],
		['a.gpkg', 'not a database', /^is not a GeoPackage/],
		['a.csv', 'town,text\nHajin,words\n', /"lon" and "lat", or "wkt".*its columns are town, text/],
		['a.csv', 'lon,lat\n40,abc\n', /^line 2 has a latitude that is no number/],
		[
			'a.csv',
			'id,wkt\n1,SRID=28992;POINT(1 2)\n',
			/^line 2 is of the coordinate system EPSG 28992\..*reproject/,
		],
		[
			'a.geojson',
			`${'{"type":"GeometryCollection","geometries":['.repeat(20_000)}${']}'.repeat(20_000)}`,
			/collections of geometries in each other/,
		],
		['a.csv', 'id,wkt\n1,POINT(nowhere)\n', /^line 2 has no well-known text/],
	])('refuses %s with %s, and says why', (name, content, why) => {
		expect(() => read(name, content)).toThrow(LayerError);
		expect(() => read(name, content)).toThrow(why);
	});

	it('refuses a text that is not UTF-8', () => {
		expect(() => read('a.csv', Uint8Array.from([0x6c, 0xff]))).toThrow(/not text in UTF-8/);
	});

	it('reads numbers of any size from a GeoPackage, and no view that never ends', async () => {
		const file = Buffer.concat(await Array.fromAsync(geopackageOf()));
		const path = join(temporaryFolder(), 'a.gpkg');
		writeFileSync(path, file);
		const change = (sql: string) => {
			const db = new DatabaseSync(path);
			db.exec(sql);
			db.close();
			return read('a.gpkg', readFileSync(path));
		};
		const [first] = change('update places set documentCount = 9223372036854775807');
		expect(first?.properties.documentCount).toBe('9223372036854775807');
		expect(() =>
			change(`drop table places; create view places as
				with recursive n (fid, geom) as (select 1, null union all select fid + 1, null from n)
				select * from n`),
		).toThrow(/has no table places: views are not read/);
	});

	it('keeps every geometry in degrees, without its heights', () => {
		const position = lonLat.map((at) => [...at]);
		const line = fc.array(position, { minLength: 2, maxLength: 5 });
		const geometry = fc.oneof<fc.Arbitrary<Geometry>[]>(
			position.map((coordinates) => ({ type: 'Point', coordinates })),
			line.map((coordinates) => ({ type: 'LineString', coordinates })),
			fc.array(line, { minLength: 1, maxLength: 3 }).map((coordinates) => ({
				...{ type: 'MultiLineString', coordinates },
			})),
			fc.array(position, { minLength: 3, maxLength: 5 }).map((ring) => ({
				type: 'Polygon',
				coordinates: [[...ring, ring[0] ?? []]],
			})),
		);
		const heightened = (value: unknown): unknown =>
			Array.isArray(value)
				? typeof value[0] === 'number'
					? [...value, 100]
					: value.map(heightened)
				: value;
		fc.assert(
			fc.property(geometry, (one) => {
				const coordinates = 'coordinates' in one ? heightened(one.coordinates) : [];
				const raw = { where: 'it', properties: null, geometry: { ...one, coordinates } };
				expect(checkedFeatures([raw])[0]?.geometry).toEqual(one);
			}),
		);
	});
});

const gdalHas = hasGdal();
if (!gdalHas) console.warn('GDAL is missing: layers made by it are NOT read. gdal-bin');

describe.skipIf(!gdalHas)('a file made by GDAL', { timeout: 30_000 }, () => {
	function made(extension: string, ...more: string[]): Uint8Array {
		const folder = temporaryFolder();
		const [from, to] = [join(folder, 'in.geojson'), join(folder, `out.${extension}`)];
		writeFileSync(from, collection(camp, { ...camp, properties: { name: 'Hajin' } }));
		const { stderr, status } = spawnSync('ogr2ogr', [...more, to, from], { encoding: 'utf8' });
		if (status !== 0) throw new Error(stderr);
		return readFileSync(to);
	}

	it.each([
		['gpkg', ['-nln', 'camps']],
		['kml', []],
		['csv', ['-lco', 'GEOMETRY=AS_WKT']],
		['csv', ['-lco', 'GEOMETRY=AS_XY']],
		['geojson', []],
		['gpx', ['-dsco', 'GPX_USE_EXTENSIONS=YES']],
	])('%s %j is read', (extension, options) => {
		const found = read(`a.${extension}`, made(extension, ...options));
		expect(found.map(({ name, geometry }) => [name, geometry])).toEqual([
			['مخيم الهول', camp.geometry],
			['Hajin', camp.geometry],
		]);
	});

	it('of another coordinate system is refused by its name', () => {
		expect(() => read('a.gpkg', made('gpkg', '-t_srs', 'EPSG:3857'))).toThrow(
			/coordinate system EPSG 3857\. Reproject it/,
		);
	});
});

describe('a file that is dropped', () => {
	const holdsText = (names: readonly string[]) => columnsAmong(names).text !== undefined;
	it.each([
		['a.kml', '', true],
		['a.txt', 'lon,lat', false],
		['a.csv', 'name,lon,lat\n', true],
		['a.csv', 'title,text,lon,lat\n', false],
		['a.csv', 'title,text\n', false],
		['a.geojson', collection(camp), true],
		['a.geojson', collection({ ...camp, properties: { text: 'Words of a document.' } }), false],
		['a.json', '[{"text": "Words."}]', false],
	])('%s with %s is a layer: %s', (name, head, expected) => {
		expect(isLayerFile(name, head, holdsText)).toBe(expected);
	});
});
