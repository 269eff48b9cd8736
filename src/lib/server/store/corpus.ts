/** The corpus in an SQL database: what the port promises, whichever database it is. */
import type {
	Bbox,
	Document,
	Layer,
	LayerFeature,
	MentionStatus,
	Outline,
	ParsedMention,
	Place,
	Query,
} from '#lib/domain.ts';
import { bboxOf } from '#lib/geo/bbox.ts';
import type { Tile } from '#lib/geo/tiles.ts';
import { Followed } from './columns/followed.ts';
import { readFacets, readJudgements, readTimeline } from './counting.ts';
import { readPlacePage, readPlaces, readTile, type Reading } from './places.ts';
import * as layers from './layers.ts';
import { NamedPlaces } from './named-places.ts';
import type { CorpusStore, LayerChange, PeriodUnit, ToSave, WrittenAs } from './port.ts';
import { readMentionPage, readNextMentions, readWrittenMentions } from './mention-page.ts';
import * as reading from './reading.ts';
import { asPlace } from './rows.ts';
import type { Database, Sql } from './sql.ts';
import { readWhole } from './whole.ts';
import { tallyWhole } from './tally.ts';
import * as writing from './writing.ts';

export interface CorpusOptions {
	/** Outlines of places, so that "near" counts an area from its edge. */
	readonly outline?: (placeId: string) => Outline | null;
	/** Only asked, never written to: for one of several threads. */
	readonly readOnly?: boolean;
	/** Keeps the mentions in memory, so that what no index answers is counted quickly. */
	readonly columns?: boolean;
}

class SqlCorpus implements CorpusStore {
	readonly #db: Database;
	readonly #reading: Reading;
	readonly #keptPlaces = new Map<string, string>();

	constructor(db: Database, { outline = () => null, columns = false }: CorpusOptions) {
		this.#db = db;
		const { dialect } = db;
		const followed = columns ? new Followed(db, dialect) : null;
		// Filled before it is asked; what fails now fails again then, for whoever asks.
		followed?.now().catch(() => undefined);
		this.#reading = { sql: db, dialect, outline, named: new NamedPlaces(), columns: followed };
	}

	#boxOf({ id, bbox, point }: Place): Bbox {
		if (bbox) return bbox;
		const outline = this.#reading.outline(id);
		return (outline && bboxOf(outline)) ?? [...point, ...point];
	}

	async #write<T>(work: (to: writing.Writing) => Promise<T>): Promise<T> {
		const [dialect, keptPlaces] = [this.#db.dialect, this.#keptPlaces];
		const boxOf = (place: Place) => this.#boxOf(place);
		try {
			return await this.#db.transaction((sql: Sql) => work({ sql, dialect, keptPlaces, boxOf }));
		} catch (error) {
			keptPlaces.clear();
			throw error;
		}
	}

	async save(document: Document, mentions: readonly ParsedMention[]) {
		const [outcome = 'duplicate'] = await this.saveAll([{ document, mentions }]);
		return outcome;
	}

	saveAll(items: readonly ToSave[]) {
		return this.#write((to) => writing.saveDocuments(to, items));
	}

	async known(hashes: readonly string[]) {
		const { sql, values } = this.#db.dialect.list(hashes);
		const rows = await this.#db.all(`select hash from document where hash in (${sql})`, values);
		return new Set(rows.map(({ hash }) => String(hash)));
	}

	remove(id: string) {
		return this.#write((to) => writing.removeDocument(to, id, new Date()));
	}

	restore(id: string) {
		return this.#write((to) => writing.restoreDocument(to, id));
	}

	document(id: string) {
		return reading.readDocument(this.#reading, id);
	}

	documents(query: Query, cursor?: string) {
		return reading.readDocuments(this.#reading, query, cursor);
	}

	bestDocuments(query: Query & { readonly words: string }) {
		return reading.readBestDocuments(this.#reading, query);
	}

	places(query: Query) {
		return readPlaces(this.#reading, query);
	}

	placePage(query: Query, cursor?: string) {
		return readPlacePage(this.#reading, query, cursor);
	}

	whole(limit: number, cursor?: string) {
		return readWhole(this.#reading, limit, cursor);
	}

	async place(id: string) {
		return asPlace((await this.#db.one('select record from place where id = ?', [id]))?.record);
	}

	mentions(query: Query, cursor?: string) {
		return readMentionPage(this.#reading, query, cursor);
	}

	nextMentions(query: Query, cursor?: string) {
		return readNextMentions(this.#reading, query, cursor);
	}

	writtenMentions(query: Query, as: WrittenAs, cursor?: string) {
		return readWrittenMentions(this.#reading, query, as, cursor);
	}

	tile(query: Query, tile: Tile) {
		return readTile(this.#reading, query, tile);
	}

	revision() {
		return this.#db.dialect.revision(this.#db);
	}

	timeline(query: Query, unit: PeriodUnit) {
		return readTimeline(this.#reading, query, unit);
	}

	facets(query: Query) {
		return readFacets(this.#reading, query);
	}

	review(mentionId: string, status: MentionStatus, place?: Place) {
		const [, documentId = '', from, to] = /^(.+):(\d{1,9})-(\d{1,9})$/.exec(mentionId) ?? [];
		const key = [documentId, Number(from), Number(to)] as const;
		return this.#write(async (open) => {
			if (!documentId || !(await writing.reviewMention(open, key, status, place))) return null;
			const where = 'm.document_id = ? and m.start = ? and m."end" = ?';
			return (await reading.readMentions(open, where, key))[0] ?? null;
		});
	}

	layers() {
		return layers.readLayers(this.#db);
	}

	saveLayer(layer: Layer, features: readonly LayerFeature[]) {
		return this.#db.transaction((sql) => layers.saveLayer(sql, layer, features));
	}

	layerFeatures(id: string, cursor?: string) {
		return layers.readFeatures(this.#db, id, cursor);
	}

	layerFeature(id: string, number: number) {
		return layers.readFeature(this.#db, id, number);
	}

	changeLayer(id: string, change: LayerChange) {
		return this.#db.transaction((sql) => layers.changeLayer(sql, id, change));
	}

	removeLayer(id: string) {
		return this.#db.transaction((sql) => layers.removeLayer(sql, id, new Date()));
	}

	restoreLayer(id: string) {
		return this.#db.transaction((sql) => layers.restoreLayer(sql, id));
	}

	judgements(most: number) {
		return readJudgements(this.#reading, most);
	}

	async counts() {
		const row = await this.#db.one(
			`select (select count(*) from document) as documents,
				(select sum(mentions) from tally where facet = 'published' and period = 'all') as mentions,
				(select count(*) from place_tally where period = 'all') as places`,
		);
		return {
			documents: Number(row?.documents),
			mentions: Number(row?.mentions),
			places: Number(row?.places),
		};
	}

	async setting(name: string) {
		const row = await this.#db.one('select value from setting where name = ?', [name]);
		return row ? String(row.value) : null;
	}

	async keepSetting(name: string, value: string) {
		await this.#db.transaction((sql) =>
			sql.run(
				'insert into setting values (?, ?) on conflict (name) do update set value = excluded.value',
				[name, value],
			),
		);
	}

	close() {
		return this.#db.close();
	}
}

/** The corpus that `db` keeps; what was removed long ago is forgotten now. */
export async function corpusIn(db: Database, options: CorpusOptions = {}): Promise<CorpusStore> {
	if (!options.readOnly) {
		await db.transaction(async (sql) => {
			await writing.emptyTrash(sql, new Date());
			await tallyWhole(sql);
		});
	}
	return new SqlCorpus(db, options);
}
