import { check } from '@placemarkio/check-geojson';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { conformance } from '#lib/ogc/resources.ts';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import * as resources from '#lib/server/ogc.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { GET as catalog } from '../../src/routes/.well-known/api-catalog/+server.ts';
import { smallWorld } from './world.ts';

async function filled(): Promise<Whereabouts> {
	const world = await smallWorld();
	for (const [published, text] of [
		['2019-03', 'Fighters left Baghouz for Hajin. Syria was silent <b>.'],
		['2019-04-02', 'In Baghouz the tents were gone.'],
		['', 'Paris and Tripoli were named.'],
	]) {
		await ingestPasted(world, v.parse(PastedSchema, { text, published }));
	}
	return world;
}

type Name =
	'landing' | 'conformance' | 'api' | 'list' | 'describe' | 'queryables' | 'items' | 'item';

function get(
	whereabouts: Whereabouts,
	name: Name,
	path: string,
	params: Record<string, string> = {},
	accept = 'application/json',
): Promise<Response> {
	const url = new URL(`/ogc${path}`, 'http://127.0.0.1:4173');
	const request = new Request(url, { headers: { accept } });
	return resources.ogc(resources[name])({ url, request, params, locals: { whereabouts } });
}

async function itemsOf(world: Whereabouts, id: string, search = '') {
	const response = await get(world, 'items', `/collections/${id}/items${search}`, { id });
	return { response, body: await response.json() };
}

const idsOf = (body: { features: { id: string }[] }) => body.features.map(({ id }) => id);

