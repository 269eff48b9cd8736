/** What is taken home of the corpus, in any format, in pieces that never are the whole of it. */
import type { Query } from '#lib/domain.ts';
import { writeAnnotations } from '#lib/export/annotations.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { writeFlatgeobuf } from '#lib/export/flatgeobuf.ts';
import type { FormatId, Shape } from '#lib/export/formats.ts';
import { growingBox, writeGeojson, writeGeojsonSequence } from '#lib/export/geojson.ts';
import { writeGeoparquet } from '#lib/export/geoparquet.ts';
import { writeKml, writeKmz } from '#lib/export/kml.ts';
import { writeLinkedPlaces } from '#lib/export/linked-places.ts';
import { isPlain, plainFormats, type PlainId } from '#lib/export/plain.ts';
import type { AnyFeature, Source, Write } from '#lib/export/writer.ts';
import { mentionFeature, mentionProperties } from '#lib/geo/features.ts';
import { everyMention, everyMentionWritten, type From, placeFeatureOf } from './answers.ts';
import { writeGeopackage } from './geopackage.ts';
import type { CorpusStore, MentionInContext, PlaceCount } from './store/port.ts';

const writers: Readonly<Record<FormatId, Write>> = {
	geojson: writeGeojson,
	geojsonseq: writeGeojsonSequence,
	csv: writeCsv,
	kml: writeKml,
	kmz: writeKmz,
	gpkg: writeGeopackage,
	fgb: writeFlatgeobuf,
	parquet: writeGeoparquet,
	annotations: writeAnnotations,
	lpf: writeLinkedPlaces,
};

/** Only these have room for a list of mentions inside a place. */
const nested: ReadonlySet<FormatId> = new Set(['geojson', 'geojsonseq', 'lpf']);

export interface Wanted {
	readonly query: Query;
	readonly format: FormatId;
	readonly shape: Shape;
	/** Mentions listed inside each place, where the format has room for them; default: yes. */
	readonly withMentions?: boolean;
	/** Places with the most mentions first, which needs them all in memory; by id otherwise. */
	readonly mostMentionedFirst?: boolean;
	/** Is told how many features more. */
	readonly counted?: (features: number) => void;
	/** Breaks off: nobody waits for the file any more. */
	readonly signal?: AbortSignal;
}

/** Bytes to a piece: sending each feature by itself would take longer than making it. */
const pieceBytes = 64 * 1024;
const placesAtOnce = 1000;
const mentionsAtOnce = 1000;
/** Features that are written at once; about half a megabyte of text. */
const featuresAtOnce = 500;

/** Places page by page: in the order of the question where it has one (near, limit). */
async function* placePages(
	store: CorpusStore,
	{ query, mostMentionedFirst = false }: Wanted,
): AsyncGenerator<readonly PlaceCount[]> {
	if (query.near || query.around || query.limit !== undefined || mostMentionedFirst) {
		const places = await store.places(query);
		for (let from = 0; from < places.length; from += placesAtOnce) {
			yield places.slice(from, from + placesAtOnce);
		}
		return;
	}
	let cursor: string | undefined;
	do {
		const page = await store.placePage({ ...query, limit: placesAtOnce }, cursor);
		yield page.items;
		cursor = page.next ?? undefined;
	} while (cursor);
}

/** Neighbours in the list that have few enough mentions together; one that has more is alone. */
function batches(places: readonly PlaceCount[]): PlaceCount[][] {
	const result: PlaceCount[][] = [];
	let mentions = Infinity;
	for (const place of places) {
		mentions += place.mentions;
		if (mentions > mentionsAtOnce) {
			result.push([]);
			mentions = place.mentions;
		}
		result.at(-1)?.push(place);
	}
	return result;
}

