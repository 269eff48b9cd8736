/** Places as the corpus speaks of them, in SQL that both stores understand. */
import type { Geometry } from 'geojson';
import type { Bbox, Outline, Query } from '#lib/domain.ts';
import { around } from '#lib/geo/around.ts';
import { bboxOf, pad } from '#lib/geo/bbox.ts';
import { near } from '#lib/geo/near.ts';
import { areaKinds, gathered, type Tile, tileBbox, type TilePlace } from '#lib/geo/tiles.ts';
import { QueryError } from '#lib/query.ts';
import type { Columns, Wanted } from './columns/columns.ts';
import { type CountedPlace, mostMentioned, placesAfter, pointsOf } from './columns/counts.ts';
import type { Followed } from './columns/followed.ts';
import { isOfColumns, wantedOf } from './columns/wanted.ts';
import { type Asked, askedOf, mentionConditions, placesInside } from './filters.ts';
import type { NamedPlaces } from './named-places.ts';
import { readFeature } from './layers.ts';
import type { Page, PlaceCount, PlaceMark } from './port.ts';
import { after, asPlace, pageOf } from './rows.ts';
import { all, type Condition, type Dialect, type Row, type Sql } from './sql.ts';
import { isKept, keptPlaces } from './tally.ts';

export interface Reading {
	readonly sql: Sql;
	readonly dialect: Dialect;
	readonly outline: (placeId: string) => Outline | null;
	readonly named: NamedPlaces;
	/** Null where few questions are asked, too few to be worth the memory. */
	readonly columns: Followed | null;
}

/** Places to a page where no limit is told. */
const pageSize = 50;
/** More than any list holds; not every database knows a word for it. */
const noLimit = Number.MAX_SAFE_INTEGER;
/** In degrees: on which side of a tile's edge a point lies is for whoever gathers to say. */
const edge = 1e-6;
/** Is the tile a large part of the world? */
export const isWorldwide = ({ z }: Tile): boolean => z < 3;

/** Mentions that `query` asks for, with their documents only where it asks for something of them. */
export function askedMentions(query: Asked, dialect: Dialect, more: readonly Condition[] = []) {
	const { document, mention } = mentionConditions(query, dialect);
	const { sql, values } = all([...mention, ...document, ...more]);
	const from = `mention m ${document.length ? 'join document d on d.id = m.document_id' : ''}`;
	return { from, where: sql, values };
}

/** A question of nearness as one of places: SQL knows boxes, not distances to an outline. */
export async function placed(reading: Reading, query: Query): Promise<Asked> {
	if (!query.near && !query.around) return askedOf(query);
	const inside = await readPlaces(reading, { ...query, limit: undefined });
	const places = inside.map(({ place }) => place.id);
	return askedOf({ ...query, near: undefined, around: undefined, places });
}

const asCounts = (rows: readonly Row[]): PlaceCount[] =>
	rows.flatMap(({ record, mentions, documents }) => {
		const place = asPlace(record);
		return place ? [{ place, mentions: Number(mentions), documents: Number(documents) }] : [];
	});

/**
 * What the columns answer to a query; null where only SQL can tell. They are counted at once, while
 * they are as they were when it was asked of the database which documents and places are meant.
 */
export async function fromColumns<T>(
	reading: Reading,
	query: Asked,
	answer: (columns: Columns, wanted: Wanted) => T,
	more: readonly Condition[] = [],
): Promise<T | null> {
	if (!reading.columns || !isOfColumns(query)) return null;
	for (;;) {
		const columns = await reading.columns.now();
		if (!columns) return null;
		const { version } = columns;
		const wanted = await wantedOf(reading, columns, query, more);
		if (columns.version === version) return answer(columns, wanted);
	}
}

/** Places counted elsewhere, with what is known of them. */
async function withPlaces(
	{ sql, dialect }: Reading,
	counts: readonly CountedPlace[],
): Promise<PlaceCount[]> {
	const list = dialect.list(counts.map(({ id }) => id));
	const rows = await sql.tuples(
		`select id, record from place where id in (${list.sql})`,
		list.values,
	);
	const places = new Map(rows.map(([id, record]) => [String(id), asPlace(record)]));
	return counts.flatMap(({ id, mentions, documents }) => {
		const place = places.get(id);
		return place ? [{ place, mentions, documents }] : [];
	});
}

/** Mentions and documents by place, counted by SQL. */
function counted(query: Asked, dialect: Dialect, more: readonly Condition[] = []): Condition {
	const { from, where, values } = askedMentions(query, dialect, more);
	return {
		sql: `select m.place_id, count(*) as mentions, count(distinct m.document_id) as documents
		from ${from} where m.place_id is not null and ${where} group by m.place_id`,
		values,
	};
}

/** The feature of a layer that a query asks around; undefined where it asks around none. */
async function drawnIn({ sql }: Reading, { around: asked }: Query): Promise<Geometry | undefined> {
	if (!asked) return undefined;
	const feature = await readFeature(sql, asked.layer, asked.feature);
	if (feature) return feature.geometry;
	const { layer, feature: number, km } = asked;
	throw new QueryError(
		'around',
		[layer, number, km].join(','),
		'there is no such layer or feature',
	);
}

