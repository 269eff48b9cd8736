/** What the analysts of a corpus have said of names, for the documents that come after. */
import type { Judgement } from '#lib/domain.ts';
import type { CorpusStore } from './store/port.ts';

/** As many names as are remembered, the most often judged first. */
const mostJudgements = 2000;

const last = new WeakMap<
	CorpusStore,
	{ readonly json: string; readonly all: readonly Judgement[] }
>();

/** The same list as long as nobody says anything new, so that it need not be sent again. */
export async function judgementsIn(store: CorpusStore): Promise<readonly Judgement[]> {
	const all = await store.judgements(mostJudgements);
	const json = JSON.stringify(all);
	const before = last.get(store);
	if (before?.json === json) return before.all;
	last.set(store, { json, all });
	return all;
}
