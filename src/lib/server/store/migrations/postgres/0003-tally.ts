/** Mentions counted by place and by what they are of, for all time and by year; filled at opening. */
export const tally = `
create table place_tally (
	place_id text collate "C" not null,
	-- A year, or "all".
	period text collate "C" not null,
	mentions bigint not null,
	documents bigint not null,
	-- The same without demonyms and peoples.
	names bigint not null,
	name_documents bigint not null,
	primary key (place_id, period)
);
create index place_tally_most on place_tally (period, mentions desc, place_id);
create index place_tally_most_names on place_tally (period, names desc, place_id);

create table tally (
	facet text not null,
	value text collate "C" not null,
	period text collate "C" not null,
	mentions bigint not null,
	documents bigint not null,
	names bigint not null,
	name_documents bigint not null,
	primary key (facet, value, period)
);
`;
