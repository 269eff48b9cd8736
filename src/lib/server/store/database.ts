/** Opening the embedded database: durable, checked, and at the schema this program knows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations/all.ts';

/** A data folder that cannot be used; the message says why and what to do. */
export class StoreError extends Error {
	override readonly name = 'StoreError';
}

/** Runs `work` in one transaction: all of it is kept, or none. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
	db.exec('begin immediate');
	try {
		const result = work();
		db.exec('commit');
		return result;
	} catch (error) {
		db.exec('rollback');
		throw error;
	}
}

function migrate(db: DatabaseSync, file: string): boolean {
	const version = () => Number(db.prepare('pragma user_version').get()?.user_version);
	if (version() > migrations.length) {
		throw new StoreError(
			`${file} was written by a newer version of Whereabouts (schema ${version()}, this program knows ${migrations.length}). Update the program, or name another folder with WHEREABOUTS_DATA.`,
		);
	}
	const fresh = version() === 0;
	while (version() < migrations.length) {
		transaction(db, () => {
			const step = version();
			db.exec(migrations[step] ?? '');
			db.exec(`pragma user_version = ${step + 1}`);
		});
	}
	return fresh;
}

/**
 * The corpus in `folder`, made when it is not there; `fresh` says that it was.
 * @throws {StoreError} when the folder cannot be written or its schema is newer than this program.
 */
export function openDatabase(folder: string): { db: DatabaseSync; fresh: boolean } {
	const file = join(folder, 'corpus.sqlite');
	let db: DatabaseSync;
	try {
		mkdirSync(folder, { recursive: true });
		db = new DatabaseSync(file, { timeout: 10_000 });
		db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
	} catch (error) {
		throw new StoreError(`Cannot open ${file}: ${(error as Error).message}.`);
	}
	return { db, fresh: migrate(db, file) };
}

/**
 * Keeps other servers off `folder` for as long as this process lives: an SQLite lock dies with its
 * holder, so nothing is left behind by a crash.
 * @throws {StoreError} when another server holds the folder.
 */
export function lockFolder(folder: string): { release(): void } {
	mkdirSync(folder, { recursive: true });
	const db = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 });
	try {
		db.exec(
			'pragma locking_mode = exclusive; begin exclusive; create table if not exists held (x)',
		);
	} catch {
		db.close();
		throw new StoreError(
			`Another Whereabouts server is using ${folder}. Stop it, or name another folder with WHEREABOUTS_DATA.`,
		);
	}
	return { release: () => db.close() };
}
