/**
 * The vocabulary of the project: types only, importing nothing of ours.
 *
 * Coordinates are WGS 84, longitude before latitude (RFC 7946). Offsets into text are UTF-16
 * code units, half open, so that `text.slice(start, end)` is always the quoted words.
 */
import type { Geometry, MultiPolygon, Polygon } from 'geojson';

/** Longitude, latitude in degrees. Zero is a legal value for either. */
export type LonLat = readonly [lon: number, lat: number];

/** West, south, east, north in degrees. West is greater than east when the box crosses the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** A BCP 47 primary language subtag, such as `nl`; `und` where the language is unknown. */
export type Language = string;

/** ISO 3166-1 alpha-2, upper case. */
export type CountryCode = string;

/** A calendar date, `2019-03-14`, `2019-03` or `2019`: as precise as the source was. */
export type PartialDate = string;

export interface Document {
	/** Derived from the content hash, so the same text is the same document. */
	readonly id: string;
	readonly title: string;
	/** Who published it, in words: "EenVandaag". */
	readonly source: string | null;
	readonly url: string | null;
	readonly published: PartialDate | null;
	/** The set it was imported as part of, such as an investigation. */
	readonly set: string | null;
	readonly language: Language;
	/** Where its publisher is at home: the id of a place, or longitude and latitude; absent where not told. */
	readonly home?: string;
	/** Plain text in Unicode NFC with `\n` line ends; every mention's offsets count in this. */
	readonly text: string;
	/** SHA-256 of `text`, lower-case hex. */
	readonly hash: string;
	/** When the corpus took it in, RFC 3339 UTC. */
	readonly imported: string;
}

/** A half-open stretch of a text, in UTF-16 code units. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

export type PlaceKind =
	| 'country'
	| 'admin1'
	| 'admin2'
	| 'settlement'
	/** River, sea, desert, mountain, island, oil field. */
	| 'physical'
	/** A named area across or within borders: Middle East, Sahel, Kurdistan. Also continents. */
	| 'region'
	/** A building or site. */
	| 'facility';

export interface Place {
	/** Stable, with its source: `gn:171943`, `ne:SYR-1`, `wa:sahel`. */
	readonly id: string;
	/** The name where no name in the reader's language is known. */
	readonly name: string;
	/** Names by language, where known. */
	readonly names: Readonly<Record<Language, string>>;
	readonly kind: PlaceKind;
	readonly point: LonLat;
	readonly bbox: Bbox | null;
	readonly country: CountryCode | null;
	/** The name of the first-level division it lies in, where known. */
	readonly admin1: string | null;
	/** 0 where unknown. Never rank by it alone. */
	readonly population: number;
}

/** A place is drawn as an area when its kind has extent; otherwise as a point. */
export type Outline = Polygon | MultiPolygon;

export type MentionKind =
	/** A toponym proper: `Baghouz`. */
	| 'name'
	/** An adjective or a noun for what belongs to a place: `Libische dorpjes`, `Oost-Syrische`. */
	| 'demonym'
	/** A people, not a point: `Koerdische`, `Amerikanen`. */
	| 'people'
	/** Coordinates or a grid reference written in the text. */
	| 'coordinates'
	/** A point computed from a phrase: "30 km south of Hajin". */
	| 'derived';

export type MentionStatus = 'suggested' | 'confirmed' | 'corrected' | 'rejected';

/** Why a candidate was ranked where it was; rendered in words by the screen. */
export interface Reason {
	/** A stable key, such as `co-mentioned-country`, `near`, `population`, `exact-name`. */
	readonly code: string;
	/** Facts for the sentence: `{ place: 'Hajin', km: 31 }`. */
	readonly facts: Readonly<Record<string, string | number>>;
	/** Contribution to the score; positive speaks for the candidate. */
	readonly weight: number;
}

export interface Candidate {
	readonly place: Place;
	readonly score: number;
	readonly reasons: readonly Reason[];
}

/** What the geoparser says about one stretch of text, before any store has seen it. */
export interface ParsedMention extends Span {
	/** `text.slice(start, end)`. */
	readonly surface: string;
	readonly kind: MentionKind;
	/** The chosen place; null is an explicit "unresolved". */
	readonly place: Place | null;
	/** The best candidates, best first. */
	readonly candidates: readonly Candidate[];
	/** 0..1: the probability that this is a place and the right one. */
	readonly confidence: number;
	/** The place stands for its government or team: "Washington decided". */
	readonly metonym: boolean;
	/** For `derived` mentions: how far off the point may be. */
	readonly uncertaintyKm?: number;
}

