/** The only door to data. Every store passes the same contract suite (tests/contract). */
import type {
	Document,
	Excerpt,
	Judgement,
	Layer,
	LayerFeature,
	Mention,
	MentionStatus,
	ParsedMention,
	Place,
	PartialDate,
	Query,
	Span,
} from '#lib/domain.ts';
import type { Tile, TileMark } from '#lib/geo/tiles.ts';

export interface DocumentSummary extends Omit<Document, 'text'> {
	readonly mentions: number;
	/** Distinct places. */
	readonly places: number;
	/** Where words were asked for: a passage in which some of them stand. */
	readonly snippet?: Snippet | null;
}

/** A passage of a document, and where in it the words stand that were looked for. */
export interface Snippet {
	readonly text: string;
	readonly highlights: readonly Span[];
}

/** How much the corpus says of a stretch of time. */
export interface Period {
	/** A day, month or year, as precise as asked for and known; null where no date is known. */
	readonly period: PartialDate | null;
	readonly mentions: number;
	readonly documents: number;
}

/** A mark on a tile: one place, or several gathered under the most mentioned one. */
export interface PlaceMark extends TileMark {
	readonly place: Place;
}

export type PeriodUnit = 'day' | 'month' | 'year';

/** By what an answer can be divided. */
export type FacetName = 'language' | 'source' | 'set' | 'kind' | 'country' | 'status';

/** A value with how many mentions have it, most first. */
export interface FacetCount {
	readonly value: string;
	readonly mentions: number;
}

export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

/** A place with what the corpus says of it under a query. */
export interface PlaceCount {
	readonly place: Place;
	readonly mentions: number;
	readonly documents: number;
}

/** A mention with enough of its document to be read. */
export interface MentionInContext {
	readonly mention: Omit<Mention, 'candidates'>;
	readonly document: Omit<Document, 'text'>;
	readonly excerpt: Excerpt;
}

export interface DocumentWithMentions {
	readonly document: Document;
	readonly mentions: readonly Mention[];
}

export interface Page<T> {
	readonly items: readonly T[];
	/** Pass to the same call for the next page; null on the last. */
	readonly next: string | null;
}

/** A format in which features are written apart from each other. */
export type WrittenAs = 'geojson' | 'geojsonseq' | 'csv' | 'fgb';

/** A page of mentions as features, written. */
export interface Written {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** How many. */
	readonly features: number;
	/** Longitude and latitude of each that has a place, in order. */
	readonly points: Float64Array<ArrayBuffer>;
	readonly next: string | null;
}

export type SaveOutcome = 'added' | 'duplicate';

export interface ToSave {
	readonly document: Document;
	readonly mentions: readonly MentionToSave[];
}

/** A mention of the geoparser, or one that was reviewed in another corpus. */
export interface MentionToSave extends ParsedMention {
	readonly status?: MentionStatus;
	/** What the geoparser chose, where the analyst chose otherwise. */
	readonly suggested?: Place | null;
}

/** How a layer is called and drawn. */
export type LayerChange = Partial<Pick<Layer, 'name' | 'colour' | 'shown'>>;

/**
 * A rejected mention counts only where a query asks for that status. Lists come in pages that stay
 * right while others write; a cursor that is none is refused with a QueryError.
 */
export interface CorpusStore {
	/**
	 * One transaction, on disk when it resolves. A document already there (by hash) changes nothing;
	 * one that was removed begins anew.
	 */
	save(document: Document, mentions: readonly ParsedMention[]): Promise<SaveOutcome>;
	/** The same for many documents, in one transaction; the outcomes are in their order. */
	saveAll(items: readonly ToSave[]): Promise<readonly SaveOutcome[]>;
	/** Those of `hashes` that documents in the corpus have. */
	known(hashes: readonly string[]): Promise<ReadonlySet<string>>;
	/** Puts the document and its mentions aside; false when there is no such document. */
	remove(id: string): Promise<boolean>;
	/**
	 * Brings a removed document back with its mentions and their review; false when it is not there.
	 * What was removed more than 30 days ago is gone.
	 */
	restore(id: string): Promise<boolean>;
	document(id: string): Promise<DocumentWithMentions | null>;
	/** Newest first (published, then id). */
	documents(query: Query, cursor?: string): Promise<Page<DocumentSummary>>;
	/**
	 * Those that say most of the words asked for, best first, in one page. Words that very many
	 * documents have are looked for in some thousand of the latest.
	 */
	bestDocuments(query: Query & { readonly words: string }): Promise<readonly DocumentSummary[]>;
	/** Most mentioned first; nearest first where `near` is asked. */
	places(query: Query): Promise<readonly PlaceCount[]>;
	/** The same places in order of their id, page by page. */
	placePage(query: Query, cursor?: string): Promise<Page<PlaceCount>>;
	/** Documents with all that is kept of them, in order of their ids, `limit` to a page. */
	whole(limit: number, cursor?: string): Promise<Page<ToSave>>;
	place(id: string): Promise<Place | null>;
	/** What a tile shows: places that are points, gathered where they stand too close. */
	tile(query: Query, tile: Tile): Promise<readonly PlaceMark[]>;
	/** Something else after every write, by this program or another. */
	revision(): Promise<string>;
	/** Oldest first; what has no date, or a vaguer one than asked, stands by what is known. */
	timeline(query: Query, unit: PeriodUnit): Promise<readonly Period[]>;
	/** What the answers to `query` are of: the twenty most frequent values of each. */
	facets(query: Query): Promise<Facets>;
	/** Newest document first, then by position. */
	mentions(query: Query, cursor?: string): Promise<Page<MentionInContext>>;
	/** The `next` of the page of mentions that begins at `cursor`, without the page. */
	nextMentions(query: Query, cursor?: string): Promise<string | null>;
	/** The page of mentions that begins at `cursor`, as features of a file. */
	writtenMentions(query: Query, as: WrittenAs, cursor?: string): Promise<Written>;
	/**
	 * The analyst's judgement: reject, confirm, or correct to another place. Back to `suggested`
	 * brings the geoparser's own choice back. Null when there is no such mention.
	 */
	review(mentionId: string, status: MentionStatus, place?: Place): Promise<Mention | null>;
	/** Layers in the order in which they were added. */
	layers(): Promise<readonly Layer[]>;
	/** One transaction. A layer already there (by id) changes nothing; one that was removed begins anew. */
	saveLayer(layer: Layer, features: readonly LayerFeature[]): Promise<SaveOutcome>;
	/** In the order of the file; null when there is no such layer. */
	layerFeatures(id: string, cursor?: string): Promise<Page<LayerFeature> | null>;
	layerFeature(id: string, number: number): Promise<LayerFeature | null>;
	/** Null when there is no such layer. */
	changeLayer(id: string, change: LayerChange): Promise<Layer | null>;
	/** Puts a layer aside; false when there is none. */
	removeLayer(id: string): Promise<boolean>;
	/** Brings a removed layer back, for as long as a removed document. */
	restoreLayer(id: string): Promise<boolean>;
	/** What analysts have said of names, confirming, correcting or rejecting; the `most` frequent first. */
	judgements(most: number): Promise<readonly Judgement[]>;
	counts(): Promise<{ documents: number; mentions: number; places: number }>;
	/** What the corpus remembers about itself under `name`. */
	setting(name: string): Promise<string | null>;
	keepSetting(name: string, value: string): Promise<void>;
	close(): Promise<void>;
}
