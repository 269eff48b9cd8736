/** What is taken home of the corpus, in any format, in pieces that never are the whole of it. */
import type { Query } from '#lib/domain.ts';
import { writeAnnotations } from '#lib/export/annotations.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { writeFlatgeobuf } from '#lib/export/flatgeobuf.ts';
import type { FormatId, Shape } from '#lib/export/formats.ts';
import { writeGeojson, writeGeojsonSequence } from '#lib/export/geojson.ts';
import { writeGeoparquet } from '#lib/export/geoparquet.ts';
import { writeKml, writeKmz } from '#lib/export/kml.ts';
import { writeLinkedPlaces } from '#lib/export/linked-places.ts';
import type { AnyFeature, Write } from '#lib/export/writer.ts';
import type { Gazetteer } from '#lib/gazetteer/gazetteer.ts';
import { mentionFeature } from '#lib/geo/features.ts';
import { everyMention, placeFeaturesOf } from './answers.ts';
import { writeGeopackage } from './geopackage.ts';
import type { CorpusStore, PlaceCount } from './store/port.ts';

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

const placesAtOnce = 200;

/** Places in the order of the question where it has one (near, limit), else of their ids. */
async function* placeCounts(
	store: CorpusStore,
	query: Query,
): AsyncGenerator<readonly PlaceCount[]> {
	if (query.near || query.limit !== undefined) {
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

interface From {
	readonly store: CorpusStore;
	readonly gazetteer: Gazetteer;
}

async function* places(
	from: From,
	query: Query,
	withMentions: boolean,
): AsyncGenerator<AnyFeature> {
	for await (const counted of placeCounts(from.store, query)) {
		yield* await placeFeaturesOf(from, query, counted, { withMentions });
	}
}

async function* mentions({ store }: From, query: Query): AsyncGenerator<AnyFeature> {
	for await (const item of everyMention(store, query)) yield mentionFeature(item);
}

/** A document's mentions come one after the other: its text is read once. */
function textReader(store: CorpusStore): (id: string) => Promise<string> {
	let last: { readonly id: string; readonly text: string } | undefined;
	return async (id) => {
		if (last?.id !== id) last = { id, text: (await store.document(id))?.document.text ?? '' };
		return last.text;
	};
}

/**
 * The file, piece by piece.
 * @param counted is told of every feature
 */
export async function* exported(
	from: From,
	query: Query,
	format: FormatId,
	shape: Shape,
	counted: () => void = () => undefined,
): AsyncGenerator<Uint8Array> {
	async function* features() {
		const all =
			shape === 'places' ? places(from, query, nested.has(format)) : mentions(from, query);
		for await (const feature of all) {
			counted();
			yield feature;
		}
	}
	const source = { shape, features: features(), textOf: textReader(from.store) };
	yield* inPieces(writers[format](source));
}

/** Bytes to a piece: sending each feature by itself would take longer than making it. */
const pieceBytes = 64 * 1024;

async function* inPieces(parts: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
	let text = '';
	for await (const part of parts) {
		if (typeof part === 'string') {
			text += part;
			if (text.length < pieceBytes) continue;
			yield Buffer.from(text);
			text = '';
		} else if (part.length) yield part;
	}
	if (text) yield Buffer.from(text);
}
