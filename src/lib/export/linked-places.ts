/** Places as Linked Places Format 1.2: names as they are attested in documents, with when and where. */
import type { PlaceKind } from '#lib/domain.ts';
import type { MentionProperties, PlaceProperties } from '#lib/geo/features.ts';
import { addressOfPlace } from './annotations.ts';
import type { AnyFeature, Batches, Write } from './writer.ts';

const context =
	'https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld';

/** Documents named for each spelling: enough to show it is used, and no more however many there are. */
const citationsEach = 20;

/** Our kinds in the Art & Architecture Thesaurus, the vocabulary that the format's users share. */
const types: Readonly<Record<PlaceKind, readonly [aat: string, label: string]>> = {
	country: ['300128207', 'nations'],
	admin1: ['300236157', 'political divisions'],
	admin2: ['300236157', 'political divisions'],
	settlement: ['300008347', 'inhabited places'],
	physical: ['300132294', 'natural landscapes'],
	region: ['300182722', 'regions (geographic)'],
	facility: ['300000809', 'sites (locations)'],
};

/** Where and when a spelling was met. */
interface Attested {
	readonly citations: Map<string, { readonly label: string; readonly '@id': string }>;
	from: string | null;
	to: string | null;
}

/** Each spelling once, with the first documents it stands in and how long it has been in use. */
async function attestations(
	mentions: Batches<MentionProperties>,
): Promise<ReadonlyMap<string, Attested>> {
	const found = new Map<string, Attested>();
	for await (const batch of mentions) for (const mention of batch) attest(found, mention);
	return found;
}

function attest(
	found: Map<string, Attested>,
	{ surface, document, title, url, published }: MentionProperties,
): void {
	const one = found.get(surface) ?? { citations: new Map(), from: null, to: null };
	found.set(surface, one);
	if (one.citations.size < citationsEach) {
		one.citations.set(document, {
			label: title,
			'@id': url ?? `urn:whereabouts:document:${document}`,
		});
	}
	if (published === null) return;
	if (one.from === null || published < one.from) one.from = published;
	if (one.to === null || published > one.to) one.to = published;
}

/** From the earliest to the latest of dates as precise as they are; nothing where none is known. */
function when(spans: readonly Pick<Attested, 'from' | 'to'>[]): object {
	const known = (end: 'from' | 'to') =>
		spans
			.map((span) => span[end])
			.filter((date) => date !== null)
			.sort();
	const [first, last] = [known('from')[0], known('to').at(-1)];
	if (!first || !last) return {};
	return { when: { timespans: [{ start: { in: first }, end: { in: last } }] } };
}

/** Attested spellings come first: the format asks for a citation. */
function names(own: PlaceProperties, attested: ReadonlyMap<string, Attested>): object[] {
	const known = Object.entries(own.names).filter(([, name]) => !attested.has(name));
	const spellings = Array.from(attested, ([toponym, one]) => ({
		toponym,
		citations: [...one.citations.values()],
		...when([one]),
	}));
	return [...spellings, ...known.map(([lang, toponym]) => ({ toponym, lang }))];
}

function linkedPlace(
	{ id, properties, geometry }: AnyFeature,
	attested: ReadonlyMap<string, Attested>,
): object {
	const own = properties as PlaceProperties;
	const [aat, label] = types[own.kind];
	const address = addressOfPlace(String(id));
	return {
		'@id': `urn:whereabouts:place:${id}`,
		type: 'Feature',
		properties: { title: own.name, ...(own.country && { ccodes: [own.country] }) },
		...when([...attested.values()]),
		names: names(own, attested),
		types: [{ identifier: `aat:${aat}`, label, sourceLabels: [{ label: own.kind, lang: 'en' }] }],
		geometry: { type: 'GeometryCollection', geometries: [geometry] },
		...(address.startsWith('https:') && { links: [{ type: 'exactMatch', identifier: address }] }),
	};
}

async function* none(): AsyncGenerator<readonly MentionProperties[]> {}

export const writeLinkedPlaces: Write = async function* ({ features, mentionsOf }) {
	yield `{"type":"FeatureCollection","@context":${JSON.stringify(context)},"features":[`;
	let separator = '';
	for await (const batch of features) {
		for (const feature of batch) {
			const attested = await attestations(mentionsOf?.(String(feature.id)) ?? none());
			yield `${separator}\n${JSON.stringify(linkedPlace(feature, attested))}`;
			separator = ',';
		}
	}
	yield '\n]}\n';
};
