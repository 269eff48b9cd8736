/** GeoJSON: one FeatureCollection (RFC 7946), or a text sequence (RFC 8142). */
import type { Bbox } from '#lib/domain.ts';
import { bboxOf, union } from '#lib/geo/bbox.ts';
import type { AnyFeature, Plain, Source, Write } from './writer.ts';

/** Boxes are put together by so many, so that none of a large file need be kept. */
const together = 10_000;

/** The box around all that it is told of, in the memory of some. */
export function growingBox(): { add(box: Bbox): void; box(): Bbox | null } {
	let boxes: Bbox[] = [];
	return {
		add(box) {
			boxes.push(box);
			if (boxes.length > together) boxes = [union(boxes)].filter((one) => one !== null);
		},
		box: () => union(boxes),
	};
}

const textOf = (features: readonly AnyFeature[], head: string, tail: string): string => {
	let text = '';
	for (const feature of features) text += head + JSON.stringify(feature) + tail;
	return text;
};

export const plainGeojson: Plain = {
	head: () => '{"type":"FeatureCollection","features":[',
	some: (features) => textOf(features, '\n', ',').slice(0, -1),
	separator: ',',
	tail: (box) => `\n]${box ? `,"bbox":${JSON.stringify(box)}` : ''}}\n`,
};

export const plainGeojsonSequence: Plain = {
	head: () => '',
	some: (features) => textOf(features, '\u001e', '\n'),
	separator: '',
	tail: () => '',
};

/** A feature as text; a place's mentions are put in piece by piece as its last property. */
async function* withMentions(
	{ properties, ...rest }: AnyFeature,
	mentionsOf: NonNullable<Source['mentionsOf']>,
): AsyncGenerator<string> {
	const open = (object: object | null) => JSON.stringify(object).slice(0, -1);
	yield `${open(rest)},"properties":${open(properties)},"mentions":[`;
	let separator = '';
	for await (const batch of mentionsOf(String(rest.id))) {
		if (!batch.length) continue;
		yield separator + batch.map((mention) => JSON.stringify(mention)).join(',');
		separator = ',';
	}
	yield ']}}';
}

/** Features as text, a batch at once where no mentions are listed in them. */
async function* asText(
	{ features, mentionsOf, shape }: Source,
	{ some, separator }: Plain,
	around: readonly [head: string, tail: string],
	seen: (batch: readonly AnyFeature[]) => void,
): AsyncGenerator<string | Uint8Array> {
	let before = '';
	for await (const batch of features) {
		seen(batch);
		if (!mentionsOf && batch.length) {
			yield before;
			yield some(batch, shape);
			before = separator;
			continue;
		}
		for (const feature of batch) {
			yield before + around[0];
			if (mentionsOf) yield* withMentions(feature, mentionsOf);
			yield around[1];
			before = separator;
		}
	}
}

export const writeGeojson: Write = async function* (source) {
	const around = growingBox();
	yield plainGeojson.head(source.shape);
	yield* asText(source, plainGeojson, ['\n', ''], (batch) => {
		for (const { geometry } of batch) {
			const box = geometry && bboxOf(geometry);
			if (box) around.add(box);
		}
	});
	yield plainGeojson.tail(around.box());
};

export const writeGeojsonSequence: Write = (source) =>
	asText(source, plainGeojsonSequence, ['\u001e', '\n'], () => undefined);