/** The places with their mentions: those of several small ones are asked for at once. */
function placesOf(from: From, wanted: Wanted): Pick<Source, 'features' | 'mentionsOf'> {
	const { format, withMentions = true } = wanted;
	// The places are known by then: what is asked of them alone need not be asked again.
	const ofMentions: Query = {
		...wanted.query,
		...{ bbox: undefined, near: undefined, around: undefined, kind: undefined },
		...{ country: undefined, limit: undefined },
	};
	const mentionsIn = (places: readonly string[]) =>
		everyMention(from.store, { ...ofMentions, places }, mentionsAtOnce);
	let read: Map<string | undefined, MentionInContext[]> | null = null;

	async function* each(): AsyncGenerator<readonly AnyFeature[]> {
		for await (const page of placePages(from.store, wanted)) {
			for (const batch of withMentions && nested.has(format) ? batches(page) : [page]) {
				const ids = batch.map(({ place }) => place.id);
				read = null;
				if (batch.length > 1 && withMentions && nested.has(format)) {
					const items = (await Array.fromAsync(mentionsIn(ids))).flat();
					read = Map.groupBy(items, ({ mention }) => mention.place?.id);
				}
				yield batch.map((counted) => placeFeatureOf(from.gazetteer, counted));
			}
		}
	}
	async function* mentionsOf(id: string) {
		const pages = read ? [read.get(id) ?? []] : mentionsIn([id]);
		for await (const page of pages) yield page.map(mentionProperties);
	}
	return { features: each(), mentionsOf: withMentions && nested.has(format) ? mentionsOf : null };
}

async function* mentions({ store }: From, query: Query): AsyncGenerator<readonly AnyFeature[]> {
	for await (const page of everyMention(store, query)) {
		yield page.map((item) => mentionFeature(item));
	}
}

/** A document's mentions come one after the other: its text is read once. */
function textReader(store: CorpusStore): (id: string) => Promise<string> {
	let last: { readonly id: string; readonly text: string } | undefined;
	return async (id) => {
		if (last?.id !== id) last = { id, text: (await store.document(id))?.document.text ?? '' };
		return last.text;
	};
}

/** Few enough at once for their text to be small, and for whoever has gone to be noticed. */
async function* watched(
	features: Source['features'],
	{ counted, signal }: Wanted,
): AsyncGenerator<readonly AnyFeature[]> {
	for await (const page of features) {
		for (let from = 0; from < page.length; from += featuresAtOnce) {
			signal?.throwIfAborted();
			const batch = page.slice(from, from + featuresAtOnce);
			counted?.(batch.length);
			yield batch;
		}
	}
}

/** A file of mentions whose pages the store writes itself, so that no feature goes from thread to thread. */
async function* mentionsApart(
	{ store }: From,
	{ query, counted, signal }: Wanted,
	format: PlainId,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const { head, separator, tail } = plainFormats[format];
	const around = growingBox();
	let [hasBegun, count] = [false, 0];
	for await (const { bytes, features, points } of everyMentionWritten(store, query, format)) {
		signal?.throwIfAborted();
		// Not before there is a page: what cannot be asked fails without a file.
		if (!hasBegun) yield Buffer.from(head('mentions'));
		hasBegun = true;
		if (!features) continue;
		if (count && separator) yield Buffer.from(separator);
		count += features;
		counted?.(features);
		for (let i = 0; i < points.length; i += 2) {
			const [lon = 0, lat = 0] = points.subarray(i, i + 2);
			around.add([lon, lat, lon, lat]);
		}
		for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
	}
	yield Buffer.from(tail(around.box()));
}

/** The file, piece by piece. */
export function exported(from: From, wanted: Wanted): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const { shape, format, query } = wanted;
	if (shape === 'mentions' && isPlain(format)) return mentionsApart(from, wanted, format);
	const { features, mentionsOf } =
		shape === 'places'
			? placesOf(from, wanted)
			: { features: mentions(from, query), mentionsOf: null };
	const textOf = textReader(from.store);
	return inPieces(
		writers[format]({ shape, features: watched(features, wanted), mentionsOf, textOf }),
	);
}

async function* inPieces(
	parts: AsyncIterable<string | Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	let held: Buffer<ArrayBuffer>[] = [];
	let text = '';
	let size = 0;
	const hold = () => {
		if (text) held.push(Buffer.from(text));
		text = '';
	};
	for await (const part of parts) {
		// A sign of life: whoever waits no longer is noticed.
		if (!part.length) yield Buffer.alloc(0);
		size += part.length;
		if (typeof part === 'string') text += part;
		else {
			hold();
			held.push(Buffer.from(part));
		}
		if (size < pieceBytes) continue;
		hold();
		yield Buffer.concat(held);
		[held, size] = [[], 0];
	}
	hold();
	if (held.length) yield Buffer.concat(held);
}
