/** One server at a time to a data folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './sql.ts';

/** A database that nothing refers to is closed when memory is tidied, and its lock with it. */
const holding = new Set<DatabaseSync>();

/**
 * Keeps other servers off `folder` for as long as this process lives: an SQLite lock dies with its
 * holder, so a crash leaves nothing behind. Other programs may read and write meanwhile.
 * @throws {StoreError} when another server holds the folder.
 */
export function lockFolder(folder: string): { release(): void } {
	let db: DatabaseSync | undefined;
	try {
		mkdirSync(folder, { recursive: true });
		db = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 });
		db.exec('begin exclusive');
	} catch (error) {
		db?.close();
		const held = (error as { errcode?: number }).errcode === 5;
		throw new StoreError(
			held
				? `Another Whereabouts server is using ${folder}. Stop it, or name another folder with WHEREABOUTS_DATA.`
				: `Cannot use the folder ${folder}: ${(error as Error).message}. Name another with WHEREABOUTS_DATA.`,
			{ cause: error },
		);
	}
	const held = db;
	holding.add(held);
	return {
		release() {
			holding.delete(held);
			held.close();
		},
	};
}
