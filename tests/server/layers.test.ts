import { check } from '@placemarkio/check-geojson';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import * as v from 'valibot';
import * as layers from '../../src/routes/api/layers/+server.ts';
import * as layer from '../../src/routes/api/layers/[id]/+server.ts';
import * as features from '../../src/routes/api/layers/[id]/features.geojson/+server.ts';
import * as feature from '../../src/routes/api/layers/[id]/features/[number]/+server.ts';
import * as restoring from '../../src/routes/api/layers/[id]/restore/+server.ts';
import * as places from '../../src/routes/api/places.geojson/+server.ts';
import { smallWorld } from './world.ts';

const gpx = `<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
	<wpt lat="34.46" lon="40.95"><name>Post 3</name></wpt>
	<wpt lat="34.7" lon="40.83"><name>Post 4</name></wpt></gpx>`;

function call(
	whereabouts: Whereabouts,
	handler: unknown,
	params: Record<string, string> = {},
	init: RequestInit = {},
	path = '/api/layers',
): Promise<Response> {
	const url = new URL(path, 'http://127.0.0.1:4173');
	const event = { url, request: new Request(url, init), params, locals: { whereabouts } };
	return Promise.resolve((handler as RequestHandler)(event as unknown as RequestEvent));
}

function sent(...files: readonly (readonly [name: string, content: string])[]): RequestInit {
	const body = new FormData();
	for (const [name, content] of files) body.append('file', new File([content], name));
	return { method: 'POST', body };
}

const asJson = (body: unknown): RequestInit => ({
	method: 'PATCH',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

it('takes a file in once, as a layer that is drawn, asked and told again', async () => {
	const world = await smallWorld();
	const text = 'Fighters left Baghouz for Hajin. Syria was silent.';
	await ingestPasted(world, v.parse(PastedSchema, { text }));
	const added = await call(world, layers.POST, {}, sent(['posts.gpx', gpx]));
	expect(added.status).toBe(201);
	const { id, ...made } = await added.json();
	expect(made).toMatchObject({ name: 'posts', features: 2, shown: true, colour: '#1b9e77' });
	expect(made.bbox).toEqual([40.83, 34.46, 40.95, 34.7]);
	const again = await call(world, layers.POST, {}, sent(['posts.gpx', gpx]));
	expect([again.status, (await again.json()).id]).toEqual([200, id]);
	expect((await (await call(world, layers.GET)).json()).layers).toHaveLength(1);

	const drawn = check(await (await call(world, features.GET, { id })).text());
	expect(drawn).toMatchObject({ features: [{ id: 0, properties: { name: 'Post 3' } }, { id: 1 }] });
	const one = await call(world, feature.GET, { id, number: '1' });
	expect(await one.json()).toMatchObject({ id: 1, geometry: { coordinates: [40.83, 34.7] } });
	const near = await call(world, places.GET, {}, {}, `/api/places.geojson?around=${id},0,5`);
	expect(
		(await near.json()).features.map((each: GeoJSON.Feature) => each.properties?.name),
	).toEqual(['Syria', 'Baghouz']);
});

it('refuses what cannot be drawn by its name and reason, and keeps nothing', async () => {
	const world = await smallWorld();
	const refused = await call(world, layers.POST, {}, sent(['a.kml', '<gpx/>']));
	expect(refused.status).toBe(422);
	expect((await refused.json()).detail).toBe('a.kml is not KML: its first element is <gpx>.');
	const two = await call(world, layers.POST, {}, sent(['a.gpx', gpx], ['b.gpx', gpx]));
	expect((await two.json()).detail).toBe('file: expected one file.');
	expect((await (await call(world, layers.GET)).json()).layers).toEqual([]);
	const nowhere = await call(world, places.GET, {}, {}, '/api/places.geojson?around=none,0,5');
	expect([nowhere.status, (await nowhere.json()).detail]).toEqual([
		400,
		'around=none,0,5: there is no such layer or feature',
	]);
});

it('changes a layer, and takes it away for as long as nobody wants it back', async () => {
	const world = await smallWorld();
	const { id } = await (await call(world, layers.POST, {}, sent(['a.gpx', gpx]))).json();
	const changed = await call(world, layer.PATCH, { id }, asJson({ name: 'Posts', shown: false }));
	expect(await changed.json()).toMatchObject({ id, name: 'Posts', shown: false });
	const wrong = await call(world, layer.PATCH, { id }, asJson({ colour: 'red' }));
	expect((await wrong.json()).detail).toBe('colour: expected a colour such as #1b9e77');
	expect((await call(world, layer.DELETE, { id })).status).toBe(204);
	for (const handler of [layer.DELETE, features.GET, feature.GET]) {
		expect((await call(world, handler, { id, number: '0' })).status).toBe(404);
	}
	expect((await call(world, restoring.POST, { id })).status).toBe(204);
	expect((await call(world, features.GET, { id })).status).toBe(200);
	expect((await call(world, feature.GET, { id, number: 'x' })).status).toBe(404);
});
