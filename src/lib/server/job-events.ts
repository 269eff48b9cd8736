/** A job's changes as server-sent events: each is the job as it is then, its id the version. */
import { type ImportJob, isOver } from '#lib/job.ts';
import type { Jobs } from './jobs.ts';

const heartbeatMs = 15_000;
/** After a connection that broke, in milliseconds. */
const retryMs = 2000;

const event = (job: ImportJob) =>
	`id: ${job.version}\nevent: job\ndata: ${JSON.stringify(job)}\n\n`;

/**
 * What happens to a job from now on, beginning with how it is; the stream ends when the job does.
 * @param seen the version that was told last, which is not told again
 */
export function jobEvents(jobs: Jobs, job: ImportJob, seen: number | null): ReadableStream {
	const encoder = new TextEncoder();
	let leave = () => {};
	return new ReadableStream<Uint8Array>({
		start(controller) {
			const say = (words: string) => controller.enqueue(encoder.encode(words));
			const beating = setInterval(() => say(': still here\n\n'), heartbeatMs).unref();
			const unwatch = jobs.watch(job.id, tell);
			leave = () => {
				clearInterval(beating);
				unwatch();
			};
			let told = seen;
			function tell(now: ImportJob) {
				// A change is seen before it is told: it may be known to who came in between.
				if (now.version === told) return;
				told = now.version;
				say(event(now));
				if (!isOver(now.state)) return;
				leave();
				controller.close();
			}
			say(`retry: ${retryMs}\n\n`);
			tell(job);
		},
		cancel: () => leave(),
	});
}
