import { expect, it } from 'vitest';
import { GET } from '../../src/routes/basemap/[file]/+server.ts';

/** Answers as the route would; a thrown `error(...)` of SvelteKit counts as its status. */
async function get(file: string, headers: Record<string, string> = {}): Promise<Response> {
	const request = new Request(`http://localhost/basemap/${file}`, { headers });
	const event = { params: { file }, request } as unknown as Parameters<typeof GET>[0];
	try {
		return await GET(event);
	} catch (thrown) {
		return new Response(null, { status: (thrown as { status: number }).status });
	}
}

it('hands out the bytes that were asked for', async () => {
	const answer = await get('world.pmtiles', { range: 'bytes=0-6' });
	expect(answer.status).toBe(206);
	expect(answer.headers.get('content-range')).toMatch(/^bytes 0-6\/\d+$/);
	expect(answer.headers.get('content-length')).toBe('7');
	expect(await answer.text()).toBe('PMTiles');
});

it('says when the reader already has the file', async () => {
	const etag = (await get('world.pmtiles', { range: 'bytes=0-0' })).headers.get('etag') as string;
	expect((await get('world.pmtiles', { 'if-none-match': etag })).status).toBe(304);
	const stale = await get('world.pmtiles', { range: 'bytes=0-0', 'if-range': '"older"' });
	expect(stale.status).toBe(200);
	await stale.body?.cancel();
	const fresh = await get('world.pmtiles', { range: 'bytes=0-0', 'if-range': etag });
	expect(fresh.status).toBe(206);
	await fresh.body?.cancel();
});

it('refuses bytes beyond the end', async () => {
	expect((await get('world.pmtiles', { range: 'bytes=999999999-' })).status).toBe(416);
});

it.each(['../places/syria.geojson', '..%2f..%2fpackage.json', 'seas.tsv', 'none.pmtiles', ''])(
	'gives away no other file: %s',
	async (file) => {
		expect((await get(file)).status).toBe(404);
	},
);
