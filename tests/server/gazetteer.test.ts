import check from '@placemarkio/check-geojson';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Outline } from '#lib/domain.ts';
import { loadGazetteer } from '#lib/server/gazetteer.ts';

const world = loadGazetteer();
const idsOf = (name: string) => world.lookup(name).map(({ place }) => place.id);
const principal = (name: string, id: string) =>
	world.lookup(name).find(({ place }) => place.id === id)?.principal;

describe('the gazetteer of the world', () => {
	it.each([
		['Baghouz', 'gn:171944'],
		['al-Baghuz', 'gn:171944'],
		['الباغوز', 'gn:171944'],
		['Baghuz Fawqani', 'gn:171943'],
		['Hajin', 'gn:174506'],
		['هجين', 'gn:174506'],
		['Deir Ezzor', 'gn:170794'],
		['Al-Qaim', 'gn:92138'],
		['Al-Omar', 'wa:al-omar-field'],
		['Verenigde Staten', 'iso:US'],
		['VS', 'iso:US'],
		['U.S.', 'iso:US'],
		['VAE', 'iso:AE'],
		['UK', 'iso:GB'],
		['Syrië', 'iso:SY'],
		['سورية', 'iso:SY'],
		['Türkiye', 'iso:TR'],
		['Turkije', 'iso:TR'],
		['Egypte', 'iso:EG'],
		['Tsjechië', 'iso:CZ'],
		['Kosovo', 'iso:XK'],
		['Réunion', 'iso:RE'],
		['Wit-Rusland', 'iso:BY'],
		['Parijs', 'gn:2988507'],
		['Παρίσι', 'gn:2988507'],
		['Москва', 'gn:524901'],
		['東京', 'gn:1850147'],
		['İstanbul', 'gn:745044'],
		['Athína', 'gn:264371'],
		['New York', 'gn:5128581'],
		['New York', 'ne:USA-3559'],
		['Georgia', 'ne:USA-3543'],
		['Georgië', 'iso:GE'],
		['Schotland', 'wa:scotland'],
		['Bretagne', 'wa:bretagne'],
		['Midden-Oosten', 'wa:middle-east'],
		['Moyen-Orient', 'wa:middle-east'],
		['Koerdistan', 'wa:kurdistan'],
		['Darfoer', 'wa:darfur'],
		['Eufraat', 'wa:euphrates'],
		['Fırat', 'wa:euphrates'],
		['Middellandse Zee', 'wa:mediterranean'],
		['Hoorn van Afrika', 'wa:horn-of-africa'],
		['Ky.', 'ne:USA-3548'],
		['KY', 'ne:USA-3548'],
		['W. Va.', 'ne:USA-3554'],
		['B.C.', 'ne:CAN-633'],
		['Qld', 'ne:AUS-2657'],
		['NRW', 'ne:DEU-1572'],
		['UE', 'wa:eu'],
		['UdSSR', 'wa:soviet-union'],
		['RDC', 'iso:CD'],
		['Co. Cork', 'ne:IRL-78'],
		['Hong Kong', 'iso:HK'],
		['Bosnia and Herzegovina', 'iso:BA'],
		['Gazastrook', 'wa:gaza-strip'],
		['Westelijke Jordaanoever', 'wa:west-bank'],
	])('knows %s as %s', (name, id) => {
		expect(idsOf(name)).toContain(id);
	});

	it.each(['Tripoli', 'Paris', 'London', 'Moscow', 'Reading', 'Nice', 'San José'])(
		'knows more than one %s',
		(name) => {
			expect(idsOf(name).length).toBeGreaterThan(1);
		},
	);

	it('tells principal names from minor ones', () => {
		expect(principal('Parijs', 'gn:2988507')).toBe(true);
		expect(principal('Pantruche', 'gn:2988507')).toBe(false);
		expect(principal('Syrië', 'iso:SY')).toBe(true);
		expect(principal('VS', 'iso:US')).toBe(false);
		expect(principal('EE. UU.', 'iso:US')).toBe(false);
		expect(principal('Miss.', 'ne:USA-3544')).toBe(false);
		expect(principal('Москва', 'gn:524901')).toBe(true);
	});

	it('knows no airport codes, numbers or letter-by-letter transcriptions', () => {
		for (const name of ['DXB', 'ba li', '9', '75000']) expect(idsOf(name)).toEqual([]);
	});

	it('puts countries and continents where GeoNames puts them, divisions in their middle', () => {
		expect(world.byId('iso:SY')?.point).toEqual([38, 35]);
		expect(world.byId('iso:NE')?.point).toEqual([9, 18]);
		expect(world.byId('wa:africa')?.point).toEqual([21.09375, 7.1881]);
		const [lon = 0, lat = 0] = world.byId('ne:USA-3522')?.point ?? [];
		expect(lon).toBeCloseTo(-105.55, 1);
		expect(lat).toBeCloseTo(39, 1);
	});

	it('puts Baghouz in Syria, where it is', () => {
		expect(world.byId('gn:171944')).toMatchObject({
			country: 'SY',
			admin1: 'Deir ez-Zor',
			point: [40.99226, 34.43221],
		});
		expect(world.byId('gn:92138')).toMatchObject({ country: 'IQ', admin1: 'Al Anbar' });
	});

	it('gives settlements the division of their time, not one whose code is the same by chance', () => {
		expect(world.byId('gn:2988507')?.admin1).toBe('Île-de-France');
		expect(world.byId('gn:2990440')?.admin1).toBe("Provence-Alpes-Côte d'Azur");
		expect(world.byId('gn:2643743')?.admin1).toBe('England');
		expect(world.byId('gn:2759794')?.admin1).toBe('North Holland');
	});

	it('knows the counties of the United States, and in which state they lie', () => {
		const county = world.lookup('Fairfax Co.').find(({ place }) => place.id === 'us:51059');
		expect(county?.place).toMatchObject({
			name: 'Fairfax County',
			kind: 'admin2',
			country: 'US',
			admin1: 'Virginia',
		});
		expect(idsOf('Saint Clair County')).toContain('us:26147');
		expect(principal('Fairfax', 'us:51059')).toBe(false);
		expect(idsOf('Tangipahoa Parish')).toEqual(['us:22105']);
		expect(idsOf('Bethel Census Area')).toEqual(['us:02050']);
		// A city that belongs to no county is a settlement.
		expect(idsOf('Baltimore')).not.toContain('us:24510');
	});

	it('forgives slips of the pen and other transliterations', () => {
		const fuzzy = (name: string) => world.fuzzy(name, 5).map(({ place }) => place.id);
		expect(fuzzy('Baghuus')).toContain('gn:171944');
		expect(fuzzy('Dayr al-Zawr')).toContain('gn:170794');
		expect(fuzzy('Amstrdam')[0]).toBe('gn:2759794');
	});

	it('goes on reading where a name may go on', () => {
		for (const prefix of ['Deir', 'Verenigde', 'Verenigde Arabische', 'Middellandse']) {
			expect(world.hasPrefix(prefix)).toBe(true);
		}
		expect(world.hasPrefix('Tahrir Institute for')).toBe(false);
	});

	it('suggests what is best known', () => {
		const names = (prefix: string) => world.suggest(prefix, 5).map(({ id }) => id);
		expect(names('baghouz')[0]).toBe('gn:171944');
		expect(names('Syr')[0]).toBe('iso:SY');
		expect(names('amst')[0]).toBe('gn:2759794');
	});
});

