/** What analysts bring along to draw beside the corpus. */
export const layers = `
create table layer (
	id text collate "C" primary key,
	name text not null,
	colour text not null,
	shown integer not null,
	features integer not null,
	west double precision not null,
	south double precision not null,
	east double precision not null,
	north double precision not null,
	added text not null,
	-- When it was taken away; kept for a while so that this can be undone.
	removed text
);

create table layer_feature (
	layer_id text collate "C" not null references layer (id),
	number integer not null,
	name text,
	properties text not null,
	geometry text not null,
	primary key (layer_id, number)
);
`;
