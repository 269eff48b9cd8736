/** Which documents and places have changed, so that what is kept of them in memory can follow. */
export const changes = `
create table change (
	number integer primary key,
	-- One of the two: by what the index of words knows a document, or a place's id.
	document integer,
	place text
) strict;
-- Everything that documents are counted by.
drop index document_facets;
create index document_facets on document (id, language, source, set_name, published);
`;
