/** The interface of /ogc as an OpenAPI 3.0 document. */
import { type Collection, collections, schemaOf } from './collections.ts';
import { crsList, storageCrs } from './crs.ts';
import { mostItems } from './parameters.ts';
import { media } from './resources.ts';

export interface Schema {
	readonly type: string;
	readonly format?: string;
	readonly enum?: readonly string[];
	readonly default?: string | number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly items?: Schema;
	readonly minItems?: number;
	readonly maxItems?: number;
}

export interface Parameter {
	readonly name: string;
	readonly in: 'query' | 'path';
	readonly description: string;
	readonly required: boolean;
	readonly schema: Schema;
	readonly style?: string;
	readonly explode?: boolean;
}

export interface Operation {
	readonly summary: string;
	readonly operationId: string;
	readonly parameters: readonly Parameter[];
	readonly responses: Readonly<Record<string, object>>;
}

const parameter = (name: string, description: string, schema: Schema): Parameter => ({
	name,
	in: 'query',
	description,
	required: false,
	schema,
});

const format = parameter('f', 'The form of the answer; otherwise as Accept says', {
	type: 'string',
	enum: ['json', 'html'],
});
const crs: Schema = { type: 'string', format: 'uri', enum: crsList, default: storageCrs };

/** Style and explode are what the standard asks for lists in one parameter. */
const bbox: Parameter = {
	...parameter('bbox', 'Features that meet this box: west,south,east,north', {
		type: 'array',
		items: { type: 'number' },
		minItems: 4,
		maxItems: 6,
	}),
	style: 'form',
	explode: false,
};

const itemParameters = ({ queryables }: Collection): readonly Parameter[] => [
	bbox,
	parameter('bbox-crs', 'In which order the numbers of bbox are', crs),
	parameter('crs', 'In which order the coordinates of the answer are', crs),
	parameter('datetime', 'Published then: a date, or an interval such as 2019-03-01/..', {
		type: 'string',
	}),
	parameter('limit', 'At most so many to a page', {
		type: 'integer',
		minimum: 1,
		maximum: mostItems,
		default: 10,
	}),
	parameter('filter', 'An expression in CQL2 text', { type: 'string' }),
	parameter('filter-lang', 'The language of filter', { type: 'string', enum: ['cql2-text'] }),
	parameter('filter-crs', 'In which order the numbers of the filter are', crs),
	parameter('cursor', 'Where the page begins, as a next link says', { type: 'string' }),
	...Object.entries(queryables).map(([name, queryable]) =>
		parameter(name, queryable.title, schemaOf(queryable)),
	),
	format,
];

const answers = (type: string, description: string) => ({
	'200': {
		description,
		content: {
			[type]: { schema: { type: 'object' } },
			'text/html': { schema: { type: 'string' } },
		},
	},
	'400': { $ref: '#/components/responses/problem' },
	'404': { $ref: '#/components/responses/problem' },
});

const get = (
	summary: string,
	operationId: string,
	type: string,
	parameters: readonly Parameter[] = [format],
): { readonly get: Operation } => ({
	get: { summary, operationId, parameters, responses: answers(type, summary) },
});

const featureId: Parameter = {
	name: 'featureId',
	in: 'path',
	required: true,
	description: 'The identifier of a feature',
	schema: { type: 'string' },
};

/** @param root the address of /ogc */
export function openapi(root: string) {
	const paths = collections.flatMap((collection): [string, { readonly get: Operation }][] => {
		const { id, title } = collection;
		const at = `/collections/${id}`;
		const one = [featureId, parameter('crs', 'The order of coordinates', crs), format];
		return [
			[at, get(`What ${title} is`, `describe.${id}`, media.json)],
			[
				`${at}/queryables`,
				get(`What filters of ${title} may name`, `queryables.${id}`, media.schema),
			],
			[`${at}/items`, get(title, `items.${id}`, media.geojson, itemParameters(collection))],
			[`${at}/items/{featureId}`, get(`One of ${title}`, `item.${id}`, media.geojson, one)],
		];
	});
	return {
		openapi: '3.0.3',
		info: {
			title: 'Whereabouts',
			version: '1.0.0',
			description: 'Places that documents name, by OGC API – Features.',
			license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
		},
		servers: [{ url: root }],
		paths: {
			'/': get('The way in', 'landing', media.json),
			'/conformance': get('What is promised', 'conformance', media.json),
			'/api': get('This document', 'api', media.openapi),
			'/collections': get('What there is', 'collections', media.json),
			...Object.fromEntries(paths),
		},
		components: {
			responses: {
				problem: {
					description: 'What was wrong, and what is expected (RFC 9457)',
					content: { 'application/problem+json': { schema: { type: 'object' } } },
				},
			},
		},
	};
}
