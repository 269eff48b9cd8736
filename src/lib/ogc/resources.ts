/** The resources of OGC API – Features (OGC 17-069r4, 18-058r1, 19-079r2) as JSON. */
import { type Collection, collections } from './collections.ts';
import { crsList, storageCrs } from './crs.ts';

export interface Link {
	readonly href: string;
	readonly rel: string;
	readonly type: string;
	readonly title?: string;
}

export const media = {
	json: 'application/json',
	geojson: 'application/geo+json',
	html: 'text/html',
	openapi: 'application/vnd.oai.openapi+json;version=3.0',
	schema: 'application/schema+json',
} as const;

/** What is promised, each tested (docs/ogc.md). */
export const conformance: readonly string[] = [
	'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
	'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
	'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
	'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html',
	'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
	'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
	'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
	'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters',
	'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
	'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter',
	'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
	'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
	'http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators',
	'http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions',
];

/** The same resource as what it is and as what else it can be had. */
export function selfLinks(address: URL, type: string, isHtml: boolean): Link[] {
	const as = (format: string) => {
		const other = new URL(address);
		other.searchParams.set('f', format);
		return other.href;
	};
	return [
		{ href: as(isHtml ? 'html' : 'json'), rel: 'self', type: isHtml ? media.html : type },
		{ href: as(isHtml ? 'json' : 'html'), rel: 'alternate', type: isHtml ? type : media.html },
	];
}

export const landing = (root: string, links: readonly Link[]) => ({
	title: 'Whereabouts',
	description: 'Places that documents name, with the sentences that name them.',
	links: [
		...links,
		{ href: `${root}/api`, rel: 'service-desc', type: media.openapi, title: 'The interface' },
		{ href: `${root}/api?f=html`, rel: 'service-doc', type: media.html, title: 'The interface' },
		{ href: `${root}/conformance`, rel: 'conformance', type: media.json, title: 'Conformance' },
		{ href: `${root}/collections`, rel: 'data', type: media.json, title: 'Collections' },
	],
});

/** What a collection says of itself; the interval is of the documents' dates. */
export function collectionResource(
	root: string,
	{ id, title, description }: Collection,
	interval: readonly [string | null, string | null],
	links: readonly Link[] = [],
) {
	const self = `${root}/collections/${id}`;
	return {
		id,
		title,
		description,
		itemType: 'feature',
		extent: {
			spatial: { bbox: [[-180, -90, 180, 90]], crs: storageCrs },
			temporal: { interval: [interval] },
		},
		crs: crsList,
		storageCrs,
		links: [
			...(links.length ? links : [{ href: self, rel: 'self', type: media.json }]),
			{ href: `${self}/items`, rel: 'items', type: media.geojson, title },
			{ href: `${self}/items?f=html`, rel: 'items', type: media.html, title },
			{
				href: `${self}/queryables`,
				rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
				type: media.schema,
				title: 'What filters may name',
			},
		],
	};
}

export const collectionsResource = (
	root: string,
	interval: readonly [string | null, string | null],
	links: readonly Link[],
) => ({
	links,
	crs: crsList,
	collections: collections.map((one) => collectionResource(root, one, interval)),
});
