/** What changes the embedded corpus. Every function here runs inside its caller's transaction. */
import type { Bbox, Document, MentionStatus, ParsedMention, Place } from '#lib/domain.ts';
import type { Database, Row } from './database.ts';
import { intervals } from './filters.ts';
import { keepCandidates } from './rows.ts';
import { indexWords } from './words.ts';

const trashDays = 30;

export interface Writing {
	readonly db: Database;
	/** The box that a place takes up on the map; a point's has no extent. */
	readonly boxOf: (place: Place) => Bbox;
}

const documentNames = 'id, title, source, url, published, language, text, hash, imported';
const mentionNames =
	'document_id, start, end, surface, kind, place_id, suggested_id, status, confidence, metonym, uncertainty_km, candidates, published';

function insert(db: Database, table: string, names: string, row: Row): void {
	const keys = names.split(', ');
	db.run(
		`insert into ${table} (${names}) values (${keys.map(() => '?').join(', ')})`,
		keys.map((key) => row[key] ?? null),
	);
}

function insertDocument(db: Database, row: Row): void {
	insert(db, 'document', documentNames, row);
	db.run('insert into document_words (rowid, words) select number, ? from document where id = ?', [
		indexWords(`${row.title}\n${row.text}`),
		row.id ?? null,
	]);
}

/** Keeps what is known of a place; its newest record is the one that counts. */
function savePlace({ db, boxOf }: Writing, place: Place): void {
	const { id, kind, country } = place;
	const record = JSON.stringify(place);
	const known = db.one('select record from place where id = ?', [id]);
	if (known?.record === record) return;
	db.run(
		`insert into place (id, kind, country, record) values (?, ?, ?, ?)
		on conflict (id) do update set kind = excluded.kind, country = excluded.country, record = excluded.record`,
		[id, kind, country, record],
	);
	if (known) db.run('delete from place_box where place = ?', [id]);
	const box = boxOf(place);
	const [, south, , north] = box;
	for (const [west, east] of intervals(box)) {
		db.run('insert into place_box (west, east, south, north, place) values (?, ?, ?, ?, ?)', [
			...[west, east, south, north],
			id,
		]);
	}
}

function insertMention(to: Writing, { id, published }: Document, mention: ParsedMention): void {
	const { start, end, surface, kind, place, confidence, metonym, candidates } = mention;
	for (const each of [...candidates.map((candidate) => candidate.place), place]) {
		if (each) savePlace(to, each);
	}
	insert(to.db, 'mention', mentionNames, {
		...{ document_id: id, start, end, surface, kind, confidence },
		place_id: place?.id ?? null,
		suggested_id: place?.id ?? null,
		status: 'suggested',
		metonym: Number(metonym),
		uncertainty_km: mention.uncertaintyKm ?? null,
		candidates: keepCandidates(candidates),
		published: published ?? '',
	});
}

export function saveDocument(
	to: Writing,
	document: Document,
	mentions: readonly ParsedMention[],
): 'added' | 'duplicate' {
	const { db } = to;
	if (db.one('select 1 from document where hash = ?', [document.hash])) return 'duplicate';
	db.run('delete from trash where id = ?', [document.id]);
	insertDocument(db, { ...document, published: document.published ?? '' });
	for (const mention of mentions) insertMention(to, document, mention);
	return 'added';
}

/** Deletes for good what was removed too long ago to be missed. */
export function emptyTrash(db: Database, now: Date): void {
	const oldest = new Date(now.getTime() - trashDays * 24 * 3_600_000).toISOString();
	db.run('delete from trash where removed < ?', [oldest]);
}

export function removeDocument(db: Database, id: string, now: Date): boolean {
	emptyTrash(db, now);
	const document = db.one(`select number, ${documentNames} from document where id = ?`, [id]);
	if (!document) return false;
	const mentions = db.all(`select ${mentionNames} from mention where document_id = ?`, [id]);
	db.run('insert into trash (id, removed, document, mentions) values (?, ?, ?, ?)', [
		id,
		now.toISOString(),
		JSON.stringify(document),
		JSON.stringify(mentions),
	]);
	db.run('delete from document_words where rowid = ?', [document.number ?? null]);
	db.run('delete from document where id = ?', [id]);
	return true;
}

export function restoreDocument(db: Database, id: string): boolean {
	const kept = db.one('select document, mentions from trash where id = ?', [id]);
	if (!kept) return false;
	db.run('delete from trash where id = ?', [id]);
	insertDocument(db, JSON.parse(String(kept.document)) as Row);
	for (const mention of JSON.parse(String(kept.mentions)) as Row[]) {
		insert(db, 'mention', mentionNames, mention);
	}
	return true;
}

/** False when there is no such mention. */
export function reviewMention(
	to: Writing,
	key: readonly [documentId: string, start: number, end: number],
	status: MentionStatus,
	place: Place | undefined,
): boolean {
	if (place) savePlace(to, place);
	const placeId = status === 'suggested' ? 'suggested_id' : 'coalesce(?, place_id)';
	const values = status === 'suggested' ? [] : [place?.id ?? null];
	return (
		to.db.run(
			`update mention set status = ?, place_id = ${placeId}
			where document_id = ? and start = ? and end = ?`,
			[status, ...values, ...key],
		) > 0
	);
}
