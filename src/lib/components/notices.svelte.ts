/** The one message at the foot of the screen, with at most one thing to do about it. */
import { createContext } from 'svelte';

export interface Notice {
	readonly text: string;
	/** What follows in English, whatever the page speaks. */
	readonly english?: string;
	readonly action?: { readonly label: string; readonly run: () => void };
}

const shownMs = 12_000;

export class Notices {
	current = $state.raw<Notice | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	show(notice: Notice) {
		this.current = notice;
		this.resume();
	}

	dismiss() {
		clearTimeout(this.#timer);
		this.current = null;
	}

	/** While the reader is at it, it stays. */
	hold() {
		clearTimeout(this.#timer);
	}

	resume() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.dismiss(), shownMs);
	}
}

export const [getNotices, setNotices] = createContext<Notices>();
