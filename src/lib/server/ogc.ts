/** OGC API – Features over the corpus: each resource as JSON or as a page, as the request prefers. */
import { apiBody } from '#lib/ogc/api-page.ts';
import {
	type Collection,
	collectionOf,
	collections,
	queryablesSchema,
} from '#lib/ogc/collections.ts';
import { inCrs } from '#lib/ogc/crs.ts';
import { temporalExtent } from '#lib/ogc/extent.ts';
import { escapeHtml, featureTable, linkList, page, smallMap } from '#lib/ogc/html.ts';
import { prefersHtml } from '#lib/ogc/negotiation.ts';
import { openapi } from '#lib/ogc/openapi.ts';
import { readItems } from '#lib/ogc/parameters.ts';
import { problemResponse } from '#lib/ogc/problem.ts';
import * as resources from '#lib/ogc/resources.ts';
import { QueryError } from '#lib/query.ts';
import { grounds, oneFeature, pageOfFeatures } from './ogc-features.ts';
import type { CorpusStore } from './store/port.ts';
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
	return prefersHtml(request.headers.get('accept') ?? '');
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
	return temporalExtent((await store.timeline({}, 'day')).map(({ period }) => period));
}

const described = (root: string) =>
	`<dl>${collections
		.map(
			({ id, title, description }) =>
				`<dt><a href="${escapeHtml(`${root}/collections/${id}/items?f=html`)}">${title}</a></dt><dd>${escapeHtml(description)}</dd>`,
		)
		.join('')}</dl>`;

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
	const body = apiBody(json);
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

const crsHeader = (crs: string) => ({ 'content-crs': `<${crs}>` });

export const items: Handler = async (asked, { id }) => {
	const { url, request, root, whereabouts } = asked;
	const collection = collectionOf(id ?? '');
	if (!collection) return unknown(id);
	const question = readItems(url.searchParams, collection);
	const { crs } = question;
	const found = await pageOfFeatures(whereabouts, collection, question);
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
