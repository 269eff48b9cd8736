/** The boxes, points and polygons of CQL2. */
import type { Polygon, Position } from 'geojson';
import type { Bbox } from '#lib/domain.ts';
import type { Tokens } from './cql2-tokens.ts';
import { boxFrom, latitudeFirst } from './crs.ts';

/** Where something is to be: in a box, which may be a point, or in a polygon. */
export type Area = Bbox | Polygon;

export const isPolygon = (area: Area): area is Polygon => 'type' in area;

/** BBOX, POINT or POLYGON, its numbers in the order of `crs`. */
export function readArea(tokens: Tokens, crs: string): Area {
	if (tokens.accept('POLYGON')) return readPolygon(tokens, crs);
	if (tokens.accept('POINT')) {
		tokens.expect('(');
		const [lon = NaN, lat = NaN] = readPosition(tokens, crs);
		tokens.expect(')');
		return [lon, lat, lon, lat];
	}
	const start = tokens.peek();
	if (!tokens.accept('BBOX')) throw tokens.fail('BBOX, POINT or POLYGON');
	tokens.expect('(');
	const numbers = [readDegrees(tokens)];
	while (tokens.accept(',')) numbers.push(readDegrees(tokens));
	tokens.expect(')');
	// The standard lets heights stand in a box; nothing here has one.
	const [a = NaN, b = NaN, c = NaN, d = NaN] =
		numbers.length === 6 ? numbers.toSpliced(5, 1).toSpliced(2, 1) : numbers;
	const box = boxFrom([a, b, c, d], crs);
	const [west, south, east, north] = box;
	const inWorld = isInWorld([west, south]) && isInWorld([east, north]) && south <= north;
	if (![4, 6].includes(numbers.length) || !inWorld) {
		throw tokens.fail('BBOX(west, south, east, north) in degrees, south not above north', start);
	}
	return box;
}

const readDegrees = (tokens: Tokens): number => tokens.number('a number of degrees');

const isInWorld = ([lon = NaN, lat = NaN]: Position): boolean =>
	Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** Longitude and latitude. */
function readPosition(tokens: Tokens, crs: string): Position {
	const start = tokens.peek();
	const first = readDegrees(tokens);
	const second = readDegrees(tokens);
	if (tokens.peek().kind === 'number') readDegrees(tokens);
	const position = latitudeFirst(crs) ? [second, first] : [first, second];
	if (!isInWorld(position)) {
		throw tokens.fail('a longitude from -180 to 180 and a latitude from -90 to 90', start);
	}
	return position;
}

function readRing(tokens: Tokens, crs: string): Position[] {
	const start = tokens.peek();
	tokens.expect('(');
	const ring = [readPosition(tokens, crs)];
	while (tokens.accept(',')) ring.push(readPosition(tokens, crs));
	tokens.expect(')');
	const [first, last] = [ring[0], ring.at(-1)];
	if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
		throw tokens.fail('a ring of four points or more, the last the same as the first', start);
	}
	return ring;
}

function readPolygon(tokens: Tokens, crs: string): Polygon {
	tokens.expect('(');
	const coordinates = [readRing(tokens, crs)];
	while (tokens.accept(',')) coordinates.push(readRing(tokens, crs));
	tokens.expect(')');
	return { type: 'Polygon', coordinates };
}
