/** What the corpus answers as GeoJSON: the HTTP interface and the command line share it. */
import type { Feature, Geometry } from 'geojson';
import type { Place, Query } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { mentionFeature, placeFeature } from '#lib/geo/features.ts';
import type { CorpusStore, MentionInContext, PlaceCount } from './store/port.ts';

const pageSize = 500;

/** Every mention that `query` asks for, newest document first, page by page. */
export async function* everyMention(
	store: CorpusStore,
	query: Query,
): AsyncGenerator<MentionInContext> {
	let left = query.limit ?? Infinity;
	let cursor: string | undefined;
	do {
		const page = await store.mentions({ ...query, limit: Math.min(pageSize, left) }, cursor);
		yield* page.items;
		left -= page.items.length;
		cursor = page.next ?? undefined;
	} while (cursor && left > 0);
}

/** Countries, divisions and regions are drawn as areas where their outline is known. */
const outlineOf = (gazetteer: Gazetteer, place: Place | null) =>
	place && gazetteer.outline(place.id);

interface From {
	readonly store: CorpusStore;
	readonly gazetteer: Gazetteer;
}

/** A Feature for each of the places counted; with those of its mentions that `query` asks for listed. */
export async function placeFeaturesOf(
	{ store, gazetteer }: From,
	query: Query,
	counted: readonly PlaceCount[],
	{ withMentions = false } = {},
): Promise<Feature[]> {
	const byPlace = new Map<string, MentionInContext[]>();
	if (withMentions) {
		// The places are known now: nearness and the limit need not be asked again.
		const places = counted.map(({ place }) => place.id);
		const asked = { ...query, places, near: undefined, limit: undefined };
		for await (const item of everyMention(store, asked)) {
			const id = item.mention.place?.id ?? '';
			const list = byPlace.get(id);
			if (list) list.push(item);
			else byPlace.set(id, [item]);
		}
	}
	return counted.map(({ place, mentions, documents }) =>
		placeFeature({
			place,
			outline: outlineOf(gazetteer, place),
			mentionCount: mentions,
			documentCount: documents,
			...(withMentions && { mentions: byPlace.get(place.id) ?? [] }),
		}),
	);
}

/** A Feature per place, most mentioned first; with its mentions listed where asked for. */
export async function placeFeatures(
	from: From,
	query: Query,
	options: { readonly withMentions?: boolean } = {},
): Promise<Feature[]> {
	return placeFeaturesOf(from, query, await from.store.places(query), options);
}

/** One place with what the whole corpus says of it; null where neither corpus nor gazetteer knows it. */
export async function placeFeatureOf(
	{ store, gazetteer }: From,
	id: string,
): Promise<Feature | null> {
	const [counted] = await store.places({ places: [id] });
	const place = counted?.place ?? (await store.place(id)) ?? gazetteer.byId(id);
	return (
		place &&
		placeFeature({
			place,
			outline: outlineOf(gazetteer, place),
			mentionCount: counted?.mentions ?? 0,
			documentCount: counted?.documents ?? 0,
		})
	);
}

/** A Feature per mention, newest document first; an area's outline is left to the place's feature. */
export async function mentionFeatures(
	store: CorpusStore,
	query: Query,
): Promise<Feature<Geometry | null>[]> {
	const features: Feature<Geometry | null>[] = [];
	for await (const item of everyMention(store, query)) {
		features.push(mentionFeature(item));
	}
	return features;
}
