/** Which documents and places have changed, so that what is kept of them in memory can follow. */
export const changes = `
create table change (
	number bigint primary key,
	-- One of the two.
	document text collate "C",
	place text collate "C"
);
`;
