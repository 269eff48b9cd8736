/** Places as Linked Places Format 1.2: names as they are attested in documents, with when and where. */
import type { MentionProperties } from '#lib/geo/features.ts';
import { addressOfPlace } from './annotations.ts';
import type { AnyFeature, Write } from './writer.ts';

const context =
	'https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld';

/** The earliest and latest of dates as precise as they are; null of none. */
function span(dates: readonly (string | null)[]): object | null {
	const known = dates.filter((date) => date !== null).sort();
	const [first, last] = [known[0], known.at(-1)];
	return first && last ? { timespans: [{ start: { in: first }, end: { in: last } }] } : null;
}

/** Each spelling once, with the documents in which it stands. */
function names(mentions: readonly MentionProperties[]): object[] {
	const bySurface = Map.groupBy(mentions, ({ surface }) => surface);
	return Array.from(bySurface, ([toponym, its]) => {
		const when = span(its.map(({ published }) => published));
		const documents = Map.groupBy(its, ({ document }) => document);
		return {
			toponym,
			citations: Array.from(documents, ([id, [one]]) => ({
				label: one?.title ?? id,
				'@id': one?.url ?? `urn:whereabouts:document:${id}`,
			})),
			...(when && { when }),
		};
	});
}

function linkedPlace({ id, properties, geometry }: AnyFeature): object {
	const { name, kind, country } = properties ?? {};
	const mentions = (properties?.mentions ?? []) as readonly MentionProperties[];
	const when = span(mentions.map(({ published }) => published));
	const attested = names(mentions);
	return {
		'@id': addressOfPlace(String(id)),
		type: 'Feature',
		properties: { title: name, ...(country && { ccodes: [country] }) },
		...(when && { when }),
		names: attested.length ? attested : [{ toponym: name }],
		types: [{ identifier: `urn:whereabouts:kind:${kind}`, label: kind }],
		geometry,
		links: String(id).startsWith('gn:') ? [{ type: 'exactMatch', identifier: id }] : [],
	};
}

export const writeLinkedPlaces: Write = async function* ({ features }) {
	yield `{"type":"FeatureCollection","@context":${JSON.stringify(context)},"features":[`;
	let separator = '';
	for await (const feature of features) {
		yield `${separator}\n${JSON.stringify(linkedPlace(feature))}`;
		separator = ',';
	}
	yield '\n]}\n';
};