describe('OGC API – Features', () => {
	it('leads from the landing page to every feature by links', async () => {
		const world = await filled();
		const landing = await (await get(world, 'landing', '')).json();
		const rels = landing.links.map(({ rel }: { rel: string }) => rel);
		expect(rels).toEqual(
			expect.arrayContaining([
				'self',
				'alternate',
				'service-desc',
				'service-doc',
				'conformance',
				'data',
			]),
		);
		expect((await (await get(world, 'conformance', '/conformance')).json()).conformsTo).toEqual(
			conformance,
		);
		const list = await (await get(world, 'list', '/collections')).json();
		expect(list.collections.map(({ id }: { id: string }) => id)).toEqual([
			'places',
			'mentions',
			'documents',
		]);
		expect(list.collections[0].extent.temporal.interval).toEqual([
			['2019-03-01T00:00:00Z', '2019-04-02T23:59:59Z'],
		]);
		const one = await (
			await get(world, 'describe', '/collections/places', { id: 'places' })
		).json();
		expect(one.crs).toContain('http://www.opengis.net/def/crs/EPSG/0/4326');
		expect(one.links.map(({ rel }: { rel: string }) => rel)).toContain('items');
	});

	it.each(['places', 'mentions', 'documents'])('pages %s by next links, none twice', async (id) => {
		const world = await filled();
		const seen: string[] = [];
		let search = '?limit=2';
		for (;;) {
			const { response, body } = await itemsOf(world, id, search);
			expect(response.headers.get('content-type')).toBe('application/geo+json');
			expect(response.headers.get('content-crs')).toBe(
				'<http://www.opengis.net/def/crs/OGC/1.3/CRS84>',
			);
			check(JSON.stringify({ type: 'FeatureCollection', features: body.features }));
			expect(body.numberReturned).toBe(body.features.length);
			seen.push(...idsOf(body));
			const next = body.links.find(({ rel }: { rel: string }) => rel === 'next');
			if (!next) break;
			search = new URL(next.href).search;
		}
		const all = idsOf((await itemsOf(world, id, '?limit=1000')).body);
		expect(seen).toEqual(all);
		expect(new Set(all).size).toBe({ places: 5, mentions: 6, documents: 3 }[id]);
		for (const featureId of all) {
			const one = await get(world, 'item', `/collections/${id}/items/${featureId}`, {
				id,
				featureId,
			});
			expect((await one.json()).id).toBe(featureId);
		}
	});

	it('has what is nowhere in every box (fc-bbox-response, C)', async () => {
		const world = await filled();
		const text = 'They spoke of Xanadu-on-Sea, and left.';
		const saved = { source: null, url: null, set: null, published: null, language: 'en', text };
		const document = { ...saved, id: 'x', title: 'X', hash: 'f'.repeat(64), imported: '' };
		const nowhere = { kind: 'name', place: null, candidates: [], confidence: 0.5 } as const;
		await world.store.save(document, [
			{ ...nowhere, start: 14, end: 27, surface: text.slice(14, 27), metonym: false },
		]);
		const found = async (id: string, search: string) => {
			const { body } = await itemsOf(world, id, search);
			return body.features
				.map(({ properties }: { properties: Record<string, string> }) =>
					id === 'documents' ? properties.title : properties.surface,
				)
				.sort();
		};
		const baghouz = '?bbox=40.9,34.4,41,34.5';
		expect(await found('mentions', baghouz)).toEqual(['Baghouz', 'Baghouz', 'Xanadu-on-Sea']);
		// A document is where its places are; one without any is nowhere.
		const titles = await found('documents', baghouz);
		expect(titles).toContain('X');
		expect(titles).toHaveLength(3);
		expect(await found('documents', '?bbox=-170,-60,-169,-59')).toEqual(['X']);
		expect(await found('mentions', '?bbox=-170,-60,-169,-59')).toEqual(['Xanadu-on-Sea']);
	});

	it('answers boxes, dates, properties and expressions', async () => {
		const world = await filled();
		const ids = async (id: string, search: string) => {
			const { body } = await itemsOf(world, id, search);
			return body.features.map(
				({ properties }: { properties: Record<string, unknown> }) =>
					properties.name ?? properties.surface,
			);
		};
		expect(await ids('places', '?bbox=40.9,34.4,41,34.5')).toEqual(['Baghouz', 'Syria']);
		expect(await ids('places', '?bbox=40.9,34.4,0,41,34.5,100')).toEqual(['Baghouz', 'Syria']);
		const epsg = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4326');
		expect(await ids('places', `?bbox=34.4,40.9,34.5,41&bbox-crs=${epsg}`)).toEqual([
			'Baghouz',
			'Syria',
		]);
		// What has no date is in every interval (fc-time-response, C).
		expect(await ids('mentions', '?datetime=2019-04-01T00:00:00Z/..')).toEqual([
			'Baghouz',
			'Paris',
			'Tripoli',
		]);
		expect(await ids('places', '?kind=country')).toEqual(['Syria']);
		const filter = encodeURIComponent(
			"kind <> 'country' AND S_INTERSECTS(geometry, BBOX(30, 30, 50, 40))",
		);
		expect(await ids('places', `?filter=${filter}&filter-lang=cql2-text`)).toEqual([
			'Baghouz',
			'Hajin',
		]);
		const like = encodeURIComponent("surface LIKE 'Ba%' AND published < DATE('2019-04-01')");
		expect(await ids('mentions', `?filter=${like}`)).toEqual(['Baghouz']);
	});

	it('turns coordinates for a system that has latitude first', async () => {
		const world = await filled();
		const crs = 'http://www.opengis.net/def/crs/EPSG/0/4326';
		const plain = (await itemsOf(world, 'places', '?name=Baghouz')).body.features[0];
		const turned = await itemsOf(world, 'places', `?name=Baghouz&crs=${encodeURIComponent(crs)}`);
		expect(turned.response.headers.get('content-crs')).toBe(`<${crs}>`);
		expect(turned.body.features[0].geometry.coordinates).toEqual(
			plain.geometry.coordinates.toReversed(),
		);
	});

	it.each([
		['?colour=1', /^colour=1: is not known here; expected bbox,/],
		['?limit=0', /^limit=0: expected a whole number/],
		['?limit=2&limit=3', /^limit=2: expected once/],
		['?bbox=1,2,3', /^bbox=1,2,3: expected four numbers/],
		['?crs=EPSG:28992', /^crs=EPSG:28992: expected one of/],
		['?population=many', /^population=many: expected a number/],
		['?filter=name', /^filter=name: at character 5 expected/],
		['?filter-lang=cql2-json', /^filter-lang=cql2-json: expected one of cql2-text/],
		['?cursor=x', /^cursor=x: expected the "next"/],
		['?cursor=', /^cursor=: expected the "next"/],
		['?bbox=', /^bbox=: expected four numbers/],
		['?datetime=', /^datetime=: expected a date/],
		['?bbox=0,0,1,1&bbox-crs=EPSG:4326', /^bbox-crs=EPSG:4326: expected one of/],
		['?filter=TRUE&filter-crs=EPSG:4326', /^filter-crs=EPSG:4326: expected one of/],
		['?name=%00', /^name=\0: expected a text/],
		['?f=xml', /^f=xml: expected json or html/],
	])('refuses %s with the reason', async (search, reason) => {
		const { response, body } = await itemsOf(await filled(), 'places', search);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(body.detail).toMatch(reason);
	});

	it('refuses what is no date as a date', async () => {
		const { response, body } = await itemsOf(await filled(), 'documents', '?published=soon');
		expect(response.status).toBe(400);
		expect(body.detail).toMatch(/^published=soon: expected a date such as 2019-03-14/);
	});

	it('reads a filter in the order of its coordinate system', async () => {
		const world = await filled();
		const asked = (order: string, crs: string) =>
			new URLSearchParams({
				filter: `S_INTERSECTS(geometry, BBOX(${order})) AND kind = 'settlement'`,
				'filter-crs': crs,
			}).toString();
		const plain = asked('40.9,34.4,41,34.5', 'http://www.opengis.net/def/crs/OGC/1.3/CRS84');
		const turned = asked('34.4,40.9,34.5,41', 'http://www.opengis.net/def/crs/EPSG/0/4326');
		const found = idsOf((await itemsOf(world, 'places', `?${plain}`)).body);
		expect(found).toEqual(['gn:171944']);
		expect(idsOf((await itemsOf(world, 'places', `?${turned}`)).body)).toEqual(found);
	});

	it('has a page of the interface that names every address and parameter', async () => {
		const world = await filled();
		const document = await (await get(world, 'api', '/api')).json();
		const html = await (await get(world, 'api', '/api', {}, 'text/html')).text();
		for (const [path, { get: operation }] of Object.entries<{
			get: { summary: string; parameters: { name: string }[] };
		}>(document.paths)) {
			expect(html).toContain(document.servers[0].url + (path === '/' ? '' : path));
			expect(html).toContain(`<h2>${operation.summary}</h2>`);
			for (const { name } of operation.parameters) expect(html).toContain(`<code>${name}</code>`);
		}
		expect(html).not.toMatch(/(src|href)="(?!http:\/\/127\.0\.0\.1:4173\/)/);
	});

	it('is found from the well-known address', async () => {
		const url = new URL('http://127.0.0.1:4173/.well-known/api-catalog');
		const response = await catalog({ url } as Parameters<typeof catalog>[0]);
		expect(response.headers.get('content-type')).toBe(
			'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
		);
		expect(response.headers.get('link')).toBe(`<${url.href}>; rel="api-catalog"`);
		const { linkset } = await response.json();
		const [{ item }, described] = linkset;
		expect(item[0].href).toBe(described.anchor);
		expect(described['service-desc'][0].href).toBe('http://127.0.0.1:4173/ogc/api');
	});

	it('says what is not there', async () => {
		const world = await filled();
		expect((await itemsOf(world, 'rivers')).response.status).toBe(404);
		for (const [id, featureId] of [
			['places', 'gn:1'],
			['mentions', 'a:1-2'],
			['documents', 'x'],
			['places', 'a\0b'],
		] as const) {
			const response = await get(world, 'item', `/collections/${id}/items/${featureId}`, {
				id,
				featureId,
			});
			expect(response.status).toBe(404);
		}
		// More than the most is the most.
		expect((await itemsOf(world, 'places', '?limit=99999')).response.status).toBe(200);
	});

	it.each<[Name, string, Record<string, string>]>([
		['landing', '', {}],
		['conformance', '/conformance', {}],
		['api', '/api', {}],
		['list', '/collections', {}],
		['describe', '/collections/places', { id: 'places' }],
		['queryables', '/collections/places/queryables', { id: 'places' }],
		['items', '/collections/mentions/items', { id: 'mentions' }],
		['item', '/collections/places/items/iso:SY', { id: 'places', featureId: 'iso:SY' }],
	])('has a readable page of %s for a browser', async (name, path, params) => {
		const world = await filled();
		const response = await get(world, name, path, params, 'text/html,application/xhtml+xml');
		expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
		const html = await response.text();
		expect(html).toMatch(/<h1>[^<]+<\/h1>/);
		expect(html).not.toContain('<script');
		expect(html).not.toContain('silent <b>');
		if (name.startsWith('item')) expect(html).toMatch(/<svg role="img".*class="(mark|land)"/s);
		const json = await get(world, name, `${path}?f=json`, params, 'text/html');
		expect(json.headers.get('content-type')).toMatch(/json/);
	});

	it('describes every path and parameter in OpenAPI', async () => {
		const world = await filled();
		const document = await (await get(world, 'api', '/api')).json();
		expect(document.openapi).toMatch(/^3\.0\./);
		const { parameters } = document.paths['/collections/places/items'].get;
		const names = parameters.map(({ name }: { name: string }) => name);
		expect(names).toEqual(
			expect.arrayContaining(['bbox', 'datetime', 'limit', 'filter', 'crs', 'name', 'country']),
		);
		for (const { name, schema } of parameters) {
			const value = {
				bbox: '0,0,1,1',
				datetime: '2019',
				limit: '1',
				population: '1',
				filter: "name='x'",
			}[name as string];
			const text = value ?? schema.default ?? schema.enum?.[0] ?? 'x';
			if (name === 'cursor') continue;
			const { response } = await itemsOf(
				world,
				'places',
				`?${new URLSearchParams({ [name]: text })}`,
			);
			expect(response.status, name).toBe(200);
		}
	});
});
