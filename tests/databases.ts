/** Databases of a test's own, in the server that the tests have. */
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';

export const databaseUrl = inject('databaseUrl');

let made = 0;

async function administer(sql: string): Promise<void> {
	const client = new pg.Client(databaseUrl);
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

/** The address of a new and empty database; `drop` deletes it. */
export async function newDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
	const name = `whereabouts_${process.pid}_${++made}_${Date.now()}`;
	await administer(`create database ${name}`);
	const url = new URL(databaseUrl);
	url.pathname = `/${name}`;
	return { url: url.href, drop: () => administer(`drop database ${name} with (force)`) };
}

/** The same, gone when the test is. */
export async function temporaryDatabase(): Promise<string> {
	const { url, drop } = await newDatabase();
	onTestFinished(drop);
	return url;
}