export async function readPlaces(reading: Reading, query: Query): Promise<PlaceCount[]> {
	const { dialect } = reading;
	const drawn = await drawnIn(reading, query);
	const box = drawn && bboxOf(drawn);
	const inside = box ? [placesInside(pad(box, query.around?.km ?? 0), dialect)] : [];
	const measured = query.near !== undefined || drawn !== undefined;
	const limit = measured ? noLimit : (query.limit ?? noLimit);
	const counts = await mostMentionedPlaces(reading, askedOf(query), inside, limit);
	return measured ? nearest(reading, counts, query, drawn) : counts;
}

async function mostMentionedPlaces(
	reading: Reading,
	query: Asked,
	inside: readonly Condition[],
	limit: number,
): Promise<PlaceCount[]> {
	const { dialect } = reading;
	const listed = isKept('places', query)
		? null
		: await fromColumns(reading, query, (...of) => mostMentioned(...of, limit), inside);
	if (listed) return withPlaces(reading, listed);
	const { sql, values } = keptPlaces(query, dialect, inside) ?? counted(query, dialect, inside);
	// Only those listed are looked up.
	const rows = await reading.sql.all(
		`select p.record, c.mentions, c.documents
		from (${sql} order by mentions desc, place_id limit ?) c
		join place p on p.id = c.place_id order by c.mentions desc, p.id`,
		[...values, limit],
	);
	return asCounts(rows);
}

/** Those near enough, nearest first. */
function nearest(
	{ outline }: Reading,
	counts: readonly PlaceCount[],
	{ near: point, around: feature, limit = counts.length }: Query,
	drawn: Geometry | undefined,
): PlaceCount[] {
	let located = counts.map((count) => ({
		count,
		point: count.place.point,
		outline: outline(count.place.id),
	}));
	if (drawn) located = around(drawn, located, feature?.km ?? 0).map(({ item }) => item);
	if (point) located = near(point.point, located, { km: point.km }).map(({ item }) => item);
	return located.slice(0, limit).map(({ count }) => count);
}

export async function readPlacePage(
	reading: Reading,
	asked: Query,
	cursor?: string,
): Promise<Page<PlaceCount>> {
	const query = await placed(reading, asked);
	const { limit = pageSize } = query;
	const key = (id: string) => [id];
	const counts = isKept('places', query)
		? null
		: await fromColumns(reading, query, (...of) =>
				placesAfter(...of, after.placeId(cursor), limit + 1),
			);
	if (counts) {
		const { items, next } = pageOf(counts, limit, ({ id }) => key(id));
		return { items: await withPlaces(reading, items), next };
	}
	const from = after.place(cursor);
	const { sql, values } =
		keptPlaces(query, reading.dialect, from) ?? counted(query, reading.dialect, from);
	const rows = await reading.sql.all(
		`select p.record, c.mentions, c.documents
		from (${sql} order by place_id limit ?) c
		join place p on p.id = c.place_id order by p.id`,
		[...values, limit + 1],
	);
	return pageOf(asCounts(rows), limit, ({ place }) => key(place.id));
}

/** Mentions by place, and those by name. */
function named(query: Asked, dialect: Dialect, more: readonly Condition[]): Condition {
	const { from, where, values } = askedMentions(query, dialect, more);
	return {
		sql: `select m.place_id, count(*) as mentions,
			sum(case when m.kind in ('demonym', 'people') then 0 else 1 end) as names
		from ${from} where m.place_id is not null and ${where} group by m.place_id`,
		values,
	};
}

/** Areas are left out, with an outline or without: a dot would be falsely precise. */
export async function readTile(reading: Reading, asked: Query, tile: Tile): Promise<PlaceMark[]> {
	const query = await placed(reading, asked);
	const [west, south, east, north] = tileBbox(tile);
	const box = [west - edge, south - edge, east + edge, north + edge] as const;
	const marks =
		!isWorldwide(tile) && isKept('places', query)
			? null
			: await fromColumns(reading, query, (...of) =>
					gathered(pointsOf(...of, box, reading.outline), tile),
				);
	const found = marks ?? gathered(await pointsIn(reading, query, tile, box), tile);
	const counts = found.map((mark) => ({ ...mark, documents: 0 }));
	const places = new Map((await withPlaces(reading, counts)).map(({ place }) => [place.id, place]));
	return found.flatMap((mark) => {
		const place = places.get(mark.id);
		return place ? [{ ...mark, place }] : [];
	});
}

/** The places in the box of a tile, by SQL. */
async function pointsIn(
	{ sql, dialect, outline }: Reading,
	query: Asked,
	tile: Tile,
	box: Bbox,
): Promise<TilePlace[]> {
	// A box as wide as the world only costs the asking; others narrow the places first.
	const inside = isWorldwide(tile) ? [] : [placesInside(tileBbox(tile), dialect)];
	const { sql: counts, values } =
		keptPlaces(query, dialect, inside) ?? named(query, dialect, inside);
	const rows = await sql.tuples(
		`select p.id, p.lon, p.lat, p.kind, c.mentions, c.names
		from (${counts}) c join place p on p.id = c.place_id
		where p.kind not in (${[...areaKinds].map(() => '?').join(', ')})
		and p.lon >= ? and p.lat >= ? and p.lon <= ? and p.lat <= ?`,
		[...values, ...areaKinds, ...box],
	);
	return rows.flatMap(([id, lon, lat, kind, mentions, names]): TilePlace[] => {
		if (kind === 'physical' && outline(String(id))) return [];
		const point = [Number(lon), Number(lat)] as const;
		return [{ id: String(id), point, mentions: Number(mentions), named: Number(names) }];
	});
}
