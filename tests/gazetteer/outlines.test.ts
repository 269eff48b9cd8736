import { describe, expect, it } from 'vitest';
import { encodeOutlines, openOutlines } from '#lib/gazetteer/outlines.ts';

/** Two squares that share a side, and a lake in the western one. */
const lines = [
	[
		[1, 0],
		[1, 1],
	],
	[
		[1, 1],
		[0, 1],
		[0, 0],
		[1, 0],
	],
	[
		[1, 0],
		[2, 0],
		[2, 1],
		[1, 1],
	],
	[
		[0.2, 0.2],
		[0.4, 0.2],
		[0.4, 0.4],
		[0.2, 0.2],
	],
	[
		[5, 5],
		[5, 5],
	],
];
const outline = openOutlines(
	encodeOutlines(lines, [
		{ id: 'wa:west', polygons: [[[0, 1], [3]]] },
		{ id: 'wa:east', polygons: [[[~0, 2]]] },
		{ id: 'wa:both', polygons: [[[1, 2], [3]], [[4]]] },
		{ id: 'wa:apart', polygons: [[[0, 1]], [[3]]] },
		{ id: 'wa:nothing', polygons: [[[4]]] },
	]),
);

describe('outlines', () => {
	it('join lines forwards and backwards into closed rings by the right-hand rule', () => {
		expect(outline('wa:west')).toEqual({
			type: 'Polygon',
			coordinates: [
				[
					[1, 0],
					[1, 1],
					[0, 1],
					[0, 0],
					[1, 0],
				],
				[
					[0.2, 0.2],
					[0.4, 0.4],
					[0.4, 0.2],
					[0.2, 0.2],
				],
			],
		});
		const [ring] = outline('wa:east')?.coordinates ?? [];
		expect(ring?.[0]).toEqual(ring?.at(-1));
	});

	it('leave out parts without area', () => {
		expect(outline('wa:both')?.type).toBe('Polygon');
		expect(outline('wa:apart')?.type).toBe('MultiPolygon');
		expect(outline('wa:nothing')).toBeNull();
	});

	it('are null for what they do not know', () => {
		expect(outline('gn:171944')).toBeNull();
	});

	it('do not depend on the order they were written in', () => {
		const areas = ['b', 'a', 'c'].map((id) => ({ id, polygons: [[[0, 1]]] }));
		expect(encodeOutlines(lines, areas)).toEqual(encodeOutlines(lines, areas.toReversed()));
	});
});
