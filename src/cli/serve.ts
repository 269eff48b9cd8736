import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { largestBytes } from '#lib/text/formats.ts';
import { geodataPath } from '#lib/server/geodata.ts';
import { lockFolder } from '#lib/server/store/database.ts';
import { dataFolder } from '#lib/server/whereabouts.ts';
import { type Command, UsageError } from './command.ts';

function readPort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	throw new UsageError(`PORT is ${text}: expected a whole number from 0 to 65535.`);
}

function listen(
	server: ReturnType<typeof createServer>,
	port: number,
	host: string,
): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const taken = error.code === 'EADDRINUSE';
			reject(
				taken
					? new Error(
							`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
						)
					: error,
			);
		});
		server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
	});
}

export const serveCommand: Command = {
	name: 'serve',
	summary: 'Serves the page and the HTTP interface (settings: PORT, HOST, WHEREABOUTS_DATA).',
	operands: '',
	options: {
		port: { value: 'PORT', help: 'instead of the setting PORT (default 4173; 0 takes a free one)' },
	},
	async run({ options }) {
		const port = readPort(options.port ?? (process.env.PORT || '4173'));
		const host = process.env.HOST || '127.0.0.1';
		const handlerPath = join(geodataPath('..'), 'build/handler.js');
		if (!existsSync(handlerPath))
			throw new Error('The page is not built yet. Start it with: npm start');
		const lock = lockFolder(dataFolder(process.env));
		// A document of 10 MB as JSON or as a form is a little more.
		process.env.BODY_SIZE_LIMIT ??= String(2 * largestBytes);
		const server = createServer();
		// The address is claimed before the corpus is opened, so that a taken port says so at once.
		const actual = await listen(server, port, host);
		const address = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
		process.env.ORIGIN ??= address;
		const { handler } = await import(pathToFileURL(handlerPath).href);
		server.on('request', handler);
		console.log(`Whereabouts is at ${address}`);
		await new Promise<void>((resolve) => {
			for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
		});
		server.closeAllConnections();
		server.close();
		process.emit('sveltekit:shutdown' as never, 'serve' as never);
		lock.release();
		return 0;
	},
};
