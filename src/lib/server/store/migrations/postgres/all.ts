/** The PostgreSQL store's schema, step by step. Forward only: a landed step never changes. */
import { corpus } from './0001-corpus.ts';
import { excerpts } from './0002-excerpts.ts';
import { tally } from './0003-tally.ts';
import { layers } from './0004-layers.ts';
import { home } from './0005-home.ts';
import { judged } from './0006-judged.ts';
import { changes } from './0007-changes.ts';
import { words } from './0008-words.ts';

export const migrations: readonly string[] = [
	corpus,
	excerpts,
	tally,
	layers,
	home,
	judged,
	changes,
	words,
];
