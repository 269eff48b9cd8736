/** The port to everything that knows place names: the binary index, a test's small world, a team's own places. */
import type { CountryCode, Language, Outline, Place, PlaceKind } from '#lib/domain.ts';

/** One entry found under a name. */
export interface Match {
	readonly place: Place;
	/** True when the name is the place's principal name in some language, not a minor alias. */
	readonly principal: boolean;
	/** Is the place a country's capital? */
	readonly capital?: boolean;
}

/** What an adjective or people's name points to. */
export interface DemonymMatch {
	readonly place: Place;
	readonly language: Language;
	/** `people` is a people without a country of that name (Koerdisch); its place is null-like and never drawn. */
	readonly kind: 'demonym' | 'people';
}

export interface Gazetteer {
	/** Places whose name equals `name` after folding (case, diacritics, apostrophes, hyphens); unordered. */
	lookup(name: string): readonly Match[];
	/** True when some name, folded, starts with `prefix` folded and a word boundary follows: lets a scanner stop early. */
	hasPrefix(prefix: string): boolean;
	/** Names that start with `prefix`, most populous first: for a search box. */
	suggest(prefix: string, limit: number): readonly Place[];
	/** Names within one or two edits of `name`. */
	fuzzy(name: string, limit: number): readonly Match[];
	byId(id: string): Place | null;
	country(code: CountryCode): Place | null;
	/** Real outline of a country, admin-1 area or authored region; null where none is known. */
	outline(id: string): Outline | null;
	/** All places of a kind within `km` of a point (settlement labels, nearest questions). */
	near(point: readonly [number, number], km: number, kind?: PlaceKind): readonly Place[];
}
