/**
 * The corpus on PostgreSQL with PostGIS, ready for Citus: document, document_words and mention are
 * distributed by the document's id, which every key of theirs contains; place, place_box, trash and
 * setting are reference tables. No triggers, and no ids made by the database.
 */
export const corpus = `
create extension if not exists postgis;

create table document (
	id text collate "C" primary key,
	title text not null,
	source text,
	url text,
	-- As precise as the source; empty where unknown, so that it sorts as oldest.
	published text collate "C" not null,
	language text not null,
	text text not null,
	hash text not null,
	imported text not null,
	set_name text
);
create index document_newest on document (published desc, id);
-- What documents are of, without their texts.
create index document_facets on document (id) include (language, source, set_name);
create index document_set on document (set_name) where set_name is not null;
create index document_hash on document (hash);

-- Every place that a mention points to or might have meant.
create table place (
	id text collate "C" primary key,
	kind text not null,
	country text,
	lon double precision not null,
	lat double precision not null,
	point geography (point, 4326) generated always as
		(st_setsrid(st_makepoint(lon, lat), 4326)::geography) stored,
	record text not null
);
create index place_country on place (country);
create index place_kind on place (kind);
create index place_point on place using gist (point);

-- One box a place, two where it crosses the antimeridian.
create table place_box (
	place text collate "C" not null references place (id),
	west double precision not null,
	south double precision not null,
	east double precision not null,
	north double precision not null,
	box geometry (geometry, 4326) generated always as
		(st_makeenvelope(west, south, east, north, 4326)) stored,
	primary key (place, west)
);
create index place_box_box on place_box using gist (box);

create table mention (
	document_id text collate "C" not null references document (id),
	start integer not null,
	"end" integer not null,
	surface text not null,
	kind text not null,
	place_id text collate "C" references place (id),
	-- What the geoparser chose, for whoever takes a correction back.
	suggested_id text collate "C" references place (id),
	status text not null,
	confidence double precision not null,
	metonym integer not null,
	uncertainty_km double precision,
	candidates text not null,
	-- The document's, so that excerpts of a place are read in order out of one index.
	published text collate "C" not null,
	primary key (document_id, start, "end")
);
create index mention_place on mention (place_id, published desc, document_id, start) include (status, kind);
create index mention_newest on mention (published desc, document_id, start) include (place_id, status, kind);

-- Words of a long document are kept in parts: a tsvector remembers only so many positions.
create table document_words (
	document_id text collate "C" not null references document (id),
	part integer not null,
	words tsvector not null,
	stems tsvector not null,
	primary key (document_id, part)
);
create index document_words_found on document_words using gin (words, stems);

-- Removed documents with their mentions, kept for a while so that removal can be undone.
create table trash (
	id text collate "C" primary key,
	removed text not null,
	document text not null,
	mentions text not null
);

create table setting (name text primary key, value text not null);
`;
