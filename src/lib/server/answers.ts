/** What the corpus answers as GeoJSON: the HTTP interface and the command line share it. */
import type { Feature } from 'geojson';
import type { Query } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { placeFeature } from '#lib/geo/features.ts';
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

export interface From {
	readonly store: CorpusStore;
	readonly gazetteer: Gazetteer;
}

/** A place with what was counted of it, drawn as an area where its outline is known. */
export const placeFeatureOf = (
	gazetteer: Gazetteer,
	{ place, mentions, documents }: PlaceCount,
): Feature =>
	placeFeature({
		place,
		outline: gazetteer.outline(place.id),
		mentionCount: mentions,
		documentCount: documents,
	});

/** One place with what the whole corpus says of it; null where neither corpus nor gazetteer knows it. */
export async function placeFeatureById(
	{ store, gazetteer }: From,
	id: string,
): Promise<Feature | null> {
	const [counted] = await store.places({ places: [id] });
	if (counted) return placeFeatureOf(gazetteer, counted);
	const place = (await store.place(id)) ?? gazetteer.byId(id);
	return place && placeFeatureOf(gazetteer, { place, mentions: 0, documents: 0 });
}
