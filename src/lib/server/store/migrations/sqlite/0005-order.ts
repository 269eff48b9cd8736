/** Documents found by their words are put in order without a look at their texts. */
export const order = `
create index document_order on document (number, published desc, id);
`;
