import type { Jobs } from '#lib/server/jobs.ts';
import type { Whereabouts } from '#lib/server/whereabouts.ts';

declare global {
	namespace App {
		interface Locals {
			whereabouts: Whereabouts;
			jobs: Jobs;
		}
	}
}
