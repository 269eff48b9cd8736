/** A PostgreSQL for the tests: started before the first, gone after the last. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { postgresPrograms } from '../tools/debian.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Of a server in which the tests may make databases; empty where there is none. */
		databaseUrl: string;
	}
}

/** PostgreSQL refuses to run as root. */
function asPostgres(program: string, args: readonly string[]): void {
	const root = process.getuid?.() === 0;
	const [command, all] = root
		? (['runuser', ['-u', 'postgres', '--', program, ...args]] as const)
		: ([program, args] as const);
	const { status, stderr } = spawnSync(command, [...all], {
		encoding: 'utf8',
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

const freePort = () =>
	new Promise<number>((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});

export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
	const given = process.env.TEST_DATABASE_URL;
	const programs = given ? null : postgresPrograms();
	if (!programs) {
		project.provide('databaseUrl', given ?? '');
		if (!given) console.error('\nNo PostgreSQL with PostGIS found: its tests are skipped.\n');
		return undefined;
	}
	const folder = mkdtempSync(join(tmpdir(), 'whereabouts-postgres-'));
	if (process.getuid?.() === 0) spawnSync('chown', ['postgres', folder]);
	const data = join(folder, 'data');
	const port = await freePort();
	asPostgres(join(programs, 'initdb'), [
		'-D',
		data,
		'-U',
		'postgres',
		'-A',
		'trust',
		'-E',
		'UTF8',
		'--no-sync',
	]);
	const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c fsync=off -c unix_socket_directories=${folder}`;
	asPostgres(join(programs, 'pg_ctl'), [
		'-D',
		data,
		'-w',
		'-l',
		join(folder, 'log'),
		'-o',
		settings,
		'start',
	]);
	project.provide('databaseUrl', `postgres://postgres@127.0.0.1:${port}/postgres`);
	return () => {
		asPostgres(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
		rmSync(folder, { recursive: true, force: true });
	};
}
