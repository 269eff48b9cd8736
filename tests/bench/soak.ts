/** Fifty clients that read and write for a while: no error, no growth of memory, and the slowest answers. */
import { startServer } from '../browser/server.ts';
import { addressOf, questions } from './questions.ts';

const clients = 50;
/** One request in so many writes. */
const oneWriteIn = 20;

interface Report {
	readonly line: (what: string, ...figures: readonly (number | string | undefined)[]) => void;
	readonly residentMb: (pid: number) => number;
}

export async function soak(folder: string, seconds: number, { line, residentMb }: Report) {
	const server = await startServer(folder);
	const reads = questions('gn:1').map(addressOf);
	const times: number[] = [];
	const errors = new Map<string, number>();
	const memory: number[] = [];
	const until = performance.now() + seconds * 1000;
	let number = 0;

	async function request(): Promise<Response> {
		number++;
		if (number % oneWriteIn) return fetch(server.url + reads[number % reads.length]);
		const text = `On day ${number} of ${Date.now()} convoys left Baghouz for Hajin.`;
		return fetch(`${server.url}/api/documents`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ text }),
		});
	}
	async function client(): Promise<void> {
		while (performance.now() < until) {
			const began = performance.now();
			try {
				const response = await request();
				await response.arrayBuffer();
				if (!response.ok) throw new Error(`status ${response.status}`);
			} catch (error) {
				const { message } = error as Error;
				errors.set(message, (errors.get(message) ?? 0) + 1);
			}
			times.push(performance.now() - began);
		}
	}
	const watching = setInterval(() => memory.push(residentMb(server.pid)), 2000);
	await Promise.all(Array.from({ length: clients }, client));
	clearInterval(watching);
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
	console.log(`\nsoak: ${clients} clients for ${seconds} s, one request in ${oneWriteIn} writes`);
	line('requests, per second', times.length, times.length / seconds);
	line('ms: p50, p99, slowest', at(0.5), at(0.99), at(1));
	line(
		'server MB: after 1/4, half, end',
		...[0.25, 0.5, 1].map((share) => memory[Math.floor(share * (memory.length - 1))]),
	);
	line(
		'errors',
		[...errors.values()].reduce((sum, n) => sum + n, 0),
	);
	for (const [message, count] of errors) line(`  ${message}`, count);
	await server.stop();
}
