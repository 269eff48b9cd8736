/** What changes the corpus. Every function here runs inside its caller's transaction. */
import type { Bbox, Document, MentionStatus, Place } from '#lib/domain.ts';
import { excerptsOf } from '#lib/text/excerpt.ts';
import { notePlace } from './changes.ts';
import { plainBoxes } from './filters.ts';
import type { SaveOutcome, ToSave } from './port.ts';
import { indexedWords } from './question.ts';
import { keepCandidates } from './rows.ts';
import { type Dialect, type Row, type Sql } from './sql.ts';
import { tally } from './tally.ts';

const trashDays = 30;

export interface Writing {
	readonly sql: Sql;
	readonly dialect: Dialect;
	/** The box that a place takes up on the map; a point's has no extent. */
	readonly boxOf: (place: Place) => Bbox;
	/** The records of places that are known to be kept; cleared when a transaction fails. */
	readonly keptPlaces: Map<string, string>;
}

const documentColumns =
	'id title source url published language text hash imported set_name home'.split(' ');
const mentionColumns =
	'document_id start end surface kind place_id suggested_id status confidence metonym uncertainty_km candidates published excerpt_start excerpt_end'.split(
		' ',
	);
const quoted = (columns: readonly string[]) => columns.map((name) => `"${name}"`).join(', ');

/** As many records as are remembered of places kept, so that bulk imports need not ask. */
const rememberedPlaces = 50_000;

/** Another record of a place, whose mentions are counted by what it is. */
async function changePlace(to: Writing, known: Row, place: Place, record: string): Promise<void> {
	const { id, kind, country, point } = place;
	const { sql } = to;
	const isOther = known.kind !== kind || known.country !== country;
	const rows = isOther
		? await sql.all('select distinct document_id from mention where place_id = ?', [id])
		: [];
	const documents = rows.map((row) => String(row.document_id));
	await tally(to, documents, -1);
	await sql.run(
		'update place set kind = ?, country = ?, lon = ?, lat = ?, record = ? where id = ?',
		[kind, country, ...point, record, id],
	);
	await tally(to, documents, 1);
	await notePlace(to, id);
	await sql.run('delete from place_box where place = ?', [id]);
}

/** Keeps what is known of places; the newest record of each is the one that counts. */
async function savePlaces(to: Writing, places: ReadonlyMap<string, Place>): Promise<void> {
	const { sql, dialect, boxOf, keptPlaces } = to;
	const records = new Map<string, string>();
	// In order of id, so that two who write the same places never wait for each other.
	for (const id of [...places.keys()].sort()) {
		const record = JSON.stringify(places.get(id));
		if (keptPlaces.get(id) !== record) records.set(id, record);
	}
	if (!records.size) return;
	const { sql: list, values } = dialect.list([...records.keys()]);
	const rows = await sql.all(
		`select id, record, kind, country from place where id in (${list})`,
		values,
	);
	const before = new Map(rows.map((row) => [String(row.id), row]));
	const boxes: Parameters<Dialect['addBoxes']>[1][number][] = [];
	const added: Row[] = [];
	for (const [id, record] of records) {
		const place = places.get(id);
		const known = before.get(id);
		if (!place || known?.record === record) continue;
		const { kind, country, point } = place;
		const [lon, lat] = point;
		if (known) await changePlace(to, known, place, record);
		else added.push({ id, kind, country, lon, lat, record });
		for (const box of plainBoxes(boxOf(place))) boxes.push([id, box]);
	}
	await sql.add('place', ['id', 'kind', 'country', 'lon', 'lat', 'record'], added);
	await dialect.addBoxes(sql, boxes);
	if (keptPlaces.size > rememberedPlaces) keptPlaces.clear();
	for (const [id, record] of records) keptPlaces.set(id, record);
}

function mentionRows({ document: { id, published, text, language }, mentions }: ToSave): Row[] {
	const excerptOf = excerptsOf(text, language);
	return mentions.map(({ start, end, surface, kind, place, confidence, metonym, ...mention }) => {
		const excerpt = excerptOf({ start, end });
		return {
			...{ document_id: id, start, end, surface, kind, confidence },
			place_id: place?.id ?? null,
			suggested_id: (mention.suggested === undefined ? place : mention.suggested)?.id ?? null,
			status: mention.status ?? 'suggested',
			metonym: Number(metonym),
			uncertainty_km: mention.uncertaintyKm ?? null,
			candidates: keepCandidates(mention.candidates),
			published: published ?? '',
			excerpt_start: excerpt.offset,
			excerpt_end: excerpt.offset + excerpt.text.length,
		};
	});
}

