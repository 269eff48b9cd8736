/** GeoJSON (RFC 7946): a collection, one feature, or one geometry. */
import { LayerError, type RawFeature } from './checked.ts';

type Members = Readonly<Record<string, unknown>>;

/** Names by which older files call longitude and latitude in degrees. */
const degrees = /(?:CRS84|EPSG:{1,2}(?:[\d.]+:)?4326)$/i;

function refuseOtherSystems({ crs }: Members): void {
	const name = (crs as { properties?: { name?: unknown } } | null | undefined)?.properties?.name;
	if (crs === undefined || crs === null || degrees.test(String(name))) return;
	throw new LayerError(
		`is of the coordinate system ${String(name)}. GeoJSON is of longitude and latitude (WGS 84); reproject the file, for instance with "ogr2ogr -t_srs EPSG:4326".`,
	);
}

export function geojsonFeatures(text: string): RawFeature[] {
	let whole: Members;
	try {
		whole = JSON.parse(text) as Members;
	} catch (error) {
		throw new LayerError(`is not JSON: ${(error as Error).message}`);
	}
	if (typeof whole !== 'object' || whole === null) throw new LayerError('is not GeoJSON.');
	refuseOtherSystems(whole);
	const { type, features } = whole;
	if (type === 'FeatureCollection' && Array.isArray(features)) {
		return (features as unknown[]).map((feature, i) => asRaw(feature, `feature ${i + 1}`));
	}
	if (type === 'Feature') return [asRaw(whole, 'the feature')];
	if (typeof type === 'string' && ('coordinates' in whole || 'geometries' in whole)) {
		return [{ where: 'the geometry', properties: {}, geometry: whole }];
	}
	throw new LayerError('is not GeoJSON: a FeatureCollection, a Feature or a geometry is expected.');
}

function asRaw(feature: unknown, where: string): RawFeature {
	const { id, properties, geometry } = (feature ?? {}) as Members;
	const known = (typeof properties === 'object' && properties) || {};
	return { where, properties: id === undefined ? known : { id, ...known }, geometry };
}
