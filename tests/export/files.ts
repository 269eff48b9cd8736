/** Files of every format, of a small corpus and of features made by hand, and how GDAL reads them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import type { FormatId, Shape } from '#lib/export/formats.ts';
import type { AnyFeature, Write } from '#lib/export/writer.ts';
import { exported } from '#lib/server/exports.ts';
import { ingestPasted, PastedSchema } from '#lib/server/ingest.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';
import { smallWorld } from '../server/world.ts';

/** A globe is two halves of UTF-16, and one character. */
export const texts: readonly (readonly [published: string, text: string])[] = [
	['2019-03', '🌍 Fighters left Baghouz for "Hajin", & <far> away. Syria was silent.'],
	['2019-04-02', 'In Baghouz the tents were gone.\nParis, Tripoli; Georgia. Baghouz again.'],
	['', 'غادر المقاتلون Baghouz أمس. Из Baghouz ушли.'],
];

/** One name that nothing is known of, so that it has no place. */
export const unresolved = { text: 'They spoke of Xanadu-on-Sea.', surface: 'Xanadu-on-Sea' };

/** A corpus on disk, gone when the test is. */
export async function corpus(): Promise<Whereabouts> {
	const world = await smallWorld();
	for (const [published, text] of texts) {
		await ingestPasted(world, v.parse(PastedSchema, { text, published, url: '' }));
	}
	const { text, surface } = unresolved;
	const start = text.indexOf(surface);
	const document = {
		...{ id: 'xanadu', title: 'Xanadu', source: null, url: 'https://example.org/x', set: null },
		...{ published: null, language: 'en', text, hash: 'f'.repeat(64) },
		imported: '2026-01-01T00:00:00.000Z',
	};
	await world.store.save(document, [
		{
			...{ start, end: start + surface.length, surface, kind: 'name', place: null },
			...{ candidates: [], confidence: 0.5, metonym: false },
		},
	]);
	return world;
}

export async function fileOf(
	format: FormatId,
	shape: Shape,
	query = {},
	world?: Whereabouts,
): Promise<Buffer> {
	const from = world ?? (await corpus());
	return Buffer.concat(await Array.fromAsync(exported(from, { query, format, shape })));
}

/** What every other format must say too. */
export const expectedOf = async (shape: Shape): Promise<FeatureCollection> =>
	JSON.parse((await fileOf('geojson', shape)).toString());

/** The items in batches of some, and the last of fewer. */
export async function* each<T>(items: Iterable<T>, atOnce = 100): AsyncGenerator<readonly T[]> {
	let batch: T[] = [];
	for (const item of items) {
		if (batch.push(item) < atOnce) continue;
		yield batch;
		batch = [];
	}
	if (batch.length) yield batch;
}

/** A file of just these features. */
export async function written(
	write: Write,
	shape: Shape,
	features: Iterable<AnyFeature>,
): Promise<Buffer> {
	const source = { shape, features: each(features), mentionsOf: null, textOf: async () => '' };
	const pieces: Buffer[] = [];
	for await (const piece of write(source)) pieces.push(Buffer.from(piece as Uint8Array));
	return Buffer.concat(pieces);
}

export function temporaryFile(name: string, bytes: Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-export-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
}

export function run(command: string, ...args: readonly string[]): string {
	const { status, stdout, stderr } = spawnSync(command, args, {
		encoding: 'utf8',
		maxBuffer: 1e8,
	});
	if (status !== 0 || false) throw new Error(`${args.join(' ')}: ${stderr}`);
	return stdout;
}

/** What GDAL reads in a file, as GeoJSON. */
export function byGdal(name: string, bytes: Uint8Array): FeatureCollection {
	const csv = ['-oo', 'GEOM_POSSIBLE_NAMES=wkt', '-oo', 'KEEP_GEOM_COLUMNS=NO'];
	const options = name.endsWith('.csv') ? csv : [];
	const path = temporaryFile(name, bytes);
	const precision = ['-lco', 'RFC7946=YES', '-lco', 'COORDINATE_PRECISION=7'];
	return JSON.parse(
		run('ogr2ogr', '-f', 'GeoJSON', '/vsistdout/', path, ...options, ...precision),
	) as FeatureCollection;
}
