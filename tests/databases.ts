/** Databases of a test's own, in the server that the tests have. */
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';

export const databaseUrl = inject('databaseUrl');

let made = 0;

async function administer(sql: string, url = databaseUrl): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

let template: Promise<string> | undefined;

/** PostGIS takes long to install; a copy of a database that has it does not. */
async function makeTemplate(): Promise<string> {
	const name = `whereabouts_template_${process.pid}_${Date.now()}`;
	await administer(`create database ${name}`);
	const url = new URL(databaseUrl);
	url.pathname = `/${name}`;
	await administer('create extension postgis', url.href);
	return name;
}

/** The address of a new and empty database; `drop` deletes it. */
export async function newDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
	const name = `whereabouts_${process.pid}_${++made}_${Date.now()}`;
	template ??= makeTemplate();
	await administer(`create database ${name} template ${await template}`);
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
