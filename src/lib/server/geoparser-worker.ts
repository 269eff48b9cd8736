/** The thread that geoparses, so that the server's own never waits for a long document. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Judgement } from '#lib/domain.ts';
import type { Answer, Opening, Question } from './geoparse-threads.ts';
import { useGazetteer } from './gazetteer.ts';
import { loadGeoparser } from './geoparser.ts';
import { openTagger } from './tagger.ts';

const { gazetteer, model } = workerData as Opening;
useGazetteer(gazetteer);
const geoparse = loadGeoparser();
const opening = model === null ? null : openTagger(model);
// Whoever asks is told; until then it is no one's failure.
opening?.catch(() => undefined);

let judgements: readonly Judgement[] = [];

async function answer({ id, text, told, judgements: said }: Question): Promise<Answer> {
	if (said) judgements = said;
	try {
		const tag = await opening;
		const tagged = await tag?.(text, told.language ?? undefined);
		return { id, result: geoparse(text, { ...told, judgements, ...(tagged && { tagged }) }) };
	} catch (error) {
		return { id, error: (error as Error).message };
	}
}

// One after the other: whoever asks counts on the order.
let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (question: Question) => {
	last = last.then(async () => parentPort?.postMessage(await answer(question)));
});
