/** What the corpus answers as GeoJSON: the HTTP interface and the command line share it. */
import type { Feature } from 'geojson';
import type { Query } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { placeFeature } from '#lib/geo/features.ts';
import type { CorpusStore, MentionInContext, Page, PlaceCount } from './store/port.ts';

const pageSize = 2000;

/** Every mention that `query` asks for, newest document first, page by page. */
export async function* everyMention(
	store: CorpusStore,
	query: Query,
	atOnce = pageSize,
): AsyncGenerator<readonly MentionInContext[]> {
	let left = query.limit ?? Infinity;
	const ask = (cursor?: string) =>
		store.mentions({ ...query, limit: Math.min(atOnce, left) }, cursor);
	let next: Promise<Page<MentionInContext>> | null = ask();
	while (next) {
		const page: Page<MentionInContext> = await next;
		left -= page.items.length;
		// The next page is read while this one is written.
		next = page.next !== null && left > 0 ? ask(page.next) : null;
		// Whoever breaks off here leaves it; it fails then for nobody.
		next?.catch(() => undefined);
		yield page.items;
	}
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
