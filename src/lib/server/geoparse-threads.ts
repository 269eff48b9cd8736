/** The geoparser in worker threads, asked by promise. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Judgement } from '#lib/domain.ts';
import type { Geoparsed, Told } from '#lib/geoparse/geoparse.ts';
import { gazetteerBytes } from './gazetteer.ts';
import { geodataPath } from './geodata.ts';

export interface GeoparseThreads {
	/** @throws {Error} when a thread fails on this text; the others go on. */
	geoparse(text: string, told?: Told): Promise<Geoparsed>;
	stop(): Promise<void>;
}

export type Question = {
	readonly id: number;
	readonly text: string;
	readonly told: Omit<Told, 'judgements' | 'tagged'>;
	/** Absent where they are the same as for the question before. */
	readonly judgements?: readonly Judgement[];
};
/** What a thread is given. */
export interface Opening {
	/** As `gazetteerBytes` has it: shared, not copied. */
	readonly gazetteer: Uint8Array;
	/** The folder of a model to ask too. */
	readonly model: string | null;
}

export type Answer = { readonly id: number } & (
	{ readonly result: Geoparsed } | { readonly error: string }
);

const none: readonly Judgement[] = [];

interface Asked {
	readonly text: string;
	readonly told: Told;
	readonly resolve: (result: Geoparsed) => void;
	readonly reject: (error: Error) => void;
}

interface Running {
	readonly waiting: number;
	ask(asked: Asked): void;
	stop(): Promise<unknown>;
}

/** @param onEnd is told why a worker ended, and which questions it left, in their order. */
type OnEnd = (failure: Error, left: readonly Asked[]) => void;

function startWorker(path: string, model: string | null, onEnd: OnEnd): Running {
	const worker = new Worker(path, {
		workerData: { gazetteer: gazetteerBytes(), model } satisfies Opening,
		// What a text leaves behind is forgotten with it: little of it lives long.
		resourceLimits: { maxYoungGenerationSizeMb: 16 },
	});
	const waiting = new Map<number, Asked>();
	let failure = new Error('The geoparser was stopped.');
	// An idle thread keeps no process alive.
	worker.unref();
	worker.on('message', (answer: Answer) => {
		const one = waiting.get(answer.id);
		waiting.delete(answer.id);
		if (!waiting.size) worker.unref();
		if ('result' in answer) one?.resolve(answer.result);
		else one?.reject(new Error(answer.error));
	});
	worker.on('error', (error: Error) => (failure = error));
	worker.on('exit', () => onEnd(failure, [...waiting.values()]));
	let last = 0;
	let sent: readonly Judgement[] = none;
	return {
		get waiting() {
			return waiting.size;
		},
		ask(asked) {
			const { text } = asked;
			const { judgements = none, ...told } = asked.told;
			const isNew = judgements !== sent && judgements.length + sent.length > 0;
			const question: Question = { id: ++last, text, told, ...(isNew && { judgements }) };
			sent = judgements;
			waiting.set(question.id, asked);
			worker.ref();
			worker.postMessage(question);
		},
		stop: () => worker.terminate(),
	};
}

export interface ThreadOptions {
	/** Of the worker's module, which Node runs as it is: a bundled server has none of its own. */
	readonly path?: string;
	/** At most so many threads; they share the gazetteer. */
	readonly most?: number;
	/** How long a thread that is not needed is kept for the next text, in milliseconds. */
	readonly idleMs?: number;
	/** The folder of a model to ask too, as `openTagger` reads it. */
	readonly model?: string | null;
}

/**
 * Starts a thread, which loads the gazetteer while the caller goes on; more are started when the
 * others have work, and stopped when there is none. One that dies (of a text too large for its
 * memory, say) fails on the text it was at, and a new one goes on with the others.
 */
export function startGeoparseThreads({
	path = join(geodataPath('..'), 'src/lib/server/geoparser-worker.ts'),
	most = Math.min(4, availableParallelism()),
	idleMs = 60_000,
	model = null,
}: ThreadOptions = {}): GeoparseThreads {
	const running = new Set<Running>();
	let stopped = false;
	let shrinking: NodeJS.Timeout | undefined;

	function start(): Running {
		const worker = startWorker(path, model, (failure, [first, ...others]) => {
			running.delete(worker);
			// Texts are taken in the order they were asked: the first is the one it died of.
			first?.reject(failure);
			for (const asked of others) {
				if (stopped) asked.reject(failure);
				else ask(asked);
			}
		});
		running.add(worker);
		return worker;
	}

	const idlest = () =>
		[...running].reduce<Running | null>(
			(best, one) => (best && best.waiting <= one.waiting ? best : one),
			null,
		);

	function shrink() {
		const idle = [...running].filter(({ waiting }) => waiting === 0);
		for (const worker of idle.slice(running.size === idle.length ? 1 : 0)) {
			running.delete(worker);
			void worker.stop();
		}
	}

	function ask(asked: Asked) {
		const best = idlest();
		const worker = best && (best.waiting === 0 || running.size >= most) ? best : start();
		worker.ask(asked);
		clearTimeout(shrinking);
		shrinking = setTimeout(shrink, idleMs).unref();
	}

	start();
	return {
		geoparse: (text, told = {}) =>
			new Promise((resolve, reject) => {
				if (stopped) reject(new Error('The geoparser was stopped.'));
				else ask({ text, told, resolve, reject });
			}),
		async stop() {
			stopped = true;
			clearTimeout(shrinking);
			await Promise.all([...running].map((worker) => worker.stop()));
		},
	};
}
