/** What the page asks of a corpus, each with the same by hand. */
import type { Query } from '#lib/domain.ts';
import { formatQuery } from '#lib/query.ts';
import type { CorpusStore } from '#lib/server/store/port.ts';

export interface Measured {
	readonly what: string;
	/** At 100,000 documents; null where none was set. */
	readonly goalMs: number | null;
	readonly query: Query;
	readonly ask: (store: CorpusStore, query: Query) => Promise<unknown>;
	readonly path: string;
	/** The same by hand, on SQLite; none where it is more than a statement. */
	readonly sql?: string;
}

const within = (west: number, south: number, east: number, north: number) =>
	`m.place_id in (select place from place_box where east >= ${west} and west <= ${east} and north >= ${south} and south <= ${north})`;
const group = (where: string, limit = -1) =>
	`select p.record, c.* from (
		select m.place_id, count(*) as n, count(distinct m.document_id) from mention m
		where ${where} and m.status <> 'rejected' group by 1 order by 2 desc limit ${limit}
	) c join place p on p.id = c.place_id order by c.n desc`;
const withWords = (match: string) =>
	`select d.*, (select count(*) from mention m where m.document_id = d.id)
	from document_words w cross join document d on d.recency = w.rowid
	where w.document_words match '${match}' order by w.rowid desc limit 51`;

const places = (store: CorpusStore, query: Query) => store.places(query);
const documents = (store: CorpusStore, query: Query) => store.documents(query);

/** Where HTTP answers a question. */
export const addressOf = ({ path, query }: Measured): string =>
	`${path}${path.includes('?') ? '&' : '?'}${formatQuery(query).toString()}`;

/** @param place one that is mentioned often */
export const questions = (place: string): readonly Measured[] => [
	{
		what: 'places in view',
		goalMs: 10,
		query: { bbox: [36, 33, 42, 37] },
		ask: places,
		path: '/api/places.geojson',
		sql: group(within(36, 33, 42, 37)),
	},
	{
		what: 'places within 50 km',
		goalMs: 5,
		query: { near: { point: [40.97, 34.45], km: 50 } },
		ask: places,
		path: '/api/places.geojson',
		sql: group(within(40.42, 34, 41.52, 34.9)),
	},
	{
		what: 'excerpts of a place, a page',
		goalMs: 2,
		query: { places: [place], limit: 50 },
		ask: (store, query) => store.mentions(query),
		path: '/api/mentions',
		sql: `select m.*, d.*, p.record from mention m join document d on d.id = m.document_id join place p on p.id = m.place_id
			where m.place_id = '${place}' and m.status <> 'rejected' order by m.published desc, m.document_id, m.start limit 51`,
	},
	{
		what: 'documents with common words',
		goalMs: 20,
		query: { words: 'fighters village', limit: 50 },
		ask: documents,
		path: '/api/documents',
		sql: withWords('(stems : fighter) AND (stems : villag)'),
	},
	{
		what: 'the best of documents with common words',
		goalMs: 20,
		query: { words: 'fighters village', limit: 50 },
		ask: (store, query) => store.bestDocuments({ words: '', ...query }),
		path: '/api/documents?order=relevance',
		sql: `select d.* from (
				select rowid, bm25(document_words) as score from document_words
				where document_words match '(stems : fighter) AND (stems : villag)' order by score limit 50
			) w join document d on d.recency = w.rowid order by score`,
	},
	{
		what: 'the best of documents with rare words',
		goalMs: 20,
		query: { words: 'kalodri shamigi', limit: 50 },
		ask: (store, query) => store.bestDocuments({ words: '', ...query }),
		path: '/api/documents?order=relevance',
	},
	{
		what: 'documents with rare words',
		goalMs: 20,
		query: { words: 'kalodri shamigi', limit: 50 },
		ask: documents,
		path: '/api/documents',
		sql: withWords('(words : kalodri) AND (words : shamigi)'),
	},
	{
		what: 'the world for a year, 500 places',
		goalMs: 60,
		query: { datetime: { from: '2019', to: '2019' }, limit: 500 },
		ask: places,
		path: '/api/places.geojson',
		sql: group(`m.published >= '2019' and m.published <= '2019-12-31'`, 500),
	},
	{
		what: 'a tile of the world for a year',
		goalMs: 60,
		query: { datetime: { from: '2019', to: '2019' } },
		ask: (store, query) => store.tile(query, { z: 1, x: 1, y: 0 }),
		path: '/api/tiles/places/1/1/0.mvt',
	},
	{
		what: 'a tile of a country',
		goalMs: null,
		query: {},
		ask: (store, query) => store.tile(query, { z: 6, x: 38, y: 25 }),
		path: '/api/tiles/places/6/38/25.mvt',
	},
	{
		what: 'places in documents of a language',
		goalMs: null,
		query: { language: 'nl', limit: 500 },
		ask: places,
		path: '/api/places.geojson',
		sql: group(`m.document_id in (select id from document where language = 'nl')`, 500),
	},
	{
		what: 'a tile of the world for some words',
		goalMs: null,
		query: { words: 'fighters village' },
		ask: (store, query) => store.tile(query, { z: 1, x: 1, y: 0 }),
		path: '/api/tiles/places/1/1/0.mvt',
	},
	{
		what: 'excerpts of a place with common words',
		goalMs: null,
		query: { places: [place], words: 'fighters village', limit: 50 },
		ask: (store, query) => store.mentions(query),
		path: '/api/mentions',
		sql: `select m.*, d.*, p.record from mention m join document d on d.id = m.document_id join place p on p.id = m.place_id
			where m.place_id = '${place}' and m.status <> 'rejected' and d.recency in
				(select rowid from document_words where document_words match '(stems : fighter) AND (stems : villag)')
			order by m.published desc, m.document_id, m.start limit 51`,
	},
	{
		what: 'facets of some words',
		goalMs: null,
		query: { words: 'fighters village' },
		ask: (store, query) => store.facets(query),
		path: '/api/facets',
	},
	{
		what: 'timeline by month',
		goalMs: null,
		query: {},
		ask: (store, query) => store.timeline(query, 'month'),
		path: '/api/timeline',
		sql: `select substr(published, 1, 7), count(*), count(distinct document_id) from mention where status <> 'rejected' group by 1`,
	},
	{
		what: 'facets',
		goalMs: null,
		query: {},
		ask: (store, query) => store.facets(query),
		path: '/api/facets',
	},
];
