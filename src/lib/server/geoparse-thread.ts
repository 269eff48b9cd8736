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

interface Waiting {
	readonly resolve: (result: Geoparsed) => void;
	readonly reject: (error: Error) => void;
}

/** Starts the thread; it loads the gazetteer while the caller goes on, and keeps no process alive. */
export function startGeoparseThread(): GeoparseThread {
	// The bundled server has no worker file of its own: Node runs the source as it is.
	const worker = new Worker(join(geodataPath('..'), 'src/lib/server/geoparser-worker.ts'));
	const waiting = new Map<number, Waiting>();
	let last = 0;
	const settle = (id: number, act: (one: Waiting) => void) => {
		const one = waiting.get(id);
		waiting.delete(id);
		if (one) act(one);
		if (!waiting.size) worker.unref();
	};
	worker.unref();
	worker.on(
		'message',
		({ id, result, error }: { id: number; result?: Geoparsed; error?: string }) =>
			settle(id, ({ resolve, reject }) =>
				result ? resolve(result) : reject(new Error(error ?? 'The geoparser failed.')),
			),
	);
	worker.on('error', (error: Error) => {
		for (const id of waiting.keys()) settle(id, ({ reject }) => reject(error));
	});
	return {
		geoparse: (text, language) =>
			new Promise((resolve, reject) => {
				const id = ++last;
				waiting.set(id, { resolve, reject });
				worker.ref();
				worker.postMessage({ id, text, language });
			}),
		async stop() {
			await worker.terminate();
		},
	};
}
