/** GeoJSON: one FeatureCollection (RFC 7946), or a text sequence (RFC 8142). */
import type { Bbox } from '#lib/domain.ts';
import { bboxOf, union } from '#lib/geo/bbox.ts';
import type { AnyFeature, Source, Write } from './writer.ts';

/** Boxes are put together by so many, so that none of a large file need be kept. */
const together = 10_000;

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

/** Features as text, each after a `head` and before a `tail`; a batch at once where that can be. */
async function* asText(
	batch: readonly AnyFeature[],
	mentionsOf: Source['mentionsOf'],
	head: (feature: AnyFeature) => string,
	tail: string,
): AsyncGenerator<string> {
	if (!mentionsOf) {
		let text = '';
		for (const feature of batch) text += head(feature) + JSON.stringify(feature) + tail;
		yield text;
		return;
	}
	for (const feature of batch) {
		yield head(feature);
		yield* withMentions(feature, mentionsOf);
		yield tail;
	}
}

export const writeGeojson: Write = async function* ({ features, mentionsOf }) {
	let boxes: Bbox[] = [];
	let separator = '';
	const head = ({ geometry }: AnyFeature) => {
		const box = geometry && bboxOf(geometry);
		if (box) boxes.push(box);
		if (boxes.length > together) boxes = [union(boxes)].filter((one) => one !== null);
		const before = separator;
		separator = ',';
		return `${before}\n`;
	};
	yield '{"type":"FeatureCollection","features":[';
	for await (const batch of features) yield* asText(batch, mentionsOf, head, '');
	const box = union(boxes);
	yield `\n]${box ? `,"bbox":${JSON.stringify(box)}` : ''}}\n`;
};

export const writeGeojsonSequence: Write = async function* ({ features, mentionsOf }) {
	for await (const batch of features) yield* asText(batch, mentionsOf, () => '\u001e', '\n');
};
