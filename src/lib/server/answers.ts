/** What the corpus answers as GeoJSON: the HTTP interface and the command line share it. */
import type { Feature } from 'geojson';
import type { Query } from '#lib/domain.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { placeFeature } from '#lib/geo/features.ts';
import type {
	CorpusStore,
	MentionInContext,
	Page,
	PlaceCount,
	Written,
	WrittenAs,
} from './store/port.ts';

const pageSize = 1000;

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

/**
 * The same written as features of a file. Two pages are read at once where that is cheap: where the
 * second begins is asked for before the first is there.
 */
export async function* everyMentionWritten(
	store: CorpusStore,
	query: Query,
	as: WrittenAs,
): AsyncGenerator<Written> {
	const { limit = Infinity, near, around, words } = query;
	// To tell where a page begins is the work of a page, if the question is not one of an index.
	const asksAhead = !near && !around && words === undefined;
	const ask = (left: number, cursor?: string) => {
		const one: Query = { ...query, limit: Math.min(pageSize, left) };
		const isLast = left <= pageSize;
		const next = asksAhead && !isLast ? store.nextMentions(one, cursor) : Promise.resolve(null);
		const page = store.writtenMentions(one, as, cursor);
		// Whoever breaks off leaves them; they fail then for nobody.
		for (const asked of [next, page] as Promise<unknown>[]) asked.catch(() => undefined);
		return { cursor, page, next, left };
	};
	let now = ask(limit);
	for (;;) {
		const guess = await now.next;
		const then = guess === null ? null : ask(now.left - pageSize, guess);
		const page = await now.page;
		yield page;
		const left = now.left - page.features;
		if (page.next === null || left <= 0) return;
		// Somebody has written meanwhile: it begins elsewhere.
		const isThere = then?.cursor === page.next && then.left === left;
		now = isThere ? then : ask(left, page.next);
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
