/** OGC API – Features over the corpus: each resource as JSON or as a page, as the request prefers. */
import type { Feature, Geometry } from 'geojson';
import type { Outline, Query } from '#lib/domain.ts';
import { mentionFeature, placeFeature } from '#lib/geo/features.ts';
import { meets } from '#lib/geo/meets.ts';
import {
	type Collection,
	collectionOf,
	collections,
	queryablesSchema,
} from '#lib/ogc/collections.ts';
import { inCrs } from '#lib/ogc/crs.ts';
import { escapeHtml, featureTable, linkList, page, smallMap } from '#lib/ogc/html.ts';
import { openapi } from '#lib/ogc/openapi.ts';
import { readItems } from '#lib/ogc/parameters.ts';
import { problemResponse } from '#lib/ogc/problem.ts';
import * as resources from '#lib/ogc/resources.ts';
import { QueryError } from '#lib/query.ts';
import { placeFeatureById } from './answers.ts';
import type { CorpusStore, DocumentSummary, Page } from './store/port.ts';
import type { Whereabouts } from './whereabouts.ts';

const { media } = resources;

interface Asked {
	readonly request: Request;
	readonly url: URL;
	readonly root: string;
	readonly whereabouts: Whereabouts;
}

interface Shown {
	readonly title: string;
	readonly type: string;
	readonly json: object & { readonly links?: readonly resources.Link[] };
	readonly body: string;
	readonly trail?: readonly { readonly title: string; readonly href: string }[];
	readonly headers?: Readonly<Record<string, string>>;
}

function wantsHtml(request: Request, url: URL): boolean {
	const asked = url.searchParams.get('f');
	if (asked !== null) {
		if (asked === 'json' || asked === 'html') return asked === 'html';
		throw new QueryError('f', asked, 'expected json or html');
	}
	const accepted = request.headers.get('accept') ?? '';
	return accepted.includes('text/html') && !/^application\/(geo\+)?json/.test(accepted);
}

/** Nothing on a page may load or run anything. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function answer({ request, url, root }: Asked, shown: Shown): Response {
	const { title, type, json, body, trail = [], headers = {} } = shown;
	const common = { vary: 'accept', ...headers };
	if (!wantsHtml(request, url)) {
		return new Response(JSON.stringify(json), { headers: { 'content-type': type, ...common } });
	}
	const links = json.links ?? resources.selfLinks(url, type, true);
	const path = [{ title: 'Whereabouts', href: `${root}?f=html` }, ...trail];
	return new Response(page({ title, trail: path, body, links }), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			...common,
		},
	});
}

function refuseOthers(url: URL, known: readonly string[]): void {
	for (const [name, value] of url.searchParams) {
		if (!known.includes(name)) {
			throw new QueryError(name, value, `is not known here; expected ${known.join(', ')}`);
		}
	}
}

/** The first and last date of the documents, as far as they have one. */
async function interval(store: CorpusStore): Promise<[string | null, string | null]> {
	const periods = (await store.timeline({}, 'day')).filter(({ period }) => period !== null);
	const day = (date: string | null | undefined, rest: string) =>
		date ? `${date + rest.slice(date.length - 4)}T00:00:00Z` : null;
	return [day(periods[0]?.period, '-01-01'), day(periods.at(-1)?.period, '-12-28')];
}

const described = (root: string) =>
	`<dl>${collections
		.map(
			({ id, title, description }) =>
				`<dt><a href="${escapeHtml(`${root}/collections/${id}/items?f=html`)}">${title}</a></dt><dd>${escapeHtml(description)}</dd>`,
		)
		.join('')}</dl>`;

