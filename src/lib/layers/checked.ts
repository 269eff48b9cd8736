/** Features of whatever file as the program keeps them: checked, flat, in longitude and latitude. */
import type { Geometry, Position } from 'geojson';
import * as v from 'valibot';
import type { LayerFeature } from '#lib/domain.ts';

/** A file that cannot be drawn as a layer; the message says why, where, and what to do. */
export class LayerError extends Error {
	override readonly name = 'LayerError';
}

/** As many features as the map draws without a stutter. */
export const mostFeatures = 100_000;

export const reproject =
	'Coordinates must be longitude and latitude in degrees (WGS 84); reproject the file, for instance with "ogr2ogr -t_srs EPSG:4326".';

const within = (most: number, called: string) =>
	v.pipe(
		v.number(`a ${called} that is no number`),
		v.finite(`a ${called} that is no number`),
		v.check(
			(degrees) => Math.abs(degrees) <= most,
			({ input }) => `the ${called} ${String(input)}, which is no degree. ${reproject}`,
		),
	);
/** Heights are left out: nothing here is asked of them. */
const position = v.pipe(
	v.tupleWithRest(
		[within(180, 'longitude'), within(90, 'latitude')],
		v.unknown(),
		'a position that is no pair of numbers',
	),
	v.transform(([lon, lat]): Position => [lon, lat]),
);
const line = v.pipe(v.array(position), v.minLength(2, 'a line of fewer than two positions'));
const ring = v.pipe(
	v.array(position),
	v.minLength(4, 'a ring of fewer than four positions'),
	v.check((ring) => {
		const [[x, y] = [], [endX, endY] = []] = [ring[0], ring.at(-1)];
		return x === endX && y === endY;
	}, 'a ring that does not end where it begins'),
);
const polygon = v.pipe(v.array(ring), v.minLength(1, 'a polygon without a ring'));
const of = <T extends string, S extends v.GenericSchema>(type: T, coordinates: S) =>
	v.object({ type: v.literal(type), coordinates });

const geometry: v.GenericSchema<unknown, Geometry> = v.lazy((input) => {
	switch ((input as { type?: unknown } | null)?.type) {
		case 'Point':
			return of('Point', position);
		case 'MultiPoint':
			return of('MultiPoint', v.array(position));
		case 'LineString':
			return of('LineString', line);
		case 'MultiLineString':
			return of('MultiLineString', v.array(line));
		case 'Polygon':
			return of('Polygon', polygon);
		case 'MultiPolygon':
			return of('MultiPolygon', v.array(polygon));
		case 'GeometryCollection':
			return v.object({
				type: v.literal('GeometryCollection'),
				geometries: v.array(geometry, 'a collection without geometries'),
			});
		default:
			return v.never('a geometry of no type that GeoJSON knows');
	}
}) as v.GenericSchema<unknown, Geometry>;

/** Collections in collections, deeper than anyone draws them. */
const deepest = 10;

function isTooDeep(geometry: unknown): boolean {
	let level = [geometry];
	for (let depth = 0; level.length; depth++) {
		if (depth > deepest) return true;
		level = level.flatMap((one) => {
			const { geometries } = (one ?? {}) as { geometries?: unknown };
			return Array.isArray(geometries) ? (geometries as unknown[]) : [];
		});
	}
	return false;
}

const plain = (html: string) =>
	html
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();

/** Values that a reader can read; whatever is nested is left out, except the text of a description. */
function flat(properties: unknown): Record<string, string | number | boolean> {
	const found: Record<string, string | number | boolean> = {};
	for (const [name, value] of Object.entries(properties ?? {})) {
		if (typeof value === 'object' && value !== null && 'value' in value) {
			found[name] = plain(String(value.value));
		} else if (typeof value === 'string' && value.trim()) found[name] = value.trim();
		else if (typeof value === 'boolean' || Number.isFinite(value)) found[name] = value as number;
	}
	return found;
}

const nameFields = ['name', 'naam', 'title', 'label', 'titel', 'nom', 'id'];

function nameOf(properties: LayerFeature['properties']): string | null {
	const byName = new Map(
		Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const field = nameFields.find((each) => byName.has(each));
	return field === undefined ? null : String(byName.get(field)).slice(0, 200);
}

/** A feature as a file has it, before anything is known of it. */
export interface RawFeature {
	/** Where in the file: `feature 3`, `line 12`. */
	readonly where: string;
	readonly properties: unknown;
	/** Null where it has no place on the map: then it is left out. */
	readonly geometry: unknown;
}

const hasPositions = (one: Geometry): boolean =>
	one.type === 'GeometryCollection'
		? one.geometries.some(hasPositions)
		: one.coordinates.length > 0;

/**
 * The features that have a geometry, in order.
 * @throws {LayerError} when none has, one is not of longitude and latitude, or there are too many.
 */
export function checkedFeatures(raw: Iterable<RawFeature>): LayerFeature[] {
	const features: LayerFeature[] = [];
	for (const one of raw) {
		if (one.geometry === null || one.geometry === undefined) continue;
		if (isTooDeep(one.geometry)) {
			throw new LayerError(`${one.where} has collections of geometries in each other.`);
		}
		const result = v.safeParse(geometry, one.geometry, { abortEarly: true });
		if (!result.success) throw new LayerError(`${one.where} has ${result.issues[0].message}`);
		if (!hasPositions(result.output)) continue;
		const properties = flat(one.properties);
		const number = features.length;
		features.push({ number, name: nameOf(properties), properties, geometry: result.output });
		if (number >= mostFeatures) {
			throw new LayerError(
				`holds more than ${mostFeatures.toLocaleString('en')} features. Divide it into several files.`,
			);
		}
	}
	if (!features.length) {
		throw new LayerError('holds nothing with a place on the map: no feature has a geometry.');
	}
	return features;
}
