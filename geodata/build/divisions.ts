/** Natural Earth's first-level divisions as gazetteer rows, and which of them a point lies in. */
import type { Bbox, LonLat } from '../../src/lib/domain.ts';
import type { Authored } from '../../src/lib/gazetteer/supplement.ts';
import type { GazetteerRow } from '../../src/lib/gazetteer/row.ts';
import { type Areas, bboxOf, contains, countryOf, divisionId, middleOf } from './areas.ts';
import type { City } from './cities.ts';
import { labelLanguages } from './names.ts';

/** Here Natural Earth draws the second level; the first is in our own `divisions.tsv`. */
const secondLevel = new Set(['BE', 'ES', 'FR', 'GB', 'IT']);

const present = (names: readonly (string | null | undefined)[]) =>
	names.filter((name): name is string => !!name && name.length > 2);

/** `محافظة دير الزور`, `Kebbi State`: the name without the word for what it is. */
const bare = (name: string) =>
	name.replace(/^(?:محافظة|ولاية|استان|Provincie|Muhafazat|Gouvernement|Provincia de|Province of) | (?:State|Governorate|Province|Prefecture|Oblast|Krai|County|ili)$/, '');

export function divisionRows(areas: Areas): GazetteerRow[] {
	return areas.divisions.flatMap(({ properties, geometry }): GazetteerRow[] => {
		const code = countryOf(properties);
		const name = properties.name_en ?? properties.name;
		if (!name || !/^[A-Z]{2}$/.test(code)) return [];
		const record = properties as unknown as Record<string, string | null>;
		const translated = Object.keys(record)
			.filter((key) => /^name_[a-z]{2,3}$/.test(key) && key !== 'name_len' && key !== 'name_alt')
			.map((key) => record[key]);
		const names = labelLanguages.flatMap((language) => {
			const known = record[`name_${language}`]?.normalize('NFC');
			return known ? [[language, known]] : [];
		});
		const principals = present([properties.name, ...translated]);
		const others = [...(record.name_alt ?? '').split('|'), ...(record.gn_name ?? '').split('|')];
		return [
			{
				principals,
				aliases: present([
					...(code === 'IE' ? [`County ${name}`, `Co. ${name}`] : []),
					...others, record.woe_name, ...[...principals, ...others].map(bare)]),
				place: {
					id: divisionId(properties),
					name: name.normalize('NFC'),
					names: Object.fromEntries(names),
					kind: secondLevel.has(code) ? 'admin2' : 'admin1',
					point: middleOf(geometry),
					bbox: bboxOf(geometry),
					country: code,
					admin1: null,
					population: 0,
				},
			},
		];
	});
}

const within = ([west, south, east, north]: Bbox, [lon, lat]: LonLat, margin: number) =>
	lat >= south - margin &&
	lat <= north + margin &&
	(west > east || (lon >= west - margin && lon <= east + margin));

export interface DivisionFinder {
	/** By GeoNames' code where the division of that code lies there too (codes change with reforms), else by `at`. */
	of(city: City): string | null;
	/** By where a point lies; beside a coarse border, the division of its country that is next to it. */
	at(country: string, point: LonLat): string | null;
}

/** Tells the name of the first-level division of a settlement. */
export function divisionFinder(areas: Areas, authored: readonly Authored[]): DivisionFinder {
	const own = new Map(authored.map(({ division, names }) => [division, names.en]));
	const all = areas.divisions.map(({ properties, geometry }) => ({
		code: properties.gn_a1_code ?? '',
		name: (properties.name_en ?? properties.name ?? '').normalize('NFC'),
		country: countryOf(properties),
		bbox: bboxOf(geometry),
		geometry,
	}));
	const byCode = new Map(all.filter(({ code }) => code.length > 3).map((one) => [one.code, one]));
	const byCountry = Map.groupBy(all, ({ country }) => country);
	function at(country: string, point: LonLat): string | null {
		if (secondLevel.has(country)) return null;
		const candidates = (byCountry.get(country) ?? []).filter(({ bbox }) => within(bbox, point, 0.1));
		const found = candidates.find(({ geometry }) => contains(geometry, point)) ?? candidates[0];
		return found?.name || null;
	}
	return {
		of({ country, division, lon, lat }) {
			const known = own.get(`${country}.${division}`);
			if (known || secondLevel.has(country)) return known ?? null;
			const named = byCode.get(`${country}.${division}`);
			if (named && within(named.bbox, [lon, lat], 0.2)) return named.name || null;
			return at(country, [lon, lat]);
		},
		at,
	};
}