const pretty = (value: unknown) =>
	`<pre class="wide">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;

type Handler = (
	asked: Asked,
	path: Readonly<Record<string, string | undefined>>,
) => Promise<Response>;

/** The pages that are about the interface, not about a collection. */
export const landing: Handler = async (asked) => {
	refuseOthers(asked.url, ['f']);
	const links = resources.selfLinks(asked.url, media.json, wantsHtml(asked.request, asked.url));
	const json = resources.landing(asked.root, links);
	const body = described(asked.root) + linkList(json.links.filter(({ title }) => title));
	return answer(asked, { title: json.title, type: media.json, json, body });
};

export const conformance: Handler = async (asked) => {
	refuseOthers(asked.url, ['f']);
	const json = { conformsTo: resources.conformance };
	const list = resources.conformance.map((uri) => `<li>${escapeHtml(uri)}</li>`).join('');
	const body = `<ul>${list}</ul>`;
	return answer(asked, { title: 'Conformance', type: media.json, json, body });
};

export const api: Handler = async (asked) => {
	refuseOthers(asked.url, ['f']);
	const json = openapi(asked.root);
	const body = `<p>The interface as OpenAPI 3.0.</p>${pretty(json)}`;
	return answer(asked, { title: 'The interface', type: media.openapi, json, body });
};

export const list: Handler = async (asked) => {
	const { url, request, root, whereabouts } = asked;
	refuseOthers(url, ['f']);
	const links = resources.selfLinks(url, media.json, wantsHtml(request, url));
	const json = resources.collectionsResource(root, await interval(whereabouts.store), links);
	return answer(asked, { title: 'Collections', type: media.json, json, body: described(root) });
};

const unknown = (id: string | undefined) =>
	problemResponse(
		'not-found',
		`There is no collection ${id}; there are ${collections.map((one) => one.id).join(', ')}.`,
	);

const trailTo = (root: string, collection?: Collection) => [
	{ title: 'Collections', href: `${root}/collections?f=html` },
	...(collection
		? [{ title: collection.title, href: `${root}/collections/${collection.id}?f=html` }]
		: []),
];

export const describe: Handler = async (asked, { id }) => {
	const { url, request, root, whereabouts } = asked;
	const collection = collectionOf(id ?? '');
	if (!collection) return unknown(id);
	refuseOthers(url, ['f']);
	const links = resources.selfLinks(url, media.json, wantsHtml(request, url));
	const json = resources.collectionResource(
		root,
		collection,
		await interval(whereabouts.store),
		links,
	);
	const body = `<p>${escapeHtml(json.description)}</p>${linkList(json.links.filter(({ title }) => title))}`;
	return answer(asked, { title: json.title, type: media.json, json, body, trail: trailTo(root) });
};

export const queryables: Handler = async (asked, { id }) => {
	const collection = collectionOf(id ?? '');
	if (!collection) return unknown(id);
	refuseOthers(asked.url, ['f']);
	const json = queryablesSchema(collection, asked.url.origin + asked.url.pathname);
	const rows = Object.entries(collection.queryables).map(
		([name, { title, type }]) =>
			`<tr><th scope="row">${name}</th><td>${type}</td><td>${escapeHtml(title)}</td></tr>`,
	);
	const body = `<table><tbody>${rows.join('')}</tbody></table>`;
	const title = `What filters of ${collection.title} may name`;
	const trail = trailTo(asked.root, collection);
	return answer(asked, { title, type: media.schema, json, body, trail });
};

type AnyFeature = Feature<Geometry | null>;

const documentFeature = ({
	snippet,
	...document
}: Omit<DocumentSummary, 'mentions' | 'places'> & Partial<DocumentSummary>): AnyFeature => ({
	type: 'Feature',
	id: document.id,
	geometry: null,
	properties: { ...document, ...(snippet && { snippet: snippet.text }) },
});

const flat = (feature: AnyFeature): AnyFeature => {
	const { names, lon, lat, ...properties } = feature.properties ?? {};
	void [names, lon, lat];
	// Not every program keeps an identifier that is a text, but every one keeps a property.
	return { ...feature, properties: { id: feature.id, ...properties } };
};

/** A page of a collection as features. */
async function features(
	{ store, gazetteer }: Whereabouts,
	{ id }: Collection,
	query: Query,
	cursor: string | undefined,
): Promise<Page<AnyFeature>> {
	if (id === 'documents') {
		const { items, next } = await store.documents(query, cursor);
		return { items: items.map(documentFeature), next };
	}
	if (id === 'mentions') {
		const { items, next } = await store.mentions(query, cursor);
		return { items: items.map((item) => flat(mentionFeature(item))), next };
	}
	const { items, next } = await store.placePage(query, cursor);
	const made = items.map(({ place, mentions, documents }) =>
		flat(
			placeFeature({
				...{ place, mentionCount: mentions, documentCount: documents },
				outline: gazetteer.outline(place.id),
			}),
		),
	);
	return { items: made, next };
}

/** Outlines of the countries that the features are in, as a ground for their map. */
function grounds({ gazetteer }: Whereabouts, shown: readonly AnyFeature[]): Outline[] {
	const codes = new Set(shown.map(({ properties }) => String(properties?.country ?? '')));
	return [...codes].flatMap((code) => {
		const country = /^[A-Z]{2}$/.test(code) ? gazetteer.country(code) : null;
		const outline = country && gazetteer.outline(country.id);
		return outline ? [outline] : [];
	});
}

const crsHeader = (crs: string) => ({ 'content-crs': `<${crs}>` });

export const items: Handler = async (asked, { id }) => {
	const { url, request, root, whereabouts } = asked;
	const collection = collectionOf(id ?? '');
	if (!collection) return unknown(id);
	const { query, cursor, crs } = readItems(url.searchParams, collection);
	const page = await features(whereabouts, collection, query, cursor);
	// The corpus knows the boxes of areas, the standard asks for their outlines: a page may be short.
	const { bbox } = query;
	const inBox = ({ geometry }: AnyFeature) => !bbox || !geometry || meets(geometry, bbox);
	const found = { ...page, items: page.items.filter(inBox) };
	const isHtml = wantsHtml(request, url);
	const links = resources.selfLinks(url, media.geojson, isHtml);
	const next = new URL(url);
	if (found.next) {
		next.searchParams.set('cursor', found.next);
		const type = isHtml ? media.html : media.geojson;
		links.push({ href: next.href, rel: 'next', type, title: 'Next page' });
	}
	links.push({ href: `${root}/collections/${id}`, rel: 'collection', type: media.json });
	const json = {
		type: 'FeatureCollection' as const,
		features: found.items.map((feature) => inCrs(feature, crs)),
		links,
		timeStamp: new Date().toISOString(),
		numberReturned: found.items.length,
	};
	const at = (feature: string) =>
		`${root}/collections/${id}/items/${encodeURIComponent(feature)}?f=html`;
	const body =
		`<p>${escapeHtml(collection.description)}</p>` +
		smallMap(found.items, grounds(whereabouts, found.items)) +
		featureTable(found.items, at) +
		(found.next ? `<p><a rel="next" href="${escapeHtml(next.href)}">Next page</a></p>` : '');
	const headers = crsHeader(crs);
	const trail = trailTo(root, collection);
	return answer(asked, {
		title: collection.title,
		type: media.geojson,
		json,
		body,
		headers,
		trail,
	});
};

async function oneFeature(whereabouts: Whereabouts, { id }: Collection, feature: string) {
	const { store } = whereabouts;
	if (id === 'places') {
		const found = await placeFeatureById(whereabouts, feature);
		return found && flat(found);
	}
	const [, documentId = '', start, end] = /^(.+):(\d{1,9})-(\d{1,9})$/.exec(feature) ?? [];
	if (id === 'documents') {
		const { items: [found] = [] } = await store.documents({ document: feature, limit: 1 });
		return found ? documentFeature(found) : null;
	}
	const found = await store.document(documentId);
	if (!found?.mentions.some((one) => one.start === Number(start) && one.end === Number(end))) {
		return null;
	}
	for (let cursor: string | undefined; ;) {
		const page = await store.mentions({ document: documentId, limit: 500 }, cursor);
		const item = page.items.find(({ mention }) => mention.id === feature);
		if (item) return flat(mentionFeature(item));
		if (!page.next) return null;
		cursor = page.next;
	}
}

export const item: Handler = async (asked, { id, featureId = '' }) => {
	const { url, request, root, whereabouts } = asked;
	const collection = collectionOf(id ?? '');
	if (!collection) return unknown(id);
	refuseOthers(url, ['f', 'crs']);
	const { crs } = readItems(new URLSearchParams(url.searchParams), collection);
	const found = await oneFeature(whereabouts, collection, featureId);
	if (!found) return problemResponse('not-found', `There is no ${featureId} among the ${id}.`);
	const links = resources.selfLinks(url, media.geojson, wantsHtml(request, url));
	links.push({ href: `${root}/collections/${id}`, rel: 'collection', type: media.json });
	const json = { ...inCrs(found, crs), links };
	const rows = Object.entries(found.properties ?? {}).map(
		([name, value]) =>
			`<tr><th scope="row">${escapeHtml(name)}</th><td dir="auto">${escapeHtml(typeof value === 'object' ? JSON.stringify(value) : value)}</td></tr>`,
	);
	const body =
		smallMap([found], grounds(whereabouts, [found])) +
		`<table><tbody>${rows.join('')}</tbody></table>`;
	const title = String(found.properties?.name ?? found.properties?.title ?? found.id);
	const trail = trailTo(root, collection);
	return answer(asked, { title, type: media.geojson, json, body, headers: crsHeader(crs), trail });
};

/** Runs a handler for a request of the server; a parameter not of its form becomes a problem. */
export const ogc =
	(handler: Handler) =>
	async (event: {
		readonly request: Request;
		readonly url: URL;
		readonly params: Readonly<Record<string, string | undefined>>;
		readonly locals: { readonly whereabouts: Whereabouts };
	}): Promise<Response> => {
		const { request, url, params, locals } = event;
		const asked = { request, url, root: `${url.origin}/ogc`, whereabouts: locals.whereabouts };
		try {
			return await handler(asked, params);
		} catch (error) {
			if (error instanceof QueryError) return problemResponse('bad-parameter', error.message);
			throw error;
		}
	};
