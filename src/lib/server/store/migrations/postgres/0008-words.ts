/** Words are kept beside their document, not out of line: to look into many was most of a search's time. */
export const words = `
alter table document_words alter column words set storage main, alter column stems set storage main;
-- Only what is written anew is kept so.
update document_words set words = words || '', stems = stems || '';
`;
