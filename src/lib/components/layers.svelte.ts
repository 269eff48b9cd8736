/** The layers that the analyst brought along, kept in step with the server. */
import { createContext } from 'svelte';
import * as api from '#lib/api.ts';
import type { Layer } from '#lib/domain.ts';
import { isLayerFile, layerFormatOf } from '#lib/layers/formats.ts';
import type { DrawnLayer } from '#lib/map/reference.ts';
import type { LayerChange } from '#lib/server/store/port.ts';
import { columnsAmong } from '#lib/text/records.ts';

/** As much of a file as tells whether it holds documents. */
const headBytes = 64_000;

const holdsText = (columns: readonly string[]) => columnsAmong(columns).text !== undefined;

/** Files sorted into layers and documents, by what is in them. */
export async function sorted(
	files: Iterable<File>,
): Promise<{ readonly layers: readonly File[]; readonly documents: readonly File[] }> {
	const layers: File[] = [];
	const documents: File[] = [];
	for (const file of files) {
		const head = layerFormatOf(file.name) ? await file.slice(0, headBytes).text() : '';
		(isLayerFile(file.name, head, holdsText) ? layers : documents).push(file);
	}
	return { layers, documents };
}

export class Layers {
	all = $state.raw<readonly Layer[]>([]);
	/** Files under way. */
	adding = $state(0);
	readonly drawn = $derived(
		this.all
			.filter(({ shown }) => shown)
			.map(({ id, colour }): DrawnLayer => ({ id, colour, address: api.layerAddress(id) })),
	);
	#onerror: (error: api.ApiError) => void;

	constructor(onerror: (error: api.ApiError) => void) {
		this.#onerror = onerror;
	}

	byId(id: string): Layer | null {
		return this.all.find((layer) => layer.id === id) ?? null;
	}

	/** What the server answers, or null when it refuses; why is told. */
	async #ask<T>(work: () => Promise<T>): Promise<T | null> {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof api.ApiError)) throw error;
			this.#onerror(error);
			return null;
		}
	}

	async load(): Promise<void> {
		this.all = (await this.#ask(api.layers)) ?? this.all;
	}

	/** The layers that `files` became. */
	async add(files: Iterable<File>): Promise<readonly Layer[]> {
		const added: Layer[] = [];
		for (const file of files) {
			this.adding += 1;
			const layer = await this.#ask(() => api.addLayer(file));
			this.adding -= 1;
			if (layer) added.push(layer);
		}
		if (added.length) await this.load();
		return added;
	}

	async change(id: string, change: LayerChange): Promise<void> {
		// Drawn at once; what the server keeps comes after.
		this.all = this.all.map((layer) => (layer.id === id ? { ...layer, ...change } : layer));
		if (!(await this.#ask(() => api.changeLayer(id, change)))) await this.load();
	}

	async remove(id: string): Promise<boolean> {
		const removed = (await this.#ask(() => api.removeLayer(id).then(() => true))) ?? false;
		await this.load();
		return removed;
	}

	async restore(id: string): Promise<void> {
		await this.#ask(() => api.restoreLayer(id));
		await this.load();
	}
}

export const [getLayers, setLayers] = createContext<Layers>();
