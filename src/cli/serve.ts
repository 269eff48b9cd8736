import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { geodataPath } from '#lib/server/geodata.ts';
import { lockFolder } from '#lib/server/store/lock.ts';
import { dataFolder } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';

/** What goes to disk as it arrives; what is read in memory has a limit of its own. */
const largestUpload = 4 * 1024 ** 3;
const schemeHeader = 'x-whereabouts-scheme';
const patienceMs = 3000;

function readPort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	throw new UsageError(`PORT is ${text}: expected a whole number from 0 to 65535.`);
}

/** Why no one can be listened to, by the system's code. */
const unheard: Readonly<Record<string, (port: number, host: string) => string>> = {
	EADDRINUSE: (port) =>
		`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
	EACCES: (port) => `Port ${port} is for administrators. Choose another: PORT=4173 npm start`,
	EADDRNOTAVAIL: (_, host) =>
		`HOST is ${host}, which is no address of this machine. Leave it out to listen on 127.0.0.1.`,
	ENOTFOUND: (_, host) =>
		`HOST is ${host}, which is no name of this machine. Leave it out to listen on 127.0.0.1.`,
};

function listen(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const why = unheard[error.code ?? '']?.(port, host);
			reject(why ? new Error(why, { cause: error }) : error);
		});
		server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
	});
}

/** The address in a form that a browser takes. */
const addressOf = (host: string, port: number): string =>
	`http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/**
 * The built page's handler. Its settings are read when it is loaded, so they are set before.
 * @throws {Error} where the page is not built, or the corpus cannot be opened.
 */
async function loadHandler(): Promise<RequestListener> {
	const path = join(geodataPath('..'), 'build/handler.js');
	if (!existsSync(path)) throw new Error('The page is not built yet. Start it with: npm start');
	process.env.BODY_SIZE_LIMIT ||= String(largestUpload);
	// Without a proxy the address is the one the browser asked for, by whichever name.
	if (!process.env.ORIGIN) Object.assign(process.env, { PROTOCOL_HEADER: schemeHeader });
	const { handler } = await import(pathToFileURL(path).href);
	return (request, response) => {
		request.headers[schemeHeader] = 'http';
		handler(request, response);
	};
}

/** Lets answers under way be finished, for a while. */
async function stop(server: Server): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	server.closeIdleConnections();
	const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
	await closed;
	clearTimeout(impatient);
}

export const serveCommand: Command = {
	name: 'serve',
	summary: 'Serves the page and the HTTP interface (settings: PORT, HOST, WHEREABOUTS_DATA).',
	operands: '',
	options: {
		port: { value: 'PORT', help: 'instead of the setting PORT (default 4173; 0 takes a free one)' },
	},
	async run({ options, operands }) {
		if (operands.length) throw new UsageError(`serve: ${operands[0]}: takes options only.`);
		const port = readPort(options.port ?? (process.env.PORT || '4173'));
		const host = process.env.HOST || '127.0.0.1';
		const stopped = new Promise<void>((resolve) => {
			for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
		});
		const lock = lockFolder(dataFolder(process.env));
		// Who asks before the corpus is open waits for it.
		const ready = Promise.withResolvers<RequestListener>();
		const server = createServer((request, response) => {
			void ready.promise.then((answer) => answer(request, response));
		});
		// The address is claimed before the corpus is opened, so that a taken port says so at once.
		const actual = await listen(server, port, host);
		ready.resolve(await loadHandler());
		console.log(`Whereabouts is at ${addressOf(host, actual)}`);
		await stopped;
		await stop(server);
		process.emit('sveltekit:shutdown' as never, 'serve' as never);
		lock.release();
		return 0;
	},
};
