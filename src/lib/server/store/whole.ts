/** Documents with everything that is kept of them, for whoever copies a corpus. */
import type { Page, ToSave } from './port.ts';
import type { Reading } from './places.ts';
import { readMentions } from './reading.ts';
import { after, asDocument, asPlace, documentColumns, pageOf } from './rows.ts';
import { all } from './sql.ts';

/** In order of their ids, so that two corpora can be compared page by page. */
export async function readWhole(
	reading: Reading,
	limit: number,
	cursor?: string,
): Promise<Page<ToSave>> {
	const { sql, dialect } = reading;
	const from = all(after.id(cursor));
	const rows = await sql.all(
		`select ${documentColumns}, d.text from document d where ${from.sql} order by d.id limit ?`,
		[...from.values, limit + 1],
	);
	const page = pageOf(rows, limit, ({ id = '' }) => [id]);
	const list = dialect.list(page.items.map(({ id }) => String(id)));
	const where = `m.document_id in (${list.sql})`;
	const suggested = await sql.all(
		`select m.document_id, m.start, m."end", s.record from mention m
		join place s on s.id = m.suggested_id where ${where}`,
		list.values,
	);
	const suggestedFor = new Map(
		suggested.map((row) => [`${row.document_id}:${row.start}-${row.end}`, asPlace(row.record)]),
	);
	const mentions = Map.groupBy(
		await readMentions(reading, where, list.values),
		({ documentId }) => documentId,
	);
	const items = page.items.map((row): ToSave => {
		const document = { ...asDocument(row), text: String(row.text) };
		const its = mentions.get(document.id) ?? [];
		return {
			document,
			mentions: its.map((mention) => ({
				...mention,
				suggested: suggestedFor.get(mention.id) ?? null,
			})),
		};
	});
	return { ...page, items };
}
