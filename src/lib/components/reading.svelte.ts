/** The document that is open, with its mentions. */
import { createContext } from 'svelte';
import * as api from '#lib/api.ts';
import type { Mention } from '#lib/domain.ts';
import type { DocumentWithMentions } from '#lib/server/store/port.ts';

export class Reading {
	open = $state.raw<DocumentWithMentions | null>(null);
	error = $state.raw<api.ApiError | null>(null);
	#wanted: string | null = null;

	async load(id: string | null): Promise<void> {
		this.#wanted = id;
		this.error = null;
		if (this.open?.document.id !== id) this.open = null;
		if (!id) return;
		try {
			const found = await api.document(id);
			if (this.#wanted === id) this.open = found;
		} catch (error) {
			if (this.#wanted !== id) return;
			if (!(error instanceof api.ApiError)) throw error;
			this.error = error;
		}
	}

	mention(id: string | null): Mention | null {
		return this.open?.mentions.find((mention) => mention.id === id) ?? null;
	}

	/** Puts a judged mention in the place of what it was. */
	replace(judged: Mention) {
		if (!this.open) return;
		const mentions = this.open.mentions.map((mention) =>
			mention.id === judged.id ? { ...mention, ...judged } : mention,
		);
		this.open = { ...this.open, mentions };
	}
}

export const [getReading, setReading] = createContext<Reading>();