const documentRow = ({ set, ...document }: Document): Row => ({
	...document,
	published: document.published ?? '',
	set_name: set,
	home: document.home ?? null,
});

async function addDocuments({ sql, dialect }: Writing, rows: readonly Row[]): Promise<void> {
	const arranged = await dialect.arranged(sql, rows);
	await sql.add('document', [...documentColumns, ...dialect.ownColumns], arranged);
	for (const { id, title, text, language } of arranged) {
		const words = indexedWords(`${title}\n${text}`, String(language));
		await dialect.addWords(sql, String(id), words);
	}
}

export async function saveDocuments(
	to: Writing,
	items: readonly ToSave[],
): Promise<readonly SaveOutcome[]> {
	const { sql, dialect } = to;
	const { sql: list, values } = dialect.list(items.map(({ document }) => document.id));
	const rows = await sql.all(`select id from document where id in (${list})`, values);
	const there = new Set(rows.map(({ id }) => id));
	const fresh: ToSave[] = [];
	const outcomes = items.map((item): SaveOutcome => {
		if (there.has(item.document.id)) return 'duplicate';
		there.add(item.document.id);
		fresh.push(item);
		return 'added';
	});
	if (!fresh.length) return outcomes;
	await sql.run(`delete from trash where id in (${list})`, values);
	const places = new Map<string, Place>();
	for (const mention of fresh.flatMap(({ mentions }) => mentions)) {
		const { candidates, place, suggested } = mention;
		for (const each of [...candidates.map((one) => one.place), suggested, place]) {
			if (each) places.set(each.id, each);
		}
	}
	await savePlaces(to, places);
	await addDocuments(
		to,
		fresh.map(({ document }) => documentRow(document)),
	);
	await sql.add('mention', mentionColumns, fresh.flatMap(mentionRows));
	const added = fresh.map(({ document }) => document.id);
	await tally(to, added, 1);
	return outcomes;
}

/** Deletes for good what was removed too long ago to be missed. */
export async function emptyTrash(sql: Sql, now: Date): Promise<void> {
	const oldest = new Date(now.getTime() - trashDays * 24 * 3_600_000).toISOString();
	await sql.run('delete from trash where removed < ?', [oldest]);
	const gone = 'select id from layer where removed < ?';
	await sql.run(`delete from layer_feature where layer_id in (${gone})`, [oldest]);
	await sql.run('delete from layer where removed < ?', [oldest]);
}

export async function removeDocument(to: Writing, id: string, now: Date): Promise<boolean> {
	const { sql, dialect } = to;
	await emptyTrash(sql, now);
	const document = await sql.one(`select ${quoted(documentColumns)} from document where id = ?`, [
		id,
	]);
	if (!document) return false;
	const mentions = await sql.all(
		`select ${quoted(mentionColumns)} from mention where document_id = ?`,
		[id],
	);
	await sql.add(
		'trash',
		['id', 'removed', 'document', 'mentions'],
		[
			{
				id,
				removed: now.toISOString(),
				document: JSON.stringify(document),
				mentions: JSON.stringify(mentions),
			},
		],
	);
	await tally(to, [id], -1);
	await dialect.removeWords(sql, id);
	await sql.run('delete from mention where document_id = ?', [id]);
	await sql.run('delete from document where id = ?', [id]);
	return true;
}

export async function restoreDocument(to: Writing, id: string): Promise<boolean> {
	const { sql } = to;
	const kept = await sql.one('select document, mentions from trash where id = ?', [id]);
	if (!kept) return false;
	await sql.run('delete from trash where id = ?', [id]);
	await addDocuments(to, [JSON.parse(String(kept.document)) as Row]);
	await sql.add('mention', mentionColumns, JSON.parse(String(kept.mentions)) as Row[]);
	await tally(to, [id], 1);
	return true;
}

/** False when there is no such mention. */
export async function reviewMention(
	to: Writing,
	[documentId, start, end]: readonly [documentId: string, start: number, end: number],
	status: MentionStatus,
	place: Place | undefined,
): Promise<boolean> {
	if (place) await savePlaces(to, new Map([[place.id, place]]));
	const placeId = {
		sql: status === 'suggested' ? 'place_id = suggested_id' : 'place_id = coalesce(?, place_id)',
		values: status === 'suggested' ? [] : [place?.id ?? null],
	};
	await tally(to, [documentId], -1);
	const changed = await to.sql.run(
		`update mention set status = ?, ${placeId.sql}
		where document_id = ? and start = ? and "end" = ?`,
		[status, ...placeId.values, documentId, start, end],
	);
	await tally(to, [documentId], 1);
	return changed > 0;
}
