/** Which documents and places have changed, in turn, for whoever keeps something of them in memory. */
import type { Dialect, Row, Sql, Value } from './sql.ts';

/** So many of the last changes are remembered; whoever has missed more reads everything anew. */
const remembered = 20_000;

interface Open {
	readonly sql: Sql;
	readonly dialect: Dialect;
}

async function note(sql: Sql, changed: readonly Row[]): Promise<void> {
	const last = await lastChange(sql);
	const rows = changed.map((row, i): Row => ({ number: last + 1 + i, ...row }));
	await sql.add('change', ['number', 'document', 'place'], rows);
	await sql.run('delete from change where number <= ?', [last + rows.length - remembered]);
}

/** Of documents that are there: before they go, or after they come or change. */
export async function noteDocuments({ sql, dialect }: Open, ids: readonly string[]): Promise<void> {
	const list = dialect.list(ids);
	const rows = await sql.all(
		`select ${dialect.documentKey} as document from document d where d.id in (${list.sql})`,
		list.values,
	);
	await note(sql, rows);
}

export const notePlace = ({ sql }: Pick<Open, 'sql'>, id: string): Promise<void> =>
	note(sql, [{ place: id }]);

/** The number of the last change; 0 where nothing has been noted yet. */
export async function lastChange(sql: Sql): Promise<number> {
	const row = await sql.one('select coalesce(max(number), 0) as last from change');
	return Number(row?.last);
}

export interface Changes {
	/** Keys of documents. */
	readonly documents: readonly Value[];
	readonly places: readonly string[];
	readonly last: number;
}

/** What has changed after `number`; null where that is no longer known. */
export async function changesAfter(sql: Sql, number: number): Promise<Changes | null> {
	const rows = await sql.tuples(
		'select number, document, place from change where number > ? order by number',
		[number],
	);
	const [first] = rows[0] ?? [number + 1];
	if (Number(first) !== number + 1) return null;
	const of = (column: 1 | 2) => [...new Set(rows.map((row) => row[column] ?? null))];
	return {
		documents: of(1).filter((key) => key !== null),
		places: of(2).flatMap((id) => (id === null ? [] : [String(id)])),
		last: number + rows.length,
	};
}
