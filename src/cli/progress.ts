/** How far a long piece of work is: a bar on a terminal, elsewhere a line every few seconds. */

export interface Progress {
	/** @param done of `total`, in whatever they are counted @param count of things done so far */
	tell(done: number, count: number): void;
	/** Takes the bar away, so that something else can be said on the line. */
	clear(): void;
}

interface Out {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(words: string): unknown;
}

const barWidth = 24;
/** The pace is that of so many milliseconds past: an import passes quickly over what it has. */
const paceMs = 20_000;
const onTerminalMs = 100;
const inLogMs = 5000;

/** `3 s`, `2 min 5 s`, `1 h 20 min`. */
export function duration(seconds: number): string {
	const whole = Math.ceil(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

interface Sample {
	readonly at: number;
	readonly done: number;
	readonly count: number;
}

/** @param total of what is to be done @param noun what is counted: `documents` */
export function progressOn(
	out: Out,
	total: number,
	noun: string,
	now: () => number = () => performance.now(),
): Progress {
	let samples: Sample[] = [{ at: now(), done: 0, count: 0 }];
	let told = now();
	let shown = false;

	function words(last: Sample): string {
		const first = samples[0] ?? last;
		const seconds = (last.at - first.at) / 1000;
		const pace = seconds ? Math.round((last.count - first.count) / seconds) : 0;
		const speed = seconds ? (last.done - first.done) / seconds : 0;
		const left = speed ? `, ${duration((total - last.done) / speed)} left` : '';
		const percent = total ? Math.floor((100 * last.done) / total) : 0;
		return `${percent} %, ${last.count.toLocaleString('en')} ${noun}, ${pace.toLocaleString('en')} a second${left}`;
	}

	function bar(done: number): string {
		const full = total ? Math.round((barWidth * done) / total) : 0;
		return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`;
	}

	return {
		tell(done, count) {
			const at = now();
			if (at - told < (out.isTTY ? onTerminalMs : inLogMs)) return;
			told = at;
			const last = { at, done: Math.min(done, total), count };
			samples = [...samples.filter((sample) => at - sample.at < paceMs), last];
			if (out.isTTY) {
				const line = `${bar(last.done)} ${words(last)}`.slice(0, (out.columns ?? 80) - 1);
				out.write(`\r\u001b[K${line}`);
				shown = true;
			} else out.write(`${words(last)}\n`);
		},
		clear() {
			if (shown) out.write('\r\u001b[K');
			shown = false;
		},
	};
}
