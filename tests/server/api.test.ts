import { check } from '@placemarkio/check-geojson';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { problemInstead } from '#lib/ogc/problem.ts';
import * as documents from '../../src/routes/api/documents/+server.ts';
import * as oneDocument from '../../src/routes/api/documents/[id]/+server.ts';
import * as restoring from '../../src/routes/api/documents/[id]/restore/+server.ts';
import * as gazetteer from '../../src/routes/api/gazetteer/+server.ts';
import * as mentionFeatures from '../../src/routes/api/mentions.geojson/+server.ts';
import * as mentions from '../../src/routes/api/mentions/+server.ts';
import * as oneMention from '../../src/routes/api/mentions/[id]/+server.ts';
import * as placeFeatures from '../../src/routes/api/places.geojson/+server.ts';
import * as onePlace from '../../src/routes/api/places/[id]/+server.ts';
import * as facets from '../../src/routes/api/facets/+server.ts';
import * as tiles from '../../src/routes/api/tiles/places/[z]/[x]/[y].mvt/+server.ts';
import * as timeline from '../../src/routes/api/timeline/+server.ts';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { smallWorld } from './world.ts';

/** Calls a route as the server does. */
function call(
	whereabouts: Whereabouts,
	handler: unknown,
	path: string,
	init: RequestInit & { id?: string; params?: Record<string, string> } = {},
): Promise<Response> {
	const url = new URL(path, 'http://127.0.0.1:4173');
	const { id, params, ...rest } = init;
	const request = new Request(url, rest);
	const event = { url, request, params: { id, ...params }, locals: { whereabouts } };
	return Promise.resolve((handler as RequestHandler)(event as unknown as RequestEvent));
}

