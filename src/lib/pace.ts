/** How fast a long piece of work goes on, and when it will be done. */

/** The pace is that of so many milliseconds past: an import passes quickly over what it has. */
const paceMs = 20_000;

interface Sample {
	/** Milliseconds, since whenever. */
	readonly at: number;
	/** Of the whole, in whatever it is counted. */
	readonly done: number;
	/** Of things done so far. */
	readonly count: number;
}

export interface Pace {
	/** Things done in a second, of late. */
	readonly perSecond: number;
	/** Null where nothing has moved yet. */
	readonly secondsLeft: number | null;
}

export class Pacemaker {
	#samples: readonly Sample[] = [];

	/** @param total of what is to be done */
	tell(sample: Sample, total: number): Pace {
		const recent = this.#samples.filter(({ at }) => sample.at - at < paceMs);
		this.#samples = [...recent, sample];
		const first = this.#samples[0] ?? sample;
		const seconds = (sample.at - first.at) / 1000;
		const speed = seconds ? (sample.done - first.done) / seconds : 0;
		return {
			perSecond: seconds ? Math.round((sample.count - first.count) / seconds) : 0,
			secondsLeft: speed > 0 ? (total - sample.done) / speed : null,
		};
	}
}

/** `3 s`, `2 min 5 s`, `1 h 20 min`. */
export function duration(seconds: number): string {
	const whole = Math.ceil(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
