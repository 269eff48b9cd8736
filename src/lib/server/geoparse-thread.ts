/** The geoparser in a worker thread, asked by promise. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Language } from '#lib/domain.ts';
import type { Geoparsed } from '#lib/geoparse/geoparse.ts';
import { geodataPath } from './geodata.ts';

export interface GeoparseThread {
	/** @throws {Error} when the thread fails on this text; the others go on. */
	geoparse(text: string, language: Language | null): Promise<Geoparsed>;
	stop(): Promise<void>;
}

export type Question = {
	readonly id: number;
	readonly text: string;
	readonly language: Language | null;
};
export type Answer = { readonly id: number } & (
	{ readonly result: Geoparsed } | { readonly error: string }
);

interface Waiting {
	readonly resolve: (result: Geoparsed) => void;
	readonly reject: (error: Error) => void;
}

/** One worker and the questions it has not answered; when it dies, all of them fail. */
function startWorker(path: string, onEnd: () => void) {
	const worker = new Worker(path);
	const waiting = new Map<number, Waiting>();
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
	worker.on('exit', () => {
		onEnd();
		for (const { reject } of waiting.values()) reject(failure);
	});
	let last = 0;
	return {
		ask: (text: string, language: Language | null) =>
			new Promise<Geoparsed>((resolve, reject) => {
				const question: Question = { id: ++last, text, language };
				waiting.set(question.id, { resolve, reject });
				worker.ref();
				worker.postMessage(question);
			}),
		stop: () => worker.terminate(),
	};
}

/**
 * Starts the thread; it loads the gazetteer while the caller goes on. One that died (of a text too
 * large for its memory, say) is started again with the next question.
 * @param path of the worker's module, which Node runs as it is: a bundled server has none of its own
 */
export function startGeoparseThread(
	path: string = join(geodataPath('..'), 'src/lib/server/geoparser-worker.ts'),
): GeoparseThread {
	const start = () => startWorker(path, () => (current = null));
	let current: ReturnType<typeof startWorker> | null = null;
	current = start();
	return {
		geoparse: (text, language) => (current ??= start()).ask(text, language),
		async stop() {
			await current?.stop();
		},
	};
}
