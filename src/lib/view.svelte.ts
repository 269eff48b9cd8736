/** What the screen shows: read from the address, written back to it. */
import { createContext } from 'svelte';
import type { Bbox, LonLat, Query } from '#lib/domain.ts';
import {
	type Address,
	type FilterName,
	radiusKm,
	readAddress,
	writeAddress,
} from '#lib/components/address.ts';
import { bboxOf } from '#lib/geo/bbox.ts';
import { circle } from '#lib/geo/circle.ts';
import type { Camera } from '#lib/map/camera.ts';
import type { Group, Shown } from '#lib/map/layers.ts';
import type { ScreenLanguage } from '#lib/messages/texts.svelte.ts';

/** Puts an address into the browser's history: as a step to go back over, or in place. */
export type Navigate = (search: string, step: 'push' | 'replace') => void;

export type Tab = 'documents' | 'places' | 'nearby';
/** On narrow screens one of three at a time. */
export type Panel = 'map' | 'lists' | 'reading';

/** The map, as the lists and texts beside it move it. */
export interface MapHandle {
	flyTo(center: LonLat, zoom?: number): void;
	fit(bbox: Bbox, maxZoom?: number): void;
	goTo(camera: Camera): void;
	center(): LonLat;
	/** What can be seen now; null before the map is there. */
	bounds(): Bbox | null;
}

const fully = { visible: true, opacity: 1 };

export class View {
	address = $state.raw<Address>(readAddress(new URLSearchParams()));
	// One by one, so that a move of the map asks nothing anew.
	readonly #words = $derived(this.address.words);
	readonly #datetime = $derived(this.address.datetime);
	readonly #filters = $derived(this.address.filters);
	/** What documents must be like, whatever else is asked of them. */
	readonly matching = $derived<Query>({
		...(this.#words && { words: this.#words }),
		...(this.#datetime && { datetime: this.#datetime }),
		...this.#filters,
	});
	/** Are documents listed by how much they say of the words, or the newest first? */
	readonly best = $derived(this.address.best && this.#words !== null);
	shown = $state.raw<Shown>({ points: fully, areas: fully, demonyms: fully, labels: fully });
	tab = $state<Tab>('documents');
	panel = $state<Panel>('map');
	/** Is the timeline over the map? */
	timeline = $state(false);
	/** Are the filters over the lists? */
	filtering = $state(false);
	/** The next click on the map picks the point to measure from. */
	picking = $state(false);
	map = $state.raw<MapHandle | null>(null);
	#navigate: Navigate;
	#browserLanguage: ScreenLanguage;

	constructor(search: URLSearchParams, browserLanguage: ScreenLanguage, navigate: Navigate) {
		this.#navigate = navigate;
		this.#browserLanguage = browserLanguage;
		this.read(search);
		if (this.address.near || this.address.around) this.tab = 'nearby';
		if (this.address.place || this.address.document) this.panel = 'reading';
		if (this.address.datetime) this.timeline = true;
		if (Object.keys(this.address.filters).length) this.filtering = true;
	}

	/** Takes over an address: of a link, or of the history. */
	read(search: URLSearchParams) {
		this.address = readAddress(search);
	}

	get language(): ScreenLanguage {
		return this.address.lang ?? this.#browserLanguage;
	}

	#change(changes: Partial<Address>, step: 'push' | 'replace') {
		this.address = { ...this.address, ...changes };
		const search = writeAddress(this.address).toString();
		this.#navigate(search ? `?${search}` : '', step);
	}

	/** The address with some changes, for a link. */
	link(changes: Partial<Address>): string {
		return `?${writeAddress({ ...this.address, ...changes })}`;
	}

	lookFrom(camera: Camera) {
		this.#change({ camera }, 'replace');
	}

	showGlobe(globe: boolean) {
		this.#change({ globe }, 'replace');
	}

	speak(lang: ScreenLanguage) {
		this.#change({ lang }, 'replace');
	}

	search(words: string | null) {
		if (words !== this.address.words) this.#change({ words }, 'replace');
	}

	listBest(best: boolean) {
		this.#change({ best }, 'replace');
	}

	/** Null shows documents of all times. */
	showPeriod(datetime: Address['datetime']) {
		this.#change({ datetime }, 'push');
	}

	/** Narrows to one value; null widens again. */
	filterBy(name: FilterName, value: string | null) {
		const { filters } = this.address;
		const others = Object.entries(filters).filter(([other]) => other !== name);
		const all = value === null ? others : [...others, [name, value] as const];
		this.#change({ filters: Object.fromEntries(all) }, 'push');
	}

	/** Shows everything again: no words, no times, no filters. */
	widen() {
		this.#change({ words: null, datetime: null, filters: {} }, 'push');
	}

	selectPlace(place: string | null) {
		this.panel = place ? 'reading' : this.panel;
		this.#change({ place, document: null, mention: null }, 'push');
	}

	openDocument(document: string, mention: string | null = null) {
		this.panel = 'reading';
		this.#change({ document, mention }, 'push');
	}

	closeDocument() {
		this.#change({ document: null, mention: null }, 'push');
	}

	chooseMention(mention: string | null) {
		this.#change({ mention }, 'push');
	}

	measureFrom(point: LonLat) {
		this.picking = false;
		this.tab = 'nearby';
		const km = this.address.near?.km ?? radiusKm.usual;
		this.#change({ near: { point, km }, around: null }, 'push');
		const box = bboxOf(circle(point, km));
		if (box) this.map?.fit(box);
	}

	/** Asks what is around a feature of a layer; within 0 km is inside it. */
	askAround(around: NonNullable<Address['around']>, step: 'push' | 'replace' = 'push') {
		this.picking = false;
		this.tab = 'nearby';
		if (step === 'push') this.panel = 'lists';
		const km = Math.min(radiusKm.most, Math.max(0, around.km));
		if (!Number.isFinite(km)) return;
		this.#change({ around: { ...around, km }, near: null, nearest: null }, step);
	}

	stopMeasuring() {
		this.picking = false;
		this.#change({ near: null, nearest: null, around: null }, 'push');
	}

	/** A radius in km, kept within what the slider offers. */
	reach(km: number) {
		const { near } = this.address;
		if (!near || !Number.isFinite(km)) return;
		const within = Math.min(radiusKm.most, Math.max(radiusKm.least, km));
		this.#change({ near: { ...near, km: within } }, 'replace');
	}

	askNearest(nearest: number | null) {
		this.#change({ nearest }, 'push');
	}

	show(group: Group, change: Partial<Shown[Group]>) {
		this.shown = { ...this.shown, [group]: { ...this.shown[group], ...change } };
	}
}

export const [getView, setView] = createContext<View>();
