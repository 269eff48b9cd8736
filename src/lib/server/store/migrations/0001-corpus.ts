/** Documents, mentions, places; words in FTS5; points and areas in an R*Tree. */
export const corpus = `
create table document (
	id text primary key,
	title text not null,
	source text,
	url text,
	published text,
	language text not null,
	text text not null,
	hash text not null unique,
	imported text not null,
	removed text
) strict;
create index document_newest on document (coalesce(published, '') desc, id) where removed is null;

create table place (
	number integer primary key,
	id text not null unique,
	kind text not null,
	country text,
	lon real not null,
	lat real not null,
	record text not null
) strict;
create virtual table place_box using rtree (number, west, east, south, north);

create table mention (
	document_id text not null references document (id) on delete cascade,
	start integer not null,
	end integer not null,
	place_id text references place (id),
	kind text not null,
	status text not null,
	confidence real not null,
	record text not null,
	primary key (document_id, start, end)
) strict, without rowid;
create index mention_place on mention (place_id, document_id, start);

create virtual table document_words using fts5 (
	id unindexed, words, tokenize = "unicode61 remove_diacritics 2"
);
`;
