/** How sure: two logistic curves, one for being a place at all, one for being this place. */
import type { Candidate } from '#lib/domain.ts';

/** Below this the machine says nothing: no mention. */
export const leastRecognition = 0.5;
/** Below this it marks the name and leaves the place open. */
export const leastResolution = 0.35;

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The probability that a toponym with this log-odds is one. */
export const recognitionConfidence = (evidence: number): number => logistic(evidence);

/** The probability that the best candidate is meant, from its lead over the next. */
export function resolutionConfidence([best, second]: readonly Candidate[]): number {
	if (!best) return 0;
	const lead = second ? best.score - second.score : 3;
	return logistic(0.4 + 0.9 * lead);
}
