/**
 * Where the excerpt of a mention is in its document (UTF-16 offsets), found once when it is saved.
 * Those saved before are found when they are read.
 */
export const excerpts = `
alter table mention add column excerpt_start integer, add column excerpt_end integer;
`;
