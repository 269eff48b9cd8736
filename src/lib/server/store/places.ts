/** Places as the corpus speaks of them, in SQL that both stores understand. */
import type { Geometry } from 'geojson';
import type { Outline, Query } from '#lib/domain.ts';
import { around } from '#lib/geo/around.ts';
import { bboxOf, pad } from '#lib/geo/bbox.ts';
import { near } from '#lib/geo/near.ts';
import { gathered, type Tile, tileBbox, type TilePlace } from '#lib/geo/tiles.ts';
import { QueryError } from '#lib/query.ts';
import { type Asked, askedOf, mentionConditions, placesInside } from './filters.ts';
import type { NamedPlaces } from './named-places.ts';
import { readFeature } from './layers.ts';
import type { Page, PlaceCount, PlaceMark } from './port.ts';
import { after, asPlace, pageOf } from './rows.ts';
import { all, type Condition, type Dialect, type Row, type Sql } from './sql.ts';
import { keptPlaces } from './tally.ts';

export interface Reading {
	readonly sql: Sql;
	readonly dialect: Dialect;
	readonly outline: (placeId: string) => Outline | null;
	readonly named: NamedPlaces;
}

/** Places to a page where no limit is told. */
const pageSize = 50;
/** More than any list holds; not every database knows a word for it. */
const noLimit = Number.MAX_SAFE_INTEGER;
/** In degrees: on which side of a tile's edge a point lies is for whoever gathers to say. */
const edge = 1e-6;
/** A tile of a smaller zoom is a large part of the world. */
const worldwideBelow = 3;

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

/** Mentions and documents by place, as they are kept where that answers the query. */
function counted(query: Asked, dialect: Dialect, more: readonly Condition[] = []): Condition {
	const kept = keptPlaces(query, dialect, more);
	if (kept) return kept;
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
	const { sql, values } = counted(askedOf(query), dialect, inside);
	const measured = query.near !== undefined || drawn !== undefined;
	// Only those listed are looked up.
	const rows = await reading.sql.all(
		`select p.record, c.mentions, c.documents
		from (${sql} order by mentions desc, place_id limit ?) c
		join place p on p.id = c.place_id order by c.mentions desc, p.id`,
		[...values, measured ? noLimit : (query.limit ?? noLimit)],
	);
	return measured ? nearest(reading, asCounts(rows), query, drawn) : asCounts(rows);
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
	const { sql, values } = counted(query, reading.dialect, after.place(cursor));
	const rows = await reading.sql.all(
		`select p.record, c.mentions, c.documents
		from (${sql} order by place_id limit ?) c
		join place p on p.id = c.place_id order by p.id`,
		[...values, limit + 1],
	);
	return pageOf(asCounts(rows), limit, ({ place }) => [place.id]);
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
	const { sql, dialect, outline } = reading;
	const query = await placed(reading, asked);
	// A box as wide as the world only costs the asking; others narrow the places first.
	const inside: Condition[] =
		tile.z < worldwideBelow ? [] : [placesInside(tileBbox(tile), dialect)];
	const { sql: counts, values } =
		keptPlaces(query, dialect, inside) ?? named(query, dialect, inside);
	const [west, south, east, north] = tileBbox(tile);
	const rows = await sql.tuples(
		`select p.id, p.lon, p.lat, p.kind, c.mentions, c.names
		from (${counts}) c join place p on p.id = c.place_id
		where p.kind not in ('country', 'admin1', 'admin2', 'region')
		and p.lon >= ? and p.lon <= ? and p.lat >= ? and p.lat <= ?`,
		[...values, west - edge, east + edge, south - edge, north + edge],
	);
	const places = rows.flatMap(([id, lon, lat, kind, mentions, names]): TilePlace[] => {
		if (kind === 'physical' && outline(String(id))) return [];
		const point = [Number(lon), Number(lat)] as const;
		return [{ id: String(id), point, mentions: Number(mentions), named: Number(names) }];
	});
	const marks = gathered(places, tile);
	const list = dialect.list(marks.map(({ id }) => id));
	const records = await sql.all(
		`select id, record from place where id in (${list.sql})`,
		list.values,
	);
	const placeOf = new Map(records.map(({ id, record }) => [String(id), asPlace(record)]));
	return marks.flatMap((mark) => {
		const place = placeOf.get(mark.id);
		return place ? [{ ...mark, place }] : [];
	});
}
