/** What analysts have said of names is found without a look at the mentions that nobody has reviewed. */
export const judged = `
create index mention_judged on mention (surface, status, kind, place_id, document_id)
	where status <> 'suggested';
`;
