/** GeoJSON: one FeatureCollection (RFC 7946), or a text sequence (RFC 8142). */
import type { Bbox } from '#lib/domain.ts';
import { bboxOf, union } from '#lib/geo/bbox.ts';
import type { Write } from './writer.ts';

/** Boxes are put together by so many, so that none of a large file need be kept. */
const together = 10_000;

export const writeGeojson: Write = async function* ({ features }) {
	let boxes: Bbox[] = [];
	let separator = '';
	yield '{"type":"FeatureCollection","features":[';
	for await (const feature of features) {
		const box = feature.geometry && bboxOf(feature.geometry);
		if (box) boxes.push(box);
		if (boxes.length > together) boxes = [union(boxes) ?? box].filter((one) => one !== null);
		yield `${separator}\n${JSON.stringify(feature)}`;
		separator = ',';
	}
	const box = union(boxes);
	yield `\n]${box ? `,"bbox":${JSON.stringify(box)}` : ''}}\n`;
};

export const writeGeojsonSequence: Write = async function* ({ features }) {
	for await (const feature of features) yield `\u001e${JSON.stringify(feature)}\n`;
};
