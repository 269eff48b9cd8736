import type { Whereabouts } from '#lib/server/whereabouts.ts';

declare global {
	namespace App {
		interface Locals {
			whereabouts: Whereabouts;
		}
	}
}
