/** Boxes and polygons find the features whose geometry is there, and no page hides the next. */
import fc from 'fast-check';
import type { Feature, Polygon, Position } from 'geojson';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Bbox, Document, Outline, ParsedMention, Place, PlaceKind } from '#lib/domain.ts';
import { memoryGazetteer } from '#lib/gazetteer/memory.ts';
import { meets } from '#lib/geo/meets.ts';
import { located } from '#lib/server/ogc-located.ts';
import { items, ogc } from '#lib/server/ogc.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { temporaryFolder } from '../server/world.ts';

const square = (west: number, south: number, size: number): Position[] => [
	[west, south],
	[west + size, south],
	[west + size, south + size],
	[west, south + size],
	[west, south],
];
const outlines: Readonly<Record<string, Outline>> = {
	// A land with a hole, and one in the hole.
	around: { type: 'Polygon', coordinates: [square(0, 0, 10), square(3, 3, 4).toReversed()] },
	enclosed: { type: 'Polygon', coordinates: [square(4, 4, 2)] },
	islands: {
		type: 'MultiPolygon',
		coordinates: [[square(12, 0, 1)], [square(18, 8, 1)], [square(-179, 0, 2)]],
	},
};

function place(id: string, kind: PlaceKind, point: [number, number], bbox: Bbox | null): Place {
	const names = { names: { en: id }, name: id };
	return { id, ...names, kind, point, bbox, country: null, admin1: null, population: 0 };
}

const areas = [
	place('around', 'country', [1, 1], [0, 0, 10, 10]),
	// Its box is that of its outline.
	place('enclosed', 'country', [5, 5], null),
	place('islands', 'region', [12.5, 0.5], [12, 0, -177, 9]),
	// A box, but no outline: its feature is a point.
	place('vague', 'region', [8, 8], [5, 5, 20, 15]),
];
const points = Array.from({ length: 12 }, (_, i) =>
	place(`p${String(i).padStart(2, '0')}`, 'settlement', [(i * 7) % 20, (i * 5) % 10], null),
);
/** In the corpus of an older gazetteer, where it was an area. */
const forgotten = place('forgotten', 'region', [2, 12], [0, 0, 20, 15]);

async function world(): Promise<Whereabouts> {
	const gazetteer = memoryGazetteer(
		[...areas, ...points].map((one) => ({ place: one })),
		outlines,
	);
	const store = await openSqlite(temporaryFolder(), { outline: (id) => gazetteer.outline(id) });
	onTestFinished(() => store.close());
	const text = 'x '.repeat(100);
	const mention = (one: Place | null, i: number): ParsedMention => ({
		...{ start: i * 2, end: i * 2 + 1, surface: 'x', kind: 'name', place: one, candidates: [] },
		...{ confidence: 1, metonym: false },
	});
	const document = (id: string): Document => ({
		...{ id, title: id, source: null, url: null, published: null, set: null },
		...{ language: 'en', text, hash: id, imported: '2020-01-01T00:00:00Z' },
	});
	const named = [...areas, ...points, forgotten, null];
	await store.saveAll([
		{ document: document('all'), mentions: named.map(mention) },
		{ document: document('areas'), mentions: [areas[0] ?? null, null].map(mention) },
		{ document: document('none'), mentions: [] },
	]);
	const geoparse = () => Promise.reject(new Error('Nothing is imported here.'));
	return { store, gazetteer, geoparse, close: () => store.close() };
}

interface Page {
	readonly features: readonly Feature[];
	readonly links: readonly { readonly rel: string; readonly href: string }[];
}

async function ask(whereabouts: Whereabouts, url: URL, id: string): Promise<Page> {
	const event = { url, request: new Request(url), params: { id }, locals: { whereabouts } };
	const response = await ogc(items)(event);
	const body = await response.json();
	expect(response.status, body.detail).toBe(200);
	return body;
}

/** All that a client finds who stops, as GDAL does, at a page without features. */
async function read(whereabouts: Whereabouts, id: string, asked: Record<string, string> = {}) {
	const found: Feature[] = [];
	let url: URL | null = new URL(`http://127.0.0.1/ogc/collections/${id}/items`);
	url.search = new URLSearchParams({ limit: '2', ...asked }).toString();
	while (url) {
		const page: Page = await ask(whereabouts, url, id);
		if (!page.features.length) break;
		found.push(...page.features);
		const next = page.links.find(({ rel }) => rel === 'next');
		url = next ? new URL(next.href) : null;
	}
	return found;
}

