/** A thread with the corpus open; it answers what the port is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import { QueryError } from '#lib/query.ts';
import { loadOutlines } from '../gazetteer.ts';
import type { Written } from './port.ts';
import { openSqlite } from './sqlite.ts';
import type { Answer, Failure, Opening, Question } from './threads.ts';

const { folder, ...options } = workerData as Opening;
const opened = openSqlite(folder, { outline: loadOutlines(), ...options });
// Whoever asks is told; until then it is no one's failure.
opened.catch(() => undefined);

function failureOf(error: unknown): Failure {
	const { name, message } = error as Error;
	if (!(error instanceof QueryError)) return { name, message };
	return { name, message, parts: error.parts };
}

/** The memory of what was written for a file is handed over, not copied. */
function handedOver(result: unknown): ArrayBuffer[] {
	const { bytes } = (result ?? {}) as Partial<Written>;
	return bytes instanceof Uint8Array ? [bytes.buffer] : [];
}

async function answer({ id, method, values }: Question): Promise<Answer> {
	try {
		const store = await opened;
		const ask = store[method] as (...values: readonly unknown[]) => Promise<unknown>;
		return { id, result: await ask.apply(store, values as unknown[]) };
	} catch (error) {
		return { id, error: failureOf(error) };
	}
}

parentPort?.on('message', (question: Question) => {
	void answer(question).then((answered) => {
		parentPort?.postMessage(answered, 'result' in answered ? handedOver(answered.result) : []);
	});
});