const asJson = (method: string, body: unknown): RequestInit => ({
	method,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

async function filled(): Promise<Whereabouts> {
	const world = await smallWorld();
	for (const [published, text] of [
		['2019-03', 'Fighters left Baghouz for Hajin. Syria was silent.'],
		['2019-04-02', 'In Baghouz the tents were gone.'],
	]) {
		await call(world, documents.POST, '/api/documents', asJson('POST', { text, published }));
	}
	return world;
}

const body = async (response: Promise<Response>) => (await response).json();

describe('GET /api/places.geojson', () => {
	it('answers a valid collection: areas with outlines, points with counts', async () => {
		const world = await filled();
		const response = await call(world, placeFeatures.GET, '/api/places.geojson');
		expect(response.headers.get('content-type')).toBe('application/geo+json');
		const { features } = check(await response.text()) as GeoJSON.FeatureCollection;
		expect(features.map(({ id, geometry }) => [id, geometry.type])).toEqual([
			['gn:171944', 'Point'],
			['gn:174506', 'Point'],
			['iso:SY', 'Polygon'],
		]);
		expect(features[0]?.properties).toMatchObject({ mentionCount: 2, documentCount: 2 });
		expect(features[0]?.properties).not.toHaveProperty('mentions');
	});

	it('embeds mentions, of the places and documents asked for only', async () => {
		const world = await filled();
		const path =
			'/api/places.geojson?mentions=true&near=40.99,34.43,60&datetime=2019-03-10/2019-03-20&download';
		const response = await call(world, placeFeatures.GET, path);
		expect(response.headers.get('content-disposition')).toBe(
			'attachment; filename="places.geojson"',
		);
		const { features } = check(await response.text()) as GeoJSON.FeatureCollection;
		expect(features.map(({ id }) => id)).toEqual(['iso:SY', 'gn:171944', 'gn:174506']);
		expect(features[1]?.properties?.mentions).toEqual([
			expect.objectContaining({
				surface: 'Baghouz',
				published: '2019-03',
				excerpt: expect.stringContaining('left Baghouz'),
				status: 'suggested',
			}),
		]);
	});

	it('names the parameter that is not of its form', async () => {
		const response = await call(
			await smallWorld(),
			placeFeatures.GET,
			'/api/places.geojson?bbox=1,2',
		);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({
			status: 400,
			detail: expect.stringMatching(/^bbox=1,2: expected four numbers/),
		});
	});

	it.each([
		['bbbox=1,2,3,4', /^bbbox=1,2,3,4: is not known here; expected bbox, datetime,/],
		['mentions=maybe', /^mentions=maybe: expected true or false/],
		['limit=1&limit=2', /^limit=1: given 2 times; expected once/],
	])('refuses %s rather than answer another question', async (asked, detail) => {
		const response = await call(
			await smallWorld(),
			placeFeatures.GET,
			`/api/places.geojson?${asked}`,
		);
		expect(response.status).toBe(400);
		expect((await response.json()).detail).toMatch(detail);
	});
});

describe('mentions and places', () => {
	it('gives a feature per mention, and one place by its id', async () => {
		const world = await filled();
		const answer = await call(world, mentionFeatures.GET, '/api/mentions.geojson?place=gn:171944');
		expect((check(await answer.text()) as GeoJSON.FeatureCollection).features).toHaveLength(2);
		const place = await body(call(world, onePlace.GET, '/', { id: 'gn:174506' }));
		expect(place).toMatchObject({ id: 'gn:174506', properties: { mentionCount: 1 } });
		const unmentioned = await body(call(world, onePlace.GET, '/', { id: 'gn:2988507' }));
		expect(unmentioned.properties).toMatchObject({ name: 'Paris', mentionCount: 0 });
		expect((await call(world, onePlace.GET, '/', { id: 'gn:1' })).status).toBe(404);
	});

	it('pages excerpts newest first, and refuses a cursor of its own making', async () => {
		const world = await filled();
		const first = await body(call(world, mentions.GET, '/api/mentions?limit=1'));
		expect(first.items[0].document.published).toBe('2019-04-02');
		const rest = await body(call(world, mentions.GET, `/api/mentions?cursor=${first.next}`));
		expect(rest.items).toHaveLength(3);
		expect(rest.next).toBeNull();
		const wrong = await call(world, mentions.GET, '/api/mentions?cursor=abc');
		expect([wrong.status, (await wrong.json()).detail]).toEqual([
			400,
			'cursor=abc: expected the "next" of an earlier answer',
		]);
	});

	it('records a judgement, and takes it back', async () => {
		const world = await filled();
		const [item] = (await world.store.mentions({ places: ['gn:174506'] })).items;
		const id = item?.mention.id ?? '';
		const judge = (judgement: unknown) =>
			call(world, oneMention.PATCH, '/', { id, ...asJson('PATCH', judgement) });
		const corrected = await body(judge({ status: 'corrected', place: 'gn:172955' }));
		expect(corrected).toMatchObject({ status: 'corrected', place: { id: 'gn:172955' } });
		const back = await body(judge({ status: 'suggested' }));
		expect(back).toMatchObject({ status: 'suggested', place: { id: 'gn:174506' } });
		expect((await judge({ status: 'corrected' })).status).toBe(400);
		expect((await judge({ status: 'corrected', place: 'gn:1' })).status).toBe(404);
		expect((await judge({ status: 'believed' })).status).toBe(400);
	});

	it('suggests places by the beginning of a name', async () => {
		const world = await smallWorld();
		const { items } = await body(call(world, gazetteer.GET, '/api/gazetteer?q=Bagho'));
		expect(items.map(({ id }: { id: string }) => id)).toContain('gn:171944');
		expect((await call(world, gazetteer.GET, '/api/gazetteer')).status).toBe(400);
	});
});

describe('/api/documents', () => {
	it('takes files in, says what came of each, and lists them', async () => {
		const world = await smallWorld();
		const form = new FormData();
		form.append('file', new File(['A night in Hajin.'], 'a.txt'));
		form.append('file', new File([new Uint8Array([0xff])], 'b.txt'));
		const response = await call(world, documents.POST, '/', { method: 'POST', body: form });
		expect(response.status).toBe(207);
		const { results } = await response.json();
		expect(results).toMatchObject([
			{ name: 'a.txt', outcome: 'added' },
			{ name: 'b.txt', outcome: 'refused', reason: expect.stringContaining('UTF-8') },
		]);
		const { items } = await body(call(world, documents.GET, '/api/documents'));
		expect(items).toMatchObject([{ title: 'a', mentions: 1, places: 1 }]);
		expect(items[0]).not.toHaveProperty('text');
	});

	it('says by its status whether anything is new', async () => {
		const world = await smallWorld();
		const post = async (content: unknown) =>
			(await call(world, documents.POST, '/', asJson('POST', content))).status;
		expect(await post({ text: 'A night in Hajin.' })).toBe(201);
		expect(await post({ text: 'A night in Hajin.' })).toBe(200);
		expect(await post({ text: ' ' })).toBe(422);
		expect(await post({ text: 'Words.', url: 'javascript:alert(1)' })).toBe(400);
		expect(await post({ text: 'Words.', published: 'May' })).toBe(400);
		expect(await post({})).toBe(400);
	});

	it('names the field of a body that is wrong, and a body that is none', async () => {
		const world = await smallWorld();
		const wrong = await body(call(world, documents.POST, '/', asJson('POST', { text: 3 })));
		expect(wrong.detail).toBe('text: expected string but received 3');
		const missing = await body(call(world, documents.POST, '/', asJson('POST', [])));
		expect(missing.detail).toBe('text: is missing.');
		const misspelt = { text: 'Words.', date: '2019' };
		const unknown = await body(call(world, documents.POST, '/', asJson('POST', misspelt)));
		expect(unknown.detail).toBe('date: is not a field of this body.');
		const none = { ...asJson('POST', ''), body: '{' };
		expect((await body(call(world, documents.POST, '/', none))).detail).toBe(
			'The body is not JSON.',
		);
		const empty = { method: 'POST', body: new FormData() };
		expect((await body(call(world, documents.POST, '/', empty))).detail).toMatch(/^file: /);
	});

	it('says which types of body it takes', async () => {
		const form = { method: 'POST', body: new URLSearchParams({ text: 'Words.' }) };
		const response = await call(await smallWorld(), documents.POST, '/', form);
		expect(response.status).toBe(415);
		expect((await response.json()).detail).toMatch(
			/urlencoded.*; expected application\/json.*form-data/,
		);
	});

	it('tells a body beyond the limit from one that is wrong', async () => {
		const limit = Object.assign(new Error('too large'), { status: 413 });
		const request = {
			headers: new Headers({ 'content-type': 'application/json' }),
			json: () => Promise.reject(limit),
		};
		const event = {
			request,
			locals: { whereabouts: await smallWorld() },
		} as unknown as RequestEvent;
		expect((await (documents.POST as RequestHandler)(event)).status).toBe(413);
	});

	it('removes a document and brings it back', async () => {
		const world = await filled();
		const [{ id = '' } = {}] = (await world.store.documents({})).items;
		expect((await call(world, oneDocument.DELETE, '/', { id, method: 'DELETE' })).status).toBe(204);
		expect((await call(world, oneDocument.GET, '/', { id })).status).toBe(404);
		expect((await call(world, oneDocument.DELETE, '/', { id, method: 'DELETE' })).status).toBe(404);
		expect((await call(world, restoring.POST, '/', { id, method: 'POST' })).status).toBe(204);
		expect((await call(world, restoring.POST, '/', { id, method: 'POST' })).status).toBe(404);
		const { document, mentions: found } = await body(call(world, oneDocument.GET, '/', { id }));
		expect(document.text).toBe('In Baghouz the tents were gone.');
		expect(found[0].candidates[0]).toMatchObject({ place: { id: 'gn:171944' } });
	});
});

describe('what fails before any route', () => {
	it('is a problem document too', async () => {
		const refused = new Response('no', { status: 405, headers: { allow: 'GET' } });
		const answer = problemInstead(refused);
		expect(answer.headers.get('allow')).toBe('GET');
		expect(await answer.json()).toMatchObject({ status: 405, type: '/problems/wrong-method' });
		const failed = problemInstead(new Response('<h1>', { status: 500 }));
		expect((await failed.json()).detail).toContain("server's log");
		const unreadable = problemInstead(new Response('', { status: 400 }));
		expect(await unreadable.json()).toMatchObject({ status: 400, type: '/problems/bad-parameter' });
		const fine = new Response('{}');
		expect(problemInstead(fine)).toBe(fine);
	});
});

describe('counts and tiles', () => {
	it('tell how much was said when, and of what', async () => {
		const world = await filled();
		const byMonth = await call(world, timeline.GET, '/api/timeline');
		expect(await byMonth.json()).toEqual({
			periods: [
				{ period: '2019-03', mentions: 3, documents: 1 },
				{ period: '2019-04', mentions: 1, documents: 1 },
			],
		});
		const byYear = await call(world, timeline.GET, '/api/timeline?unit=year&kind=country');
		expect((await byYear.json()).periods).toEqual([{ period: '2019', mentions: 1, documents: 1 }]);
		const wrong = await call(world, timeline.GET, '/api/timeline?unit=week');
		expect((await wrong.json()).detail).toBe('unit=week: expected day, month or year');
		const found = await (await call(world, facets.GET, '/api/facets?datetime=2019-03')).json();
		expect(found.kind).toEqual([
			{ value: 'settlement', mentions: 2 },
			{ value: 'country', mentions: 1 },
		]);
	});

	it('list documents by how much they say of the words asked for', async () => {
		const world = await filled();
		const text = 'Rain fell. Rain, and again rain.';
		const added = { text, published: '2001-01-01', title: 'Long ago' };
		await call(world, documents.POST, '/api/documents', asJson('POST', added));
		const late = {
			text: `Rain. ${'The day was long and quiet for all. '.repeat(9)}`,
			title: 'Late',
		};
		await call(world, documents.POST, '/api/documents', asJson('POST', late));
		const titles = async (query: string) => {
			const { items } = await (await call(world, documents.GET, `/api/documents?${query}`)).json();
			return items.map(({ title }: { title: string }) => title);
		};
		expect(await titles('q=rain&order=relevance')).toEqual(['Long ago', 'Late']);
		expect(await titles('q=rain&order=relevance&limit=1')).toEqual(['Long ago']);
		const detail = async (query: string) =>
			(await (await call(world, documents.GET, `/api/documents?${query}`)).json()).detail;
		expect(await detail('order=relevance')).toContain('expected words to be relevant to');
		expect(await detail('q=rain&order=oldest')).toBe('order=oldest: expected newest or relevance');
	});

	const tile = (z: string, x: string, y: string) => ({ params: { z, x, y } });

	it('draw places as vector tiles, and say when nothing has changed', async () => {
		const world = await filled();
		const path = '/api/tiles/places/9/314/203.mvt';
		const response = await call(world, tiles.GET, path, tile('9', '314', '203'));
		expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
		const { layers } = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
		const layer = layers.places;
		const features = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i));
		expect(features.map((feature) => [feature?.properties.id, feature?.properties.count])).toEqual([
			['gn:171944', 2],
			['gn:174506', 1],
		]);
		const [lon, lat] = (features[0]?.toGeoJSON(314, 203, 9) as GeoJSON.Feature<GeoJSON.Point>)
			.geometry.coordinates as [number, number];
		const [baghouz] = world.gazetteer.lookup('Baghouz');
		expect(lon).toBeCloseTo(baghouz?.place.point[0] ?? 0, 2);
		expect(lat).toBeCloseTo(baghouz?.place.point[1] ?? 0, 2);

		const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
		const again = { ...tile('9', '314', '203'), headers };
		expect((await call(world, tiles.GET, path, again)).status).toBe(304);
		await call(world, documents.POST, '/api/documents', asJson('POST', { text: 'Hajin fell.' }));
		expect((await call(world, tiles.GET, path, again)).status).toBe(200);
	});

	it('are empty where nothing is, and refuse what is no tile', async () => {
		const world = await filled();
		const at = (z: string, x: string, y: string) =>
			call(world, tiles.GET, `/api/tiles/places/${z}/${x}/${y}.mvt`, tile(z, x, y));
		expect((await at('9', '0', '0')).status).toBe(204);
		for (const wrong of [
			['1', '2', '0'],
			['1', '-1', '0'],
			['a', '0', '0'],
			['23', '0', '0'],
		]) {
			const response = await at(...(wrong as [string, string, string]));
			expect(response.status).toBe(400);
			expect((await response.json()).detail).toMatch(/^tile=.*expected zoom/);
		}
	});
});
