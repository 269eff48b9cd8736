/** Layers that analysts brought along, in SQL that both stores understand. */
import type { Geometry } from 'geojson';
import type { Layer, LayerFeature } from '#lib/domain.ts';
import type { LayerChange, Page, SaveOutcome } from './port.ts';
import { after, pageOf } from './rows.ts';
import { all, type Row, type Sql } from './sql.ts';

const pageSize = 1000;

const asLayer = (row: Row): Layer => ({
	id: String(row.id),
	name: String(row.name),
	colour: String(row.colour),
	shown: Number(row.shown) === 1,
	features: Number(row.features),
	bbox: [Number(row.west), Number(row.south), Number(row.east), Number(row.north)],
	added: String(row.added),
});

function asRow({ bbox: [west, south, east, north], shown, ...layer }: Layer): Row {
	return { ...layer, shown: Number(shown), west, south, east, north };
}

const asFeature = ({ number, name, properties, geometry }: Row): LayerFeature => ({
	number: Number(number),
	name: name === null || name === undefined ? null : String(name),
	properties: JSON.parse(String(properties)) as LayerFeature['properties'],
	geometry: JSON.parse(String(geometry)) as Geometry,
});

const there = 'id = ? and removed is null';

export async function readLayers(sql: Sql): Promise<Layer[]> {
	const rows = await sql.all('select * from layer where removed is null order by added, id');
	return rows.map(asLayer);
}

async function readLayer(sql: Sql, id: string): Promise<Layer | null> {
	const row = await sql.one(`select * from layer where ${there}`, [id]);
	return row ? asLayer(row) : null;
}

export async function saveLayer(
	sql: Sql,
	layer: Layer,
	features: readonly LayerFeature[],
): Promise<SaveOutcome> {
	if (await readLayer(sql, layer.id)) return 'duplicate';
	await sql.run('delete from layer_feature where layer_id = ?', [layer.id]);
	await sql.run('delete from layer where id = ?', [layer.id]);
	const row = asRow(layer);
	await sql.add('layer', Object.keys(row), [row]);
	await sql.add(
		'layer_feature',
		['layer_id', 'number', 'name', 'properties', 'geometry'],
		features.map(({ number, name, properties, geometry }) => ({
			...{ layer_id: layer.id, number, name },
			...{ properties: JSON.stringify(properties), geometry: JSON.stringify(geometry) },
		})),
	);
	return 'added';
}

export async function readFeatures(
	sql: Sql,
	id: string,
	cursor?: string,
): Promise<Page<LayerFeature> | null> {
	if (!(await readLayer(sql, id))) return null;
	const { sql: from, values } = all(after.feature(cursor));
	const rows = await sql.all(
		`select number, name, properties, geometry from layer_feature
		where layer_id = ? and ${from} order by number limit ?`,
		[id, ...values, pageSize + 1],
	);
	return pageOf(rows.map(asFeature), pageSize, ({ number }) => [number]);
}

export async function readFeature(
	sql: Sql,
	id: string,
	number: number,
): Promise<LayerFeature | null> {
	if (!(await readLayer(sql, id))) return null;
	const row = await sql.one(
		`select number, name, properties, geometry from layer_feature
		where layer_id = ? and number = ?`,
		[id, number],
	);
	return row ? asFeature(row) : null;
}

export async function changeLayer(
	sql: Sql,
	id: string,
	change: LayerChange,
): Promise<Layer | null> {
	const layer = await readLayer(sql, id);
	if (!layer) return null;
	const changed = { ...layer, ...change };
	await sql.run('update layer set name = ?, colour = ?, shown = ? where id = ?', [
		changed.name,
		changed.colour,
		Number(changed.shown),
		id,
	]);
	return changed;
}

export async function removeLayer(sql: Sql, id: string, now: Date): Promise<boolean> {
	const values = [now.toISOString(), id];
	return (await sql.run(`update layer set removed = ? where ${there}`, values)) > 0;
}

export async function restoreLayer(sql: Sql, id: string): Promise<boolean> {
	const values = [id];
	return (
		(await sql.run(
			'update layer set removed = null where id = ? and removed is not null',
			values,
		)) > 0
	);
}
