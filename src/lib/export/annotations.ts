/** Mentions as W3C Web Annotations: which words of which document stand for which place. */
import type { AnyFeature, Write } from './writer.ts';

/** Characters of the text before and after that tell one occurrence from another. */
const around = 32;

const contexts = ['http://www.w3.org/ns/anno.jsonld'];

/** Where a place has an address of its own, that one. */
export const addressOfPlace = (id: string): string =>
	id.startsWith('gn:') ? `https://sws.geonames.org/${id.slice(3)}/` : `urn:whereabouts:place:${id}`;

/** Whole characters (code points), as the model counts, and not the halves of UTF-16. */
const characters = (text: string): number => Array.from(text).length;

function annotation({ id, properties, geometry }: AnyFeature, text: string): object {
	const { document, url, start, end, place, placeName, published } = properties ?? {};
	const [from, to] = [Number(start), Number(end)];
	const position = characters(text.slice(0, from));
	return {
		'@context': contexts[0],
		id: `urn:whereabouts:mention:${id}`,
		type: 'Annotation',
		motivation: 'identifying',
		...(place && {
			body: {
				type: 'SpecificResource',
				purpose: 'identifying',
				source: { id: addressOfPlace(String(place)), type: 'Place', label: placeName, geometry },
			},
		}),
		target: {
			source: url ?? `urn:whereabouts:document:${document}`,
			...(published && { state: { type: 'TimeState', sourceDate: published } }),
			selector: [
				{
					type: 'TextPositionSelector',
					start: position,
					end: position + characters(text.slice(from, to)),
				},
				{
					type: 'TextQuoteSelector',
					exact: text.slice(from, to),
					prefix: text.slice(Math.max(0, from - around), from).toWellFormed(),
					suffix: text.slice(to, to + around).toWellFormed(),
				},
			],
		},
	};
}

export const writeAnnotations: Write = async function* ({ features, textOf }) {
	yield `{"@context":${JSON.stringify(contexts)},"id":"urn:whereabouts:annotations","type":"AnnotationPage","items":[`;
	let separator = '';
	for await (const feature of features) {
		const text = await textOf(String(feature.properties?.document));
		yield `${separator}\n${JSON.stringify(annotation(feature, text))}`;
		separator = ',';
	}
	yield '\n]}\n';
};
