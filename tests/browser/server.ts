/** The built server on a fresh corpus, as `npm start` runs it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly dataFolder: string;
	readonly pid: number;
	stop(): Promise<void>;
	/** Ends it as a power cut would; its folder stays. */
	kill(): Promise<void>;
}

/**
 * Starts `whereabouts serve` on a free port, and waits until it says its address.
 * @param folder of the corpus; where none is named a new one, which goes when the server is stopped
 * @throws {Error} with the server's own messages when it ends before it listens.
 */
export async function startServer(folder?: string): Promise<RunningServer> {
	const dataFolder = folder ?? mkdtempSync(join(tmpdir(), 'whereabouts-'));
	const child = spawn(process.execPath, ['src/cli/main.ts', 'serve'], {
		env: { ...process.env, PORT: '0', WHEREABOUTS_DATA: dataFolder },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	let output = '';
	const url = await new Promise<string>((resolve, reject) => {
		const listen = (chunk: Buffer) => {
			output += chunk;
			const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
			if (address) resolve(address[0]);
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('exit', (code) => reject(new Error(`The server ended (${code}):\n${output}`)));
	});
	return {
		url,
		dataFolder,
		pid: child.pid ?? 0,
		async stop() {
			child.kill('SIGTERM');
			await ended;
			if (folder === undefined) rmSync(dataFolder, { recursive: true, force: true });
		},
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