/** Every ring closed, outer ones counterclockwise, and inside the world. */
function faultsOf(outline: Outline): string[] {
	const polygons =
		outline.type === 'Polygon' ? [outline.coordinates] : (outline.coordinates as Position[][][]);
	return polygons.flatMap((rings) =>
		rings.flatMap((ring, i) => {
			const [first, last] = [ring[0], ring.at(-1)];
			if (ring.length < 4 || first?.join() !== last?.join()) return ['open'];
			const area = ring.reduce((sum, [x = 0, y = 0], at) => {
				const [u = 0, v = 0] = ring[(at + 1) % ring.length] ?? [];
				return sum + x * v - u * y;
			}, 0);
			const outside = ring.some(([x = 0, y = 0]) => Math.abs(x) > 180 || Math.abs(y) > 90);
			if (outside) return ['outside the world'];
			return area > 0 === (i === 0) ? [] : ['left-handed'];
		}),
	);
}

describe('the outlines of the world', () => {
	it.each(
		'SY IQ TR EG LY NL FR US RU GB XK PS VA MC NR FJ UA'.split(' ').map((code) => `iso:${code}`),
	)('%s is valid GeoJSON', (id) => {
		const outline = world.outline(id);
		if (!outline) throw new Error(`no outline of ${id}`);
		expect(faultsOf(outline)).toEqual([]);
		expect(() => check.check(JSON.stringify(outline))).not.toThrow();
	});

	it.each([
		'ne:SYR-142',
		'ne:USA-3543',
		'us:51059',
		'wa:scotland',
		'wa:darfur',
		'wa:scandinavia',
		'wa:gaza-strip',
	])('%s has one too', (id) => {
		const outline = world.outline(id);
		expect(outline && faultsOf(outline)).toEqual([]);
	});

	it.each(['gn:171944', 'wa:sahel', 'wa:euphrates', 'nothing'])('%s has none', (id) => {
		expect(world.outline(id)).toBeNull();
	});

	it('keep France in Europe, the Netherlands out of the Caribbean, and Russia in one box', () => {
		expect(world.byId('iso:FR')?.bbox?.[0]).toBeGreaterThan(-6);
		expect(world.byId('iso:NL')?.bbox?.[1]).toBeGreaterThan(50);
		const [west = 0, , east = 0] = world.byId('iso:RU')?.bbox ?? [];
		expect(west).toBeGreaterThan(15);
		expect(east).toBeLessThan(-165);
	});
});
