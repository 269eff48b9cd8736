/** How a format writes: features come in as they are read, some at once; pieces of the file go out. */
import type { Feature, Geometry } from 'geojson';
import type { Bbox } from '#lib/domain.ts';
import type { MentionProperties } from '#lib/geo/features.ts';
import type { Shape } from './formats.ts';

export type AnyFeature = Feature<Geometry | null>;

/** What is read together: to wait for each by itself takes longer than to write it. */
export type Batches<T> = AsyncIterable<readonly T[]>;

export interface Source {
	readonly shape: Shape;
	readonly features: Batches<AnyFeature>;
	/** The mentions of a place, some at once: a capital has a million. Null where they are not asked for. */
	readonly mentionsOf: ((placeId: string) => Batches<MentionProperties>) | null;
	/** The text of a document that a mention's feature names. */
	readonly textOf: (documentId: string) => Promise<string>;
}

export type Write = (source: Source) => AsyncIterable<string | Uint8Array>;

/** How a format writes whose features stand by themselves. */
export interface Plain {
	readonly head: (shape: Shape) => string | Uint8Array;
	readonly some: (features: readonly AnyFeature[], shape: Shape) => string | Uint8Array;
	/** Stands between what was written apart. */
	readonly separator: string;
	/** @param box around all geometries, where the format tells it */
	readonly tail: (box: Bbox | null) => string;
}

/** Writes a format of which nothing but its features is to be known. */
export const writePlain = ({ head, some, separator, tail }: Plain): Write =>
	async function* ({ features, shape }) {
		yield head(shape);
		let before = '';
		for await (const batch of features) {
			if (before) yield before;
			yield some(batch, shape);
			before = separator;
		}
		yield tail(null);
	};

/** A column of a table of features. */
export interface Column {
	readonly name: string;
	readonly type: 'text' | 'integer' | 'real';
}

const text = (...names: readonly string[]): Column[] =>
	names.map((name) => ({ name, type: 'text' }));
const integer = (...names: readonly string[]): Column[] =>
	names.map((name) => ({ name, type: 'integer' }));
const real = (...names: readonly string[]): Column[] =>
	names.map((name) => ({ name, type: 'real' }));

/** The properties of features as columns; lists inside them are left to formats that have such. */
export const columns: Readonly<Record<Shape, readonly Column[]>> = {
	places: [
		// Names by language, as JSON.
		...text('id', 'name', 'names', 'kind', 'country', 'admin1'),
		...integer('population', 'mentionCount', 'documentCount'),
		...real('lon', 'lat'),
	],
	mentions: [
		...text('id', 'surface', 'kind'),
		...real('confidence'),
		...text('status', 'excerpt', 'place', 'placeName', 'placeKind', 'country', 'document', 'title'),
		...text('source', 'url', 'published'),
		...integer('start', 'end'),
		...real('lon', 'lat'),
	],
};

/** A feature's value in a column; null where it has none. */
export function valueOf(
	{ id, properties }: AnyFeature,
	{ name, type }: Column,
): string | number | null {
	const value: unknown = name === 'id' ? id : properties?.[name];
	if (value === null || value === undefined) return null;
	if (type !== 'text') return Number(value);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
