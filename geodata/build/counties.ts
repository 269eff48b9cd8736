/** The counties of the United States, and what stands for them, as gazetteer rows. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { merge, type Piece, type Topology } from 'topojson-client';
import type { GazetteerRow } from '../../src/lib/gazetteer/row.ts';
import { type Areas, bboxOf, pointOn } from './areas.ts';

interface Unit extends Piece {
	/** FIPS code: two digits of the state, three of the county. */
	readonly id: string;
	readonly properties: { readonly name: string };
}

/** The District of Columbia is a division, not a county; Puerto Rico and the territories have their towns. */
const without = new Set(['11', '60', '66', '69', '72', '78']);

/** Alaska has boroughs, save two towns that are their own, and areas of the census where there is none. */
const municipalities = new Set(['Anchorage', 'Skagway']);
const censusAreas = new Set([
	'Aleutians West',
	'Bethel',
	'Dillingham',
	'Hoonah-Angoon',
	'Kusilvak',
	'Nome',
	'Prince of Wales-Hyder',
	'Southeast Fairbanks',
	'Valdez-Cordova',
	'Yukon-Koyukuk',
]);

function kindOf(state: string, name: string): string {
	if (state === '22') return 'Parish';
	if (state !== '02') return 'County';
	if (municipalities.has(name)) return 'Municipality';
	return censusAreas.has(name) ? 'Census Area' : 'Borough';
}

/** From 510 on the codes are of cities that belong to no county: settlements, which GeoNames has. */
const isCity = ({ id }: Unit) => Number(id.slice(2)) >= 510;

const idOf = ({ id }: Unit) => `us:${id}`;
const stateOf = ({ id }: Unit) => id.slice(0, 2);

/** `St. Clair` is also written in full. */
const spelled = (name: string) =>
	name.replace(/^Ste\. /, 'Sainte ').replace(/^St\. /, 'Saint ');

export function countyRows(areas: Areas): GazetteerRow[] {
	const path = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json');
	const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology;
	const unitsOf = (name: string) =>
		(atlas.objects[name]?.geometries ?? []) as readonly Unit[];
	const states = new Map(unitsOf('states').map(({ id, properties }) => [id, properties.name]));
	const counties = unitsOf('counties').filter((unit) => !without.has(stateOf(unit)) && !isCity(unit));
	areas.include(atlas, new Map(counties.map((unit) => [idOf(unit), unit])));
	return counties.map((unit): GazetteerRow => {
		const bare = unit.properties.name;
		const kind = kindOf(stateOf(unit), bare);
		const name = `${bare} ${kind}`;
		const aliases = [bare, ...(kind === 'County' ? [`${bare} Co.`] : [])];
		const area = merge(atlas, [unit]);
		return {
			principals: [spelled(name)],
			aliases: [...aliases, ...aliases.map(spelled)],
			place: {
				id: idOf(unit),
				name,
				names: { en: name },
				kind: 'admin2',
				point: pointOn(area),
				bbox: bboxOf(area),
				country: 'US',
				admin1: states.get(stateOf(unit)) ?? null,
				population: 0,
			},
		};
	});
}