export interface Mention extends ParsedMention {
	/** `<document id>:<start>-<end>`. */
	readonly id: string;
	readonly documentId: string;
	readonly status: MentionStatus;
}

/** What analysts have said of a name. */
export interface Judgement {
	readonly surface: string;
	/** The id of the place they took it for; null where they took it for no place. */
	readonly place: string | null;
	/** In how many documents. */
	readonly documents: number;
}

/** The sentence or sentences around a mention. */
export interface Excerpt {
	readonly text: string;
	/** Where the excerpt begins in the document. */
	readonly offset: number;
	/** The mention inside the excerpt. */
	readonly mention: Span;
}

/** Something drawn that is not the corpus's: a border, a route, posts that an analyst brought along. */
export interface Layer {
	/** Made of the file's content. */
	readonly id: string;
	readonly name: string;
	/** `#rrggbb`. */
	readonly colour: string;
	readonly shown: boolean;
	readonly features: number;
	/** Around all features. */
	readonly bbox: Bbox;
	/** When it was added, RFC 3339. */
	readonly added: string;
}

/** One thing of a layer, in longitude and latitude (RFC 7946). */
export interface LayerFeature {
	/** In order of the file, from 0. */
	readonly number: number;
	/** What a reader calls it; null where the file does not tell. */
	readonly name: string | null;
	readonly properties: Readonly<Record<string, string | number | boolean>>;
	readonly geometry: Geometry;
}

/** What a filter may speak of: of the mention, its place, its document. */
export type FilterField =
	| 'mention.surface'
	| 'mention.kind'
	| 'mention.confidence'
	| 'mention.status'
	| 'place.id'
	| 'place.name'
	| 'place.kind'
	| 'place.country'
	| 'place.admin1'
	| 'place.population'
	| 'document.id'
	| 'document.title'
	| 'document.source'
	| 'document.url'
	| 'document.language'
	| 'document.published'
	| 'document.set';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** An expression of fields, as CQL2 has them. A comparison with what is not known is neither true nor false. */
export type Filter =
	| { readonly op: 'and' | 'or'; readonly args: readonly Filter[] }
	| { readonly op: 'not'; readonly arg: Filter }
	| {
			readonly op: Comparison;
			readonly field: FilterField;
			readonly value: string | number;
	  }
	/** `%` stands for any characters, `_` for one, `\` before either for itself. */
	| { readonly op: 'like'; readonly field: FilterField; readonly pattern: string }
	| {
			readonly op: 'in';
			readonly field: FilterField;
			readonly values: readonly (string | number)[];
	  }
	| { readonly op: 'null'; readonly field: FilterField }
	/** The place meets the box. */
	| { readonly op: 'meets'; readonly bbox: Bbox };

/** What is asked of a corpus. An absent field does not restrict. */
export interface Query {
	readonly bbox?: Bbox;
	/** Closed interval of publication days; either end may be open (null). */
	readonly datetime?: {
		readonly from: PartialDate | null;
		readonly to: PartialDate | null;
		/** What has no date too. Default: no. */
		readonly undated?: boolean;
	};
	/** Words that must all occur in the document's title or text, in whatever inflection. */
	readonly words?: string;
	readonly language?: Language;
	/** The document's publisher, exactly. */
	readonly source?: string;
	/** The set that documents were imported as. */
	readonly set?: string;
	readonly kind?: PlaceKind;
	/** Of the place. */
	readonly country?: CountryCode;
	readonly status?: MentionStatus;
	/** Mentions of demonyms and peoples too? Default: yes. */
	readonly demonyms?: boolean;
	readonly near?: { readonly point: LonLat; readonly km: number };
	/** Within so many kilometres of a layer's feature; 0 asks for what is inside or touches it. */
	readonly around?: { readonly layer: string; readonly feature: number; readonly km: number };
	/** Only mentions of these places. */
	readonly places?: readonly string[];
	readonly document?: string;
	readonly filter?: Filter;
	readonly limit?: number;
}

/** Something went well enough to continue, but the reader should know. */
export interface Note {
	readonly code: string;
	readonly message: string;
}
