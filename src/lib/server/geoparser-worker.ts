/** The thread that geoparses, so that the server's own never waits for a long document. */
import { parentPort } from 'node:worker_threads';
import { loadGeoparser } from './geoparser.ts';

const geoparse = loadGeoparser();

parentPort?.on(
	'message',
	({ id, text, language }: { id: number; text: string; language: string | null }) => {
		try {
			parentPort?.postMessage({ id, result: geoparse(text, { language }) });
		} catch (error) {
			parentPort?.postMessage({ id, error: (error as Error).message });
		}
	},
);
