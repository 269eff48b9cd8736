/** Mentions counted by place and by what they are of, for all time and by year; filled at opening. */
export const tally = `
create table place_tally (
	place_id text not null,
	-- A year, or "all".
	period text not null,
	mentions integer not null,
	documents integer not null,
	-- The same without demonyms and peoples.
	names integer not null,
	name_documents integer not null,
	primary key (place_id, period)
) strict, without rowid;
create index place_tally_most on place_tally (period, mentions desc, place_id);
create index place_tally_most_names on place_tally (period, names desc, place_id);

create table tally (
	facet text not null,
	value text not null,
	period text not null,
	mentions integer not null,
	documents integer not null,
	names integer not null,
	name_documents integer not null,
	primary key (facet, value, period)
) strict, without rowid;
`;
