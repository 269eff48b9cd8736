/**
 * Many documents into the corpus: those it has already are passed over, the others geoparsed side
 * by side and saved a batch to a transaction, so that an import that is stopped or killed goes on
 * where it was when it is run again.
 */
import type { Judgement } from '#lib/domain.ts';
import { type Draft, geoparsed, type Ingest } from './ingest.ts';
import { judgementsIn } from './judgements.ts';
import type { ToSave } from './store/port.ts';

/** One document on its way in, or why there is none. */
export type Found = {
	/** What to call it: `march.txt`, `dump.csv line 12`. */
	readonly name: string;
	/** Bytes of the whole import read by then. */
	readonly position: number;
} & ({ readonly draft: Draft; readonly notes?: readonly string[] } | { readonly reason: string });

export type Outcome = { readonly name: string } & (
	| {
			readonly outcome: 'added' | 'duplicate';
			readonly mentions: number;
			readonly notes: readonly string[];
	  }
	| { readonly outcome: 'refused'; readonly reason: string }
);

/** What is done with, in the order it was found. */
export interface Step {
	readonly outcomes: readonly Outcome[];
	readonly position: number;
}

const documentsPerBatch = 100;
/** Of long documents a batch holds fewer, so that what is in memory stays bounded. */
const charactersPerBatch = 1_000_000;
/** One being saved while the geoparsers work on two more. */
const batchesAtOnce = 3;

const sizeOf = (found: Found) => ('draft' in found ? found.draft.document.text.length : 0);

async function* batchesOf(all: AsyncIterable<Found>): AsyncGenerator<readonly Found[]> {
	let batch: Found[] = [];
	let characters = 0;
	for await (const found of all) {
		batch.push(found);
		characters += sizeOf(found);
		if (batch.length < documentsPerBatch && characters < charactersPerBatch) continue;
		yield batch;
		[batch, characters] = [[], 0];
	}
	if (batch.length) yield batch;
}

type Ready =
	| { readonly found: Found; readonly item: ToSave; readonly notes: readonly string[] }
	| { readonly found: Found; readonly outcome: Outcome };

/** A text on which the geoparser fails is refused like one that cannot be read. */
async function ready(
	ingest: Ingest,
	found: Found,
	known: ReadonlySet<string>,
	judgements: readonly Judgement[],
): Promise<Ready> {
	const { name } = found;
	if ('reason' in found) return { found, outcome: { ...found, outcome: 'refused' } };
	if (known.has(found.draft.document.hash)) {
		return { found, outcome: { name, outcome: 'duplicate', mentions: 0, notes: [] } };
	}
	try {
		const { item, notes } = await geoparsed(ingest, found.draft, judgements);
		const told = [...(found.notes ?? []), ...notes.map(({ message }) => message)];
		return { found, item, notes: told };
	} catch (error) {
		const reason = `could not be geoparsed (${(error as Error).message}).`;
		return { found, outcome: { name, outcome: 'refused', reason } };
	}
}

async function prepare(ingest: Ingest, batch: readonly Found[]): Promise<readonly Ready[]> {
	const hashes = batch.flatMap((one) => ('draft' in one ? [one.draft.document.hash] : []));
	const known = hashes.length ? await ingest.store.known(hashes) : new Set<string>();
	const judgements = await judgementsIn(ingest.store);
	return Promise.all(batch.map((found) => ready(ingest, found, known, judgements)));
}

async function save({ store }: Ingest, batch: readonly Ready[]): Promise<Step> {
	const items = batch.flatMap((one) => ('item' in one ? [one.item] : []));
	const saved = items.length ? await store.saveAll(items) : [];
	const next = saved.values();
	const outcomes = batch.map((one): Outcome => {
		if ('outcome' in one) return one.outcome;
		const outcome = next.next().value ?? 'duplicate';
		const { item, notes } = one;
		return { name: one.found.name, outcome, mentions: item.mentions.length, notes };
	});
	return { outcomes, position: batch.at(-1)?.found.position ?? 0 };
}

/**
 * Takes everything in, a few batches at a time; what a step tells of is on disk.
 * @param signal ends it after the batches under way
 * @throws {Error} when the corpus cannot be written; what was told of is kept.
 */
export async function* ingestAll(
	ingest: Ingest,
	all: AsyncIterable<Found>,
	signal?: AbortSignal,
): AsyncGenerator<Step> {
	const underWay: Promise<readonly Ready[]>[] = [];
	const start = (batch: readonly Found[]) => {
		const preparing = prepare(ingest, batch);
		// Its failure is met when its turn comes, unless another's ends the import before.
		preparing.catch(() => undefined);
		underWay.push(preparing);
	};
	const finish = async () => save(ingest, (await underWay.shift()) ?? []);
	for await (const batch of batchesOf(all)) {
		if (signal?.aborted) break;
		start(batch);
		if (underWay.length >= batchesAtOnce) yield finish();
	}
	while (underWay.length) yield finish();
}