const ids = (features: readonly Feature[]) => features.map(({ id }) => id).sort();
const degrees = fc.integer({ min: -2, max: 42 }).map((n) => n / 2);
const box = fc
	.tuple(degrees, degrees, degrees, degrees)
	.map(([a, b, c, d]): Bbox => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
const triangle = fc
	.tuple(fc.tuple(degrees, degrees), fc.tuple(degrees, degrees), fc.tuple(degrees, degrees))
	.filter(([[ax, ay], [bx, by], [cx, cy]]) => (bx - ax) * (cy - ay) !== (by - ay) * (cx - ax))
	.map(([a, b, c]): Polygon => ({ type: 'Polygon', coordinates: [[a, b, c, a]] }));
const written = ({ coordinates: [ring = []] }: Polygon) =>
	`POLYGON((${ring.map((one) => one.join(' ')).join(', ')}))`;

describe.each(['places', 'mentions'])('%s', (collection) => {
	it('are found in a box by their geometry, asked as a box or by a filter', async () => {
		const from = await world();
		const all = await read(from, collection);
		expect(all.length).toBe(collection === 'places' ? 17 : 20);
		const boxes = fc.oneof(box, fc.constantFrom<Bbox>([170, -1, -178, 1], [-180, -90, 180, 90]));
		await fc.assert(
			fc.asyncProperty(boxes, async (bbox) => {
				const isThere = ({ geometry }: Feature) => geometry !== null && meets(geometry, bbox);
				// What is nowhere is in every box, but meets none.
				expect(ids(await read(from, collection, { bbox: bbox.join(',') }))).toEqual(
					ids(all.filter((one) => one.geometry === null || isThere(one))),
				);
				// Of what the gazetteer has forgotten, a filter knows the box.
				const known = ({ properties }: Feature) =>
					(properties?.place ?? properties?.id) !== forgotten.id;
				const there = `S_INTERSECTS(geometry, BBOX(${bbox.join(',')}))`;
				const inside = (await read(from, collection, { filter: there })).filter(known);
				expect(ids(inside)).toEqual(ids(all.filter(isThere).filter(known)));
				const elsewhere = all.filter((one) => one.geometry && !isThere(one)).filter(known);
				const outside = await read(from, collection, { filter: `NOT ${there}` });
				expect(ids(outside.filter(known))).toEqual(ids(elsewhere));
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	it('are found in a polygon by their geometry', async () => {
		const from = await world();
		const all = await read(from, collection);
		await fc.assert(
			fc.asyncProperty(triangle, async (polygon) => {
				const isThere = ({ geometry }: Feature) => geometry !== null && meets(geometry, polygon);
				const there = `S_INTERSECTS(geometry, ${written(polygon)})`;
				expect(ids(await read(from, collection, { filter: there }))).toEqual(
					ids(all.filter(isThere)),
				);
				const elsewhere = all.filter((one) => one.geometry && !isThere(one));
				expect(ids(await read(from, collection, { filter: `NOT ${there}` }))).toEqual(
					ids(elsewhere),
				);
			}),
			{ numRuns: 60 },
		);
	}, 60_000);
});

describe('documents', () => {
	it('are where a place is that they name', async () => {
		const from = await world();
		const at = (where: string) =>
			read(from, 'documents', { filter: `S_INTERSECTS(geometry, ${where})` });
		expect(ids(await at('BBOX(1, 1, 2, 2)'))).toEqual(['all', 'areas']);
		expect(ids(await at('POLYGON((3.5 3.5, 4.5 3.5, 4.5 4.5, 3.5 3.5))'))).toEqual(['all']);
		expect(ids(await at('BBOX(60, 60, 61, 61)'))).toEqual([]);
		// One that names no place is nowhere, and so in every box.
		const boxed = (bbox: string) => read(from, 'documents', { bbox });
		expect(ids(await boxed('1,1,2,2'))).toEqual(['all', 'areas', 'none']);
		expect(ids(await boxed('60,60,61,61'))).toEqual(['none']);
	});
});

it('takes as many conditions as it promises', async () => {
	const from = await world();
	const filter = Array(500).fill("name='p01'").join(' OR ');
	expect(ids(await read(from, 'places', { filter }))).toEqual(['p01']);
	const both = Array(500).fill("id<>'p01'").join(' AND ');
	expect(await read(from, 'places', { filter: both })).toHaveLength(16);
});

it('refuses a polygon with more places than a database can be told of', async () => {
	const from = await world();
	const page = { items: Array(5000).fill({ place: points[0] }), next: 'more' };
	const store = { ...from.store, placePage: () => Promise.resolve(page) } as typeof from.store;
	const [lon = 0, lat = 0] = points[0]?.point ?? [];
	const area: Polygon = { type: 'Polygon', coordinates: [square(lon - 1, lat - 1, 2)] };
	const asked = located({ ...from, store }, 'places', { op: 'intersects', area });
	await expect(asked).rejects.toThrow(/^filter=S_INTERSECTS: expected areas with at most 20000/);
});
