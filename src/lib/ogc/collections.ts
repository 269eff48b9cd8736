/** The collections of OGC API – Features: what each is, and what filters may say of it. */
import type { Queryable, Queryables } from './cql2.ts';

export type CollectionId = 'places' | 'mentions' | 'documents';

export interface Collection {
	readonly id: CollectionId;
	readonly title: string;
	readonly description: string;
	readonly queryables: Queryables;
}

const text = (field: Queryable['field'], title: string): Queryable => ({
	field,
	type: 'string',
	title,
});

const ofPlace = {
	country: text('place.country', 'Country of the place (ISO 3166-1 alpha-2)'),
	admin1: text('place.admin1', 'First-level division the place lies in'),
	population: {
		field: 'place.population',
		type: 'number',
		title: 'Inhabitants of the place, 0 where unknown',
	},
} as const satisfies Queryables;

const published: Queryable = {
	field: 'document.published',
	type: 'date',
	title: 'When the document was published, as precisely as is known',
};
const language = text('document.language', 'Language of the document (BCP 47)');
const source = text('document.source', 'Who published the document');
const set = text('document.set', 'The set that the document was imported as');

export const collections: readonly Collection[] = [
	{
		id: 'places',
		title: 'Places',
		description: 'Places that documents name, with how often. An area has its outline where known.',
		queryables: {
			id: text('place.id', 'Identifier of the place, with its source'),
			name: text('place.name', 'Name of the place'),
			kind: text('place.kind', 'Kind of place: settlement, country, admin1, physical, region…'),
			...ofPlace,
		},
	},
	{
		id: 'mentions',
		title: 'Mentions',
		description: 'Names of places in documents, each with its excerpt, where its place is.',
		queryables: {
			surface: text('mention.surface', 'The name as it stands in the text'),
			kind: text('mention.kind', 'Kind of mention: name, demonym, people, coordinates, derived'),
			confidence: {
				field: 'mention.confidence',
				type: 'number',
				title: 'How sure it is that this is a place and the right one, 0 to 1',
			},
			status: text('mention.status', 'Review: suggested, confirmed, corrected, rejected'),
			place: text('place.id', 'Identifier of the place'),
			placeName: text('place.name', 'Name of the place'),
			placeKind: text('place.kind', 'Kind of place'),
			...ofPlace,
			document: text('document.id', 'Identifier of the document'),
			...{ published, language, source, set },
		},
	},
	{
		id: 'documents',
		title: 'Documents',
		description:
			'Documents, without a geometry of their own; a box asks for those that name a place in it.',
		queryables: {
			id: text('document.id', 'Identifier of the document'),
			title: text('document.title', 'Title of the document'),
			url: text('document.url', 'Address of the document'),
			...{ published, language, source, set },
		},
	},
];

export const collectionOf = (id: string): Collection | undefined =>
	collections.find((one) => one.id === id);

/** The values of a queryable, as its schema and its parameter tell them. */
export const schemaOf = ({ type }: Queryable) => ({
	type: type === 'number' ? ('number' as const) : ('string' as const),
	...(type === 'date' && { format: 'date' }),
});

/** The queryables as JSON Schema (OGC 19-079r2, section 6.2). */
export function queryablesSchema({ title, queryables }: Collection, address: string) {
	const properties = Object.entries(queryables).map(([name, queryable]) => [
		name,
		{ title: queryable.title, ...schemaOf(queryable) },
	]);
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: address,
		type: 'object',
		title,
		properties: {
			...Object.fromEntries(properties),
			geometry: { title: 'Where it is', format: 'geometry-any' },
		},
		additionalProperties: false,
	};
}
