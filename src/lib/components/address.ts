/** What the address bar holds, so that a pasted link shows the same screen. */
import type { LonLat, Query } from '#lib/domain.ts';
import { type Camera, formatCamera, parseCamera } from '#lib/map/camera.ts';
import type { ScreenLanguage } from '#lib/messages/texts.svelte.ts';
import { formatQuery, parseQuery } from '#lib/query.ts';

export const languages = ['en', 'nl'] as const satisfies readonly ScreenLanguage[];

/** What can be narrowed to one value, in the order in which it is offered. */
export const filterNames = ['language', 'source', 'set', 'country', 'kind', 'status'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Pick<Query, FilterName>;

export const radiusKm = { least: 1, most: 2000, usual: 200 } as const;

export interface Address {
	/** Of the interface; null leaves it to the browser's. */
	readonly lang: ScreenLanguage | null;
	readonly camera: Camera | null;
	readonly globe: boolean;
	/** Ids of what is selected. */
	readonly place: string | null;
	readonly document: string | null;
	readonly mention: string | null;
	/** Around which point, how far; `nearest` asks for so many places, however far. */
	readonly near: { readonly point: LonLat; readonly km: number } | null;
	readonly nearest: number | null;
	/** Around which feature of a layer, how far; 0 km asks for what is inside it. */
	readonly around: NonNullable<Query['around']> | null;
	/** Words that documents must contain. */
	readonly words: string | null;
	/** Are documents with these words listed by how much they say of them? */
	readonly best: boolean;
	/** When documents were published. */
	readonly datetime: NonNullable<Query['datetime']> | null;
	/** What documents and their mentions are narrowed to. */
	readonly filters: Filters;
}

const safeQuery = (from: URLSearchParams, name: string) => {
	const value = from.get(name);
	if (value === null) return {};
	try {
		return parseQuery(new URLSearchParams({ [name]: value }));
	} catch {
		// A hand-made address may be wrong; the screen then shows what remains of it.
		return {};
	}
};

/** Reads an address; what is not of its form is left out. */
export function readAddress(from: URLSearchParams): Address {
	const { near } = safeQuery(from, 'near');
	const { around } = safeQuery(from, 'around');
	const id = (name: string) => {
		const value = from.get(name);
		return value && /^[\w:.-]{1,200}$/.test(value) ? value : null;
	};
	const nearest = Number(from.get('nearest'));
	return {
		lang: languages.find((language) => language === from.get('lang')) ?? null,
		camera: parseCamera(from.get('map') ?? ''),
		globe: from.get('projection') === 'globe',
		place: id('place'),
		document: id('document'),
		mention: id('mention'),
		near: near
			? { point: near.point, km: Math.min(radiusKm.most, Math.max(radiusKm.least, near.km)) }
			: null,
		nearest: near && Number.isInteger(nearest) && nearest > 0 && nearest <= 500 ? nearest : null,
		around: around ? { ...around, km: Math.min(radiusKm.most, around.km) } : null,
		words: safeQuery(from, 'q').words ?? null,
		best: from.get('order') === 'relevance',
		datetime: safeQuery(from, 'datetime').datetime ?? null,
		filters: Object.assign({}, ...filterNames.map((name) => safeQuery(from, name))) as Filters,
	};
}

/** The parameters that `readAddress` reads back, in a fixed order. */
export function writeAddress(address: Address): URLSearchParams {
	const to = new URLSearchParams();
	const set = (name: string, value: string | number | null) => {
		if (value !== null) to.set(name, String(value));
	};
	set('lang', address.lang);
	set('map', address.camera && formatCamera(address.camera));
	set('projection', address.globe ? 'globe' : null);
	set('q', address.words);
	set('order', address.words && address.best ? 'relevance' : null);
	set('datetime', address.datetime && formatQuery({ datetime: address.datetime }).get('datetime'));
	for (const [name, value] of formatQuery(address.filters)) set(name, value);
	set('place', address.place);
	set('document', address.document);
	set('mention', address.mention);
	set('near', address.near && formatQuery({ near: address.near }).get('near'));
	set('nearest', address.nearest);
	set('around', address.around && formatQuery({ around: address.around }).get('around'));
	return to;
}
