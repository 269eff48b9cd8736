/** The embedded corpus in threads of its own, so that a server answers others while one question is read. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Query } from '#lib/domain.ts';
import type { Tile } from '#lib/geo/tiles.ts';
import { QueryError } from '#lib/query.ts';
import { geodataPath } from '../geodata.ts';
import { mostMentions } from './columns/followed.ts';
import { isInOrder, isListed, isOfColumns } from './columns/wanted.ts';
import { askedOf } from './filters.ts';
import { isWorldwide } from './places.ts';
import type { CorpusStore } from './port.ts';
import { StoreError } from './sql.ts';
import { isKept } from './tally.ts';

type Method = keyof CorpusStore;
export type Question = {
	readonly id: number;
	readonly method: Method;
	readonly values: readonly unknown[];
};
/** An error crosses to another thread as its parts. */
export type Failure = {
	readonly name: string;
	readonly message: string;
	readonly parts?: readonly [parameter: string, value: string, expected: string];
};
/** What a thread opens. */
export interface Opening {
	readonly folder: string;
	readonly readOnly: boolean;
	/** Does it keep the mentions in memory? */
	readonly columns: boolean;
}

export type Answer = { readonly id: number } & (
	{ readonly result: unknown } | { readonly error: Failure }
);

const writes: ReadonlySet<Method> = new Set<Method>([
	'save',
	'saveAll',
	'remove',
	'restore',
	'review',
	'keepSetting',
	'saveLayer',
	'changeLayer',
	'removeLayer',
	'restoreLayer',
]);

/** Answered in a moment; whoever is asked one is not busy for it. */
const light: ReadonlySet<Method> = new Set<Method>([
	'nextMentions',
	'revision',
	'setting',
	'place',
]);

const countable: ReadonlySet<Method> = new Set<Method>([
	'places',
	'placePage',
	'tile',
	'timeline',
	'facets',
	'documents',
	'mentions',
	'nextMentions',
	'writtenMentions',
]);

/** Questions that ask for counts which are not kept are answered by the thread that has the mentions in memory. */
function isCounted(method: Method, [query, tile]: readonly unknown[]): boolean {
	if (!countable.has(method)) return false;
	const asked = askedOf(query as Query);
	if (!isOfColumns(asked)) return false;
	switch (method) {
		case 'places':
		case 'placePage':
			return !isKept('places', asked);
		case 'tile':
			return isWorldwide(tile as Tile) || !isKept('places', asked);
		case 'timeline':
			return !isKept('days', asked);
		case 'facets':
			return !isKept('facets', asked);
		case 'documents':
			return !isListed(asked);
		default:
			return !isInOrder(asked);
	}
}

const errorOf = ({ name, message, parts }: Failure): Error => {
	if (parts) return new QueryError(...parts);
	return name === 'StoreError' ? new StoreError(message) : new Error(message);
};

/** One thread; the answers come in the order of the questions or not, each finds its asker. */
class Thread {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
	/** The light ones of them. */
	readonly #light = new Set<number>();
	#last = 0;
	#failure = new Error('The corpus is closed.');
	/** Has it ended, of a failure of its own? */
	ended = false;

	constructor(opening: Opening) {
		const path = join(geodataPath('..'), 'src/lib/server/store/thread.ts');
		this.#worker = new Worker(path, {
			workerData: opening,
			// What is read is handed on at once: little of it lives long.
			resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 },
		});
		this.#worker.on('message', (answer: Answer) => {
			const asker = this.#waiting.get(answer.id);
			this.#waiting.delete(answer.id);
			this.#light.delete(answer.id);
			if ('result' in answer) asker?.resolve(answer.result);
			else asker?.reject(errorOf(answer.error));
		});
		this.#worker.on('error', (error: Error) => (this.#failure = error));
		this.#worker.on('exit', () => {
			this.ended = true;
			for (const { reject } of this.#waiting.values()) reject(this.#failure);
		});
	}

	/** How much is asked of it. */
	get busy(): number {
		return this.#waiting.size - 0.9 * this.#light.size;
	}

	ask(method: Method, values: readonly unknown[]): Promise<unknown> {
		const asker = Promise.withResolvers<unknown>();
		const question: Question = { id: ++this.#last, method, values };
		this.#waiting.set(question.id, asker);
		if (light.has(method)) this.#light.add(question.id);
		this.#worker.postMessage(question);
		return asker.promise;
	}

	/** After the questions under way. */
	async stop(): Promise<void> {
		if (this.ended) return;
		await this.ask('close', []).catch(() => undefined);
		await this.#worker.terminate();
	}
}

/**
 * The corpus in `folder`: one thread writes, one counts, the others read.
 * @throws {StoreError} when the folder cannot be used.
 */
export async function openThreads(folder: string): Promise<CorpusStore> {
	const writing: Opening = { folder, readOnly: false, columns: false };
	const reading: Opening = { folder, readOnly: true, columns: false };
	let writer = new Thread(writing);
	// The first answer tells whether the corpus can be opened, and that its tables are made.
	try {
		await writer.ask('setting', ['opened']);
	} catch (error) {
		await writer.stop();
		throw error;
	}
	const count = Math.max(2, Math.min(4, availableParallelism()));
	const readers = Array.from({ length: count }, () => new Thread(reading));
	const counting: Opening = { ...reading, columns: true };
	// Of a corpus too large for memory all count, by SQL.
	const { mentions } = (await writer.ask('counts', [])) as { mentions: number };
	let counter = mentions > mostMentions ? null : new Thread(counting);
	/** One that has ended, of an answer too large for its memory say, is started again. */
	const reader = (i: number): Thread => {
		const there = readers[i];
		return there && !there.ended ? there : (readers[i] = new Thread(reading));
	};
	const idlest = () =>
		readers.map((_, i) => reader(i)).reduce((best, one) => (one.busy < best.busy ? one : best));
	const threadFor = (method: Method, values: readonly unknown[]): Thread => {
		if (writes.has(method)) return writer.ended ? (writer = new Thread(writing)) : writer;
		if (counter && isCounted(method, values)) {
			if (counter.ended) counter = new Thread(counting);
			return counter;
		}
		// A revision is one connection's count of the others' writes: always the same one is asked.
		return method === 'revision' ? reader(0) : idlest();
	};
	return new Proxy({} as CorpusStore, {
		get(_, method: Method | 'then') {
			// No promise of itself, though it is what one gives.
			if (method === 'then') return undefined;
			if (method === 'close') {
				return async () => {
					await Promise.all([writer, counter, ...readers].map((thread) => thread?.stop()));
				};
			}
			return (...values: unknown[]) => threadFor(method, values).ask(method, values);
		},
	});
}
