/** What is asked around a feature of a layer: the feature itself, and the places near it. */
import type { Feature } from 'geojson';
import { createContext } from 'svelte';
import * as api from '#lib/api.ts';
import type { Query } from '#lib/domain.ts';
import { around } from '#lib/geo/around.ts';
import type { PlaceFeature } from '#lib/map/place.ts';
import type { Address } from './address.ts';
import { mostListed } from './corpus.svelte.ts';
import { located } from './nearness.ts';

export interface Neighbour {
	readonly place: PlaceFeature;
	readonly km: number;
}

export class Around {
	feature = $state.raw<Feature | null>(null);
	/** Nearest first. */
	found = $state.raw<readonly Neighbour[]>([]);
	loading = $state(false);
	error = $state.raw<api.ApiError | null>(null);
	#asked: unknown;

	/** @param matching what documents must be like */
	async load(asked: Address['around'], matching: Query): Promise<void> {
		this.#asked = asked;
		this.error = null;
		if (!asked) {
			this.feature = null;
			this.found = [];
			return;
		}
		this.loading = true;
		try {
			const [feature, places] = await Promise.all([
				api.layerFeature(asked.layer, asked.feature),
				api.places({ around: asked, limit: mostListed, ...matching }),
			]);
			if (this.#asked !== asked) return;
			this.feature = feature;
			// What the server found is within; how far off is measured here.
			this.found = around(feature.geometry, located(places), Infinity).map(({ item, km }) => ({
				place: item.place,
				km,
			}));
		} catch (error) {
			if (!(error instanceof api.ApiError)) throw error;
			if (this.#asked === asked) this.error = error;
		}
		if (this.#asked === asked) this.loading = false;
	}
}

export const [getAround, setAround] = createContext<Around>();
