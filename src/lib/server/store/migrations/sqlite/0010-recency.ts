/** Documents are known to the index of words by how new they are (recency.ts). */
export const recency = `
alter table document add column recency integer;
update document set recency = recency_of(published, id);
create unique index document_recency on document (recency);

drop index document_order;
drop table document_words;
create virtual table document_words using fts5 (
	words, stems, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
);
insert into document_words (rowid, words, stems)
	select recency, words_of(title || char(10) || text), stems_of(title || char(10) || text, language)
	from document indexed by document_recency order by recency;
`;
