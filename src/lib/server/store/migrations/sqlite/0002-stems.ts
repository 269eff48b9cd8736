/** Documents in sets; words found in every inflection; the points of places without their records. */
export const stems = `
alter table document add column set_name text;
-- What documents are of, without their texts.
create index document_facets on document (id, language, source, set_name);
create index document_set on document (set_name) where set_name is not null;

alter table place add column lon real not null default 0;
alter table place add column lat real not null default 0;
update place set lon = record ->> '$.point[0]', lat = record ->> '$.point[1]';
create index place_country on place (country);
create index place_kind on place (kind);

drop table document_words;
create virtual table document_words using fts5 (
	words, stems, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
);
insert into document_words (rowid, words, stems)
	select number, words_of(title || char(10) || text), stems_of(title || char(10) || text, language)
	from document;

-- Counting the mentions of a stretch of time reads one index and no row.
drop index mention_newest;
create index mention_newest on mention (published desc, document_id, start, place_id, status, kind);
`;
