/**
 * The only maker of GeoJSON features: what the map draws, the API answers and an export writes.
 * Everything is RFC 7946: outer rings counterclockwise, longitude first, boxes on what has extent.
 */
import type { BBox, Feature, FeatureCollection, Geometry, Point, Position } from 'geojson';
import type {
	Document,
	Excerpt,
	Language,
	LonLat,
	Mention,
	MentionKind,
	MentionStatus,
	Outline,
	Place,
} from '#lib/domain.ts';
import { bboxOf, union } from './bbox.ts';
import { circle } from './circle.ts';

/** One mention as a place's feature lists it; offsets count in the document's text. */
export interface MentionProperties {
	/** The document's id. */
	readonly document: string;
	readonly title: string;
	readonly source: string | null;
	readonly url: string | null;
	readonly published: string | null;
	readonly excerpt: string;
	readonly start: number;
	readonly end: number;
	readonly surface: string;
	readonly kind: MentionKind;
	readonly confidence: number;
	readonly status: MentionStatus;
}

export interface PlaceProperties {
	readonly id: string;
	readonly name: string;
	readonly names: Readonly<Record<Language, string>>;
	readonly kind: Place['kind'];
	readonly country: string | null;
	readonly admin1: string | null;
	readonly population: number;
	readonly mentionCount: number;
	readonly documentCount: number;
	readonly lon: number;
	readonly lat: number;
	/** Only where asked for. */
	readonly mentions?: readonly MentionProperties[];
}

/** A mention with its place, as a feature of its own. All null where it is unresolved. */
export interface MentionFeatureProperties extends MentionProperties {
	readonly place: string | null;
	readonly placeName: string | null;
	readonly placeKind: Place['kind'] | null;
	readonly country: string | null;
	readonly lon: number | null;
	readonly lat: number | null;
}

/** What a mention tells of its place. */
export type NamedPlace = Pick<Place, 'id' | 'name' | 'kind' | 'country' | 'point'>;

/** A mention with enough of its document to be read, as the store answers. */
export interface MentionRecord<P extends NamedPlace = NamedPlace> {
	readonly mention: Omit<Mention, 'candidates' | 'place'> & { readonly place: P | null };
	readonly document: Omit<Document, 'text'>;
	readonly excerpt: Excerpt;
}

/** Twice the area within a ring in square degrees; positive when it runs counterclockwise. */
function turn(ring: readonly Position[]): number {
	let sum = 0;
	for (let i = 1; i < ring.length; i++) {
		const [x0 = 0, y0 = 0] = ring[i - 1] ?? [];
		const [x1 = 0, y1 = 0] = ring[i] ?? [];
		sum += x0 * y1 - x1 * y0;
	}
	return sum;
}

const windPolygon = (rings: Position[][]): Position[][] =>
	rings.map((ring, i) => (turn(ring) >= 0 === (i === 0) ? ring : ring.toReversed()));

/** The outline with its rings turned as RFC 7946 (section 3.1.6) asks. */
export function rightHanded(outline: Outline): Outline {
	return outline.type === 'Polygon'
		? { type: 'Polygon', coordinates: windPolygon(outline.coordinates) }
		: { type: 'MultiPolygon', coordinates: outline.coordinates.map(windPolygon) };
}

const pointAt = ([lon, lat]: LonLat): Point => ({ type: 'Point', coordinates: [lon, lat] });

/** A box for what has extent; a point says where it is. */
function boxed(geometry: Geometry): { bbox?: BBox } {
	const box = geometry.type === 'Point' ? null : bboxOf(geometry);
	return box ? { bbox: [...box] } : {};
}

/** A mention as a place's feature lists it. */
export function mentionProperties({
	mention,
	document,
	excerpt,
}: MentionRecord): MentionProperties {
	return {
		document: document.id,
		title: document.title,
		source: document.source,
		url: document.url,
		published: document.published,
		excerpt: excerpt.text,
		start: mention.start,
		end: mention.end,
		surface: mention.surface,
		kind: mention.kind,
		confidence: mention.confidence,
		status: mention.status,
	};
}

/**
 * A place: its outline where one is given, else its point.
 * @param mentions listed in the properties where given
 */
export function placeFeature({
	place,
	outline,
	mentionCount,
	documentCount,
	mentions,
}: {
	readonly place: Place;
	readonly outline: Outline | null;
	readonly mentionCount: number;
	readonly documentCount: number;
	readonly mentions?: readonly MentionRecord[];
}): Feature<Point | Outline, PlaceProperties> {
	const { id, name, names, kind, country, admin1, population, point } = place;
	const geometry = outline ? rightHanded(outline) : pointAt(point);
	const [lon, lat] = point;
	const counts = { mentionCount, documentCount };
	return {
		type: 'Feature',
		id,
		...boxed(geometry),
		geometry,
		properties: {
			...{ id, name, names, kind, country, admin1, population, ...counts, lon, lat },
			...(mentions && { mentions: mentions.map(mentionProperties) }),
		},
	};
}

/** A mention, where its place is; without geometry where it is unresolved. */
export function mentionFeature(
	record: MentionRecord,
	outline: Outline | null = null,
): Feature<Point | Outline | null, MentionFeatureProperties> {
	const { id, place } = record.mention;
	const geometry = place && (outline ? rightHanded(outline) : pointAt(place.point));
	return {
		type: 'Feature',
		id,
		...(geometry && boxed(geometry)),
		geometry,
		properties: {
			...mentionProperties(record),
			place: place?.id ?? null,
			placeName: place?.name ?? null,
			placeKind: place?.kind ?? null,
			country: place?.country ?? null,
			lon: place?.point[0] ?? null,
			lat: place?.point[1] ?? null,
		},
	};
}

/**
 * All points within `km` of a center.
 * @throws {RangeError} where the radius is not above 0 and at most `maxRadiusKm`.
 */
export function circleFeature(
	center: LonLat,
	km: number,
): Feature<Outline, { readonly lon: number; readonly lat: number; readonly km: number }> {
	const geometry = circle(center, km);
	const [lon, lat] = center;
	return { type: 'Feature', ...boxed(geometry), geometry, properties: { lon, lat, km } };
}

/** One collection, with the box around everything that has a place. */
export function featureCollection<G extends Geometry | null, P>(
	features: readonly Feature<G, P>[],
): FeatureCollection<G, P> {
	const boxes = features.map(({ geometry }) => geometry && bboxOf(geometry));
	const box = union(boxes.filter((each) => each !== null));
	return { type: 'FeatureCollection', ...(box && { bbox: [...box] }), features: [...features] };
}
