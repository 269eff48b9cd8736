/** Runs the command line as a person does: another process, a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Ran {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

export interface Running {
	readonly child: ChildProcess;
	readonly ended: Promise<Ran>;
}

export function start(args: readonly string[], dataFolder: string, input = ''): Running {
	const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
		env: { ...process.env, WHEREABOUTS_DATA: dataFolder },
		stdio: 'pipe',
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (chunk) => (out += chunk));
	child.stderr.on('data', (chunk) => (err += chunk));
	child.stdin.end(input);
	const ended = new Promise<Ran>((resolve) => {
		child.once('close', (code) => resolve({ code, out, err }));
	});
	return { child, ended };
}

export const run = (args: readonly string[], dataFolder: string, input = ''): Promise<Ran> =>
	start(args, dataFolder, input).ended;
