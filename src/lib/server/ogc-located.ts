/**
 * Which features are in an area, by their own geometry. SQL knows only the boxes around places, and
 * what is dropped after a page was read leaves pages short or empty, at which clients stop reading.
 */
import type { Polygon } from 'geojson';
import type { Bbox, Filter, LonLat, Place, PlaceKind } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { bboxOf, contains, intersects } from '#lib/geo/bbox.ts';
import { meets, planeBox } from '#lib/geo/meets.ts';
import type { CollectionId } from '#lib/ogc/collections.ts';
import { type Area, isPolygon } from '#lib/ogc/cql2-area.ts';
import { areasOf, asFilter, type Expression } from '#lib/ogc/cql2.ts';
import { QueryError } from '#lib/query.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What a place may be that takes up room on the map; a settlement is a point. */
const kindsWithExtent: readonly PlaceKind[] = [
	'country',
	'admin1',
	'admin2',
	'region',
	'physical',
	'facility',
];
const wholeEarthKm = 20_038;
/** A database takes some thirty thousand values with a question. */
const mostPlaces = 20_000;
const pageSize = 5_000;

interface Extent {
	readonly id: string;
	readonly point: LonLat;
	readonly bbox: Bbox;
}

const known = new WeakMap<Gazetteer, readonly Extent[]>();

/** Every place of the gazetteer whose box is more than its point. */
function extentsOf(gazetteer: Gazetteer): readonly Extent[] {
	const before = known.get(gazetteer);
	if (before) return before;
	const extents = kindsWithExtent
		.flatMap((kind) => gazetteer.near([0, 0], wholeEarthKm, kind))
		.flatMap(({ id, point, bbox }): Extent[] => {
			const outline = bbox ? null : gazetteer.outline(id);
			const box = bbox ?? (outline && bboxOf(outline));
			return box ? [{ id, point, bbox: box }] : [];
		});
	known.set(gazetteer, extents);
	return extents;
}

/** A place's feature is its outline where one is known, a mention's the point of its place. */
function isInside(
	{ gazetteer }: Whereabouts,
	collection: CollectionId,
	{ id, point }: Pick<Place, 'id' | 'point'>,
	area: Area,
): boolean {
	const outline = collection === 'mentions' ? null : gazetteer.outline(id);
	return meets(outline ?? { type: 'Point', coordinates: [...point] }, area);
}

/** Whatever has such a box is inside, so its outline need not be looked at. */
const isWhollyIn = ([west, south, east, north]: Bbox, box: Bbox): boolean =>
	west <= east && box[0] <= west && east <= box[2] && box[1] <= south && north <= box[3];

function findStrays(from: Whereabouts, collection: CollectionId, box: Bbox): string[] {
	const near = extentsOf(from.gazetteer).filter(({ bbox }) => intersects(bbox, box));
	const outside =
		collection === 'mentions'
			? near.filter(({ point }) => !contains(box, point))
			: near.filter(
					(place) => !isWhollyIn(place.bbox, box) && !isInside(from, collection, place, box),
				);
	return outside.map(({ id }) => id);
}

const found = new WeakMap<Gazetteer, Map<string, readonly string[]>>();
/** Page after page is asked for with the same box. */
const boxesRemembered = 100;

/** Places that the corpus finds in the box, but whose geometry is not. */
function strays(from: Whereabouts, collection: CollectionId, box: Bbox): readonly string[] {
	const before = found.get(from.gazetteer) ?? new Map<string, readonly string[]>();
	found.set(from.gazetteer, before);
	const key = JSON.stringify([collection, box]);
	const ids = before.get(key) ?? findStrays(from, collection, box);
	before.set(key, ids);
	const [oldest] = before.keys();
	if (before.size > boxesRemembered && oldest !== undefined) before.delete(oldest);
	return ids;
}

/** The places of the corpus in the polygon. */
async function placesIn(
	from: Whereabouts,
	collection: CollectionId,
	polygon: Polygon,
): Promise<string[]> {
	const query = { bbox: planeBox(polygon.coordinates.flat()), limit: pageSize };
	const ids: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await from.store.placePage(query, cursor);
		for (const { place } of page.items) {
			if (isInside(from, collection, place, polygon)) ids.push(place.id);
		}
		cursor = page.next ?? undefined;
	} while (cursor && ids.length <= mostPlaces);
	return ids;
}

/** The area as a condition, and how many places that names one by one. */
async function conditionOf(
	from: Whereabouts,
	collection: CollectionId,
	area: Area,
): Promise<{ readonly filter: Filter; readonly named: number }> {
	const listed = (values: readonly string[]): Filter => ({ op: 'in', field: 'place.id', values });
	if (isPolygon(area)) {
		const ids = await placesIn(from, collection, area);
		return { filter: listed(ids), named: ids.length };
	}
	const inBox: Filter = { op: 'meets', bbox: area };
	// A document has no geometry of its own: it is where the boxes of its places are.
	const others = collection === 'documents' ? [] : strays(from, collection, area);
	if (!others.length) return { filter: inBox, named: 0 };
	const filter: Filter = { op: 'and', args: [inBox, { op: 'not', arg: listed(others) }] };
	return { filter, named: others.length };
}

/**
 * The expression as the store is asked it.
 * @throws {QueryError} where its areas have more places than a database can be told of.
 */
export async function located(
	from: Whereabouts,
	collection: CollectionId,
	expression: Expression,
): Promise<Filter> {
	const conditions = new Map<Area, Filter>();
	let sum = 0;
	for (const area of areasOf(expression)) {
		const { filter, named } = await conditionOf(from, collection, area);
		conditions.set(area, filter);
		sum += named;
		if (sum > mostPlaces) {
			throw new QueryError(
				'filter',
				'S_INTERSECTS',
				`expected areas with at most ${mostPlaces} places in them; a BBOX may have more than a POLYGON`,
			);
		}
	}
	return asFilter(expression, (area) => conditions.get(area) ?? { op: 'or', args: [] });
}
