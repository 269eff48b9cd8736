/** How far a long piece of work is: a bar on a terminal, elsewhere a line every few seconds. */

import { duration, Pacemaker } from '#lib/pace.ts';

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
const onTerminalMs = 100;
const inLogMs = 5000;

/** @param total of what is to be done @param noun what is counted: `documents` */
export function progressOn(
	out: Out,
	total: number,
	noun: string,
	now: () => number = () => performance.now(),
): Progress {
	const pacemaker = new Pacemaker();
	let pace = pacemaker.tell({ at: now(), done: 0, count: 0 }, total);
	let told = now();
	let shown = false;

	function words(done: number, count: number): string {
		const { perSecond, secondsLeft } = pace;
		const left = secondsLeft === null ? '' : `, ${duration(secondsLeft)} left`;
		const percent = total ? Math.floor((100 * done) / total) : 0;
		return `${percent} %, ${count.toLocaleString('en')} ${noun}, ${perSecond.toLocaleString('en')} a second${left}`;
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
			const part = Math.min(done, total);
			pace = pacemaker.tell({ at, done: part, count }, total);
			if (out.isTTY) {
				const line = `${bar(part)} ${words(part, count)}`.slice(0, (out.columns ?? 80) - 1);
				out.write(`\r\u001b[K${line}`);
				shown = true;
			} else out.write(`${words(part, count)}\n`);
		},
		clear() {
			if (shown) out.write('\r\u001b[K');
			shown = false;
		},
	};
}
