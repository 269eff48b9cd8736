/** Documents, mentions, places, the words they are found by, and what was removed. */
export const corpus = `
create table document (
	number integer primary key,
	id text not null unique,
	title text not null,
	source text,
	url text,
	-- As precise as the source; empty where unknown, so that it sorts as oldest.
	published text not null,
	language text not null,
	text text not null,
	hash text not null unique,
	imported text not null
) strict;
create index document_newest on document (published desc, id);

-- Every place that a mention points to or might have meant.
create table place (
	number integer primary key,
	id text not null unique,
	kind text not null,
	country text,
	record text not null
) strict;
-- One box a place, two where it crosses the antimeridian.
create virtual table place_box using rtree (box, west, east, south, north, +place);

create table mention (
	document_id text not null references document (id) on delete cascade,
	start integer not null,
	end integer not null,
	surface text not null,
	kind text not null,
	place_id text references place (id),
	-- What the geoparser chose, for whoever takes a correction back.
	suggested_id text references place (id),
	status text not null,
	confidence real not null,
	metonym integer not null,
	uncertainty_km real,
	candidates text not null,
	-- The document's, so that excerpts of a place are read in order out of one index.
	published text not null,
	primary key (document_id, start, end)
) strict, without rowid;
create index mention_place on mention (place_id, published desc, document_id, start, status, kind);
create index mention_newest on mention (published desc, document_id, start);

create virtual table document_words using fts5 (
	words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Removed documents with their mentions, kept for a while so that removal can be undone.
create table trash (
	id text primary key,
	removed text not null,
	document text not null,
	mentions text not null
) strict;

create table setting (name text primary key, value text not null) strict;
`;
