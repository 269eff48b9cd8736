/** Mentions as W3C Web Annotations: which words of which document stand for which place. */
import type { AnyFeature, Write } from './writer.ts';

/** Characters of the text before and after that tell one occurrence from another. */
const around = 32;

/** The second is the model's own, and so has the last word on what a term means. */
const contexts = [
	'https://geojson.org/geojson-ld/geojson-context.jsonld',
	'http://www.w3.org/ns/anno.jsonld',
];

/** Where a place has an address of its own, that one. */
export const addressOfPlace = (id: string): string =>
	id.startsWith('gn:') ? `https://sws.geonames.org/${id.slice(3)}/` : `urn:whereabouts:place:${id}`;

/** Whole characters (code points), as the model counts, and not the halves of UTF-16. */
const characters = (text: string): number => Array.from(text).length;

/** Counts the characters before an offset, going on from the last one asked for in the same text. */
function characterCounter(): (text: string, offset: number) => number {
	let last = { text: '', offset: 0, count: 0 };
	return (text, offset) => {
		if (text !== last.text || offset < last.offset) last = { text, offset: 0, count: 0 };
		const count = last.count + characters(text.slice(last.offset, offset));
		last = { text, offset, count };
		return count;
	};
}

/** The place as a resource of its own that is a GeoJSON Feature; none where it is unresolved. */
function placeBody({ properties, geometry }: AnyFeature): object[] {
	const { place, placeName, placeKind, country, confidence } = properties ?? {};
	if (!place) return [];
	const source = {
		id: addressOfPlace(String(place)),
		type: 'Feature',
		label: placeName,
		properties: { kind: placeKind, country, confidence },
		geometry,
	};
	return [{ type: 'SpecificResource', purpose: 'identifying', source }];
}

function annotation(feature: AnyFeature, text: string, position: number): object {
	const { id, properties } = feature;
	const { document, url, start, end, status } = properties ?? {};
	const [from, to] = [Number(start), Number(end)];
	const exact = text.slice(from, to);
	return {
		id: `urn:whereabouts:mention:${id}`,
		type: 'Annotation',
		motivation: 'identifying',
		body: [...placeBody(feature), { type: 'TextualBody', purpose: 'assessing', value: status }],
		target: {
			source: url ?? `urn:whereabouts:document:${document}`,
			selector: [
				{ type: 'TextPositionSelector', start: position, end: position + characters(exact) },
				{
					type: 'TextQuoteSelector',
					exact,
					prefix: wholeCharacters(text.slice(Math.max(0, from - around), from)),
					suffix: wholeCharacters(text.slice(to, to + around)),
				},
			],
		},
	};
}

/** Without the half of a character at either end. */
const wholeCharacters = (text: string) => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');

export const writeAnnotations: Write = async function* ({ features, textOf }) {
	const charactersBefore = characterCounter();
	yield `{"@context":${JSON.stringify(contexts)},"id":"urn:whereabouts:annotations","type":"AnnotationPage","items":[`;
	let separator = '';
	for await (const batch of features) {
		for (const feature of batch) {
			const text = await textOf(String(feature.properties?.document));
			const position = charactersBefore(text, Number(feature.properties?.start));
			yield `${separator}\n${JSON.stringify(annotation(feature, text, position))}`;
			separator = ',';
		}
	}
	yield '\n]}\n';
};
