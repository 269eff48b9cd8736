/** Where the publisher of a document is at home, so that reading it again gives the same places. */
export const home = `
alter table document add column home text;
`;
