/** The thread that geoparses, so that the server's own never waits for a long document. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Judgement } from '#lib/domain.ts';
import type { Answer, Opening, Question } from './geoparse-threads.ts';
import { useGazetteer } from './gazetteer.ts';
import { loadGeoparser } from './geoparser.ts';

useGazetteer((workerData as Opening).gazetteer);
const geoparse = loadGeoparser();

let judgements: readonly Judgement[] = [];

function answer({ id, text, told, judgements: said }: Question): Answer {
	if (said) judgements = said;
	try {
		return { id, result: geoparse(text, { ...told, judgements }) };
	} catch (error) {
		return { id, error: (error as Error).message };
	}
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
