/** GeoJSON: one FeatureCollection (RFC 7946), or a text sequence (RFC 8142). */
import type { Bbox } from '#lib/domain.ts';
import { bboxOf, union } from '#lib/geo/bbox.ts';
import type { AnyFeature, Source, Write } from './writer.ts';

/** Boxes are put together by so many, so that none of a large file need be kept. */
const together = 10_000;

/** A feature as text; a place's mentions are put in piece by piece as its last property. */
async function* asText(
	feature: AnyFeature,
	mentionsOf: Source['mentionsOf'],
): AsyncGenerator<string> {
	if (!mentionsOf) {
		yield JSON.stringify(feature);
		return;
	}
	const { properties, ...rest } = feature;
	const open = (object: object | null) => JSON.stringify(object).slice(0, -1);
	yield `${open(rest)},"properties":${open(properties)},"mentions":[`;
	let separator = '';
	for await (const mention of mentionsOf(String(feature.id))) {
		yield `${separator}${JSON.stringify(mention)}`;
		separator = ',';
	}
	yield ']}}';
}

export const writeGeojson: Write = async function* ({ features, mentionsOf }) {
	let boxes: Bbox[] = [];
	let separator = '';
	yield '{"type":"FeatureCollection","features":[';
	for await (const feature of features) {
		const box = feature.geometry && bboxOf(feature.geometry);
		if (box) boxes.push(box);
		if (boxes.length > together) boxes = [union(boxes)].filter((one) => one !== null);
		yield `${separator}\n`;
		yield* asText(feature, mentionsOf);
		separator = ',';
	}
	const box = union(boxes);
	yield `\n]${box ? `,"bbox":${JSON.stringify(box)}` : ''}}\n`;
};

export const writeGeojsonSequence: Write = async function* ({ features, mentionsOf }) {
	for await (const feature of features) {
		yield '\u001e';
		yield* asText(feature, mentionsOf);
		yield '\n';
	}
};
