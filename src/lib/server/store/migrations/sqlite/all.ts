/** The embedded store's schema, step by step. Forward only: a landed step never changes. */
import { corpus } from './0001-corpus.ts';
import { stems } from './0002-stems.ts';
import { excerpts } from './0003-excerpts.ts';
import { tally } from './0004-tally.ts';
import { order } from './0005-order.ts';
import { layers } from './0006-layers.ts';
import { home } from './0007-home.ts';
import { judged } from './0008-judged.ts';
import { changes } from './0009-changes.ts';
import { recency } from './0010-recency.ts';

export const migrations: readonly string[] = [
	corpus,
	stems,
	excerpts,
	tally,
	order,
	layers,
	home,
	judged,
	changes,
	recency,
];
