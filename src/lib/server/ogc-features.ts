/** What the corpus knows, as features of the collections of OGC API – Features. */
import type { Feature, Geometry } from 'geojson';
import type { Bbox, Outline, Query } from '#lib/domain.ts';
import { mentionFeature, placeFeature } from '#lib/geo/features.ts';
import { meets } from '#lib/geo/meets.ts';
import type { Collection } from '#lib/ogc/collections.ts';
import type { Expression } from '#lib/ogc/cql2.ts';
import type { ItemsQuestion } from '#lib/ogc/parameters.ts';
import { placeFeatureById } from './answers.ts';
import { located } from './ogc-located.ts';
import type { DocumentSummary, Page } from './store/port.ts';
import type { Whereabouts } from './whereabouts.ts';

export type AnyFeature = Feature<Geometry | null>;

const documentFeature = ({
	snippet,
	...document
}: Omit<DocumentSummary, 'mentions' | 'places'> & Partial<DocumentSummary>): AnyFeature => ({
	type: 'Feature',
	id: document.id,
	geometry: null,
	properties: { ...document, ...(snippet && { snippet: snippet.text }) },
});

const flat = (feature: AnyFeature): AnyFeature => {
	const { names, lon, lat, ...properties } = feature.properties ?? {};
	void [names, lon, lat];
	// Not every program keeps an identifier that is a text, but every one keeps a property.
	return { ...feature, properties: { id: feature.id, ...properties } };
};

/** A page of a collection as features. */
async function features(
	{ store, gazetteer }: Whereabouts,
	{ id }: Collection,
	query: Query,
	cursor: string | undefined,
): Promise<Page<AnyFeature>> {
	if (id === 'documents') {
		const { items, next } = await store.documents(query, cursor);
		return { items: items.map(documentFeature), next };
	}
	if (id === 'mentions') {
		const { items, next } = await store.mentions(query, cursor);
		return { items: items.map((item) => flat(mentionFeature(item))), next };
	}
	const { items, next } = await store.placePage(query, cursor);
	const made = items.map(({ place, mentions, documents }) =>
		flat(
			placeFeature({
				...{ place, mentionCount: mentions, documentCount: documents },
				outline: gazetteer.outline(place.id),
			}),
		),
	);
	return { items: made, next };
}

/**
 * What is in a box: what meets it, and what is nowhere, as 17-069r4 has it (fc-bbox-response). A
 * document is where its places are; one that names none is nowhere.
 */
function inBox({ id }: Collection, area: Bbox): Expression {
	const meets: Expression = { op: 'intersects', area };
	if (id === 'places') return meets;
	const placed: Expression = { op: 'like', field: 'place.id', pattern: '%' };
	const nowhere: Expression =
		id === 'documents' ? { op: 'not', arg: placed } : { op: 'null', field: 'place.id' };
	return { op: 'or', args: [meets, nowhere] };
}

/**
 * A page of the features that are asked for, empty only where it is the last.
 * @throws {QueryError} where the filter asks for more than a database can be told.
 */
export async function pageOfFeatures(
	whereabouts: Whereabouts,
	collection: Collection,
	{ query, bbox, expression, cursor }: ItemsQuestion,
): Promise<Page<AnyFeature>> {
	const box = bbox ? [inBox(collection, bbox)] : [];
	const asked = { op: 'and', args: [expression, ...box] } as const;
	const filter = await located(whereabouts, collection.id, asked);
	// Of a place that the gazetteer no longer knows, only the answer tells the geometry.
	const isThere = ({ geometry }: AnyFeature) => !bbox || !geometry || meets(geometry, bbox);
	const datetime = query.datetime && { ...query.datetime, undated: true };
	let page = await features(whereabouts, collection, { ...query, datetime, filter }, cursor);
	for (;;) {
		const items = page.items.filter(isThere);
		if (items.length || page.next === null) return { items, next: page.next };
		page = await features(whereabouts, collection, { ...query, datetime, filter }, page.next);
	}
}

/** Outlines of the countries that the features are in, as a ground for their map. */
export function grounds({ gazetteer }: Whereabouts, shown: readonly AnyFeature[]): Outline[] {
	const codes = new Set(shown.map(({ properties }) => String(properties?.country ?? '')));
	return [...codes].flatMap((code) => {
		const country = /^[A-Z]{2}$/.test(code) ? gazetteer.country(code) : null;
		const outline = country && gazetteer.outline(country.id);
		return outline ? [outline] : [];
	});
}

/** The form of all identifiers; the rest need not be looked for. */
const identifier = /^[\w:.-]{1,100}$/;

/** One feature by its identifier; null where there is none. */
export async function oneFeature(
	whereabouts: Whereabouts,
	{ id }: Collection,
	feature: string,
): Promise<AnyFeature | null> {
	const { store } = whereabouts;
	if (!identifier.test(feature)) return null;
	if (id === 'places') {
		const found = await placeFeatureById(whereabouts, feature);
		return found && flat(found);
	}
	const [, documentId = '', start, end] = /^(.+):(\d{1,9})-(\d{1,9})$/.exec(feature) ?? [];
	if (id === 'documents') {
		const { items: [found] = [] } = await store.documents({ document: feature, limit: 1 });
		return found ? documentFeature(found) : null;
	}
	const found = await store.document(documentId);
	if (!found?.mentions.some((one) => one.start === Number(start) && one.end === Number(end))) {
		return null;
	}
	for (let cursor: string | undefined; ;) {
		const page = await store.mentions({ document: documentId, limit: 500 }, cursor);
		const item = page.items.find(({ mention }) => mention.id === feature);
		if (item) return flat(mentionFeature(item));
		if (!page.next) return null;
		cursor = page.next;
	}
}
