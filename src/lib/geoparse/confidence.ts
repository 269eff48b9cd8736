/** How sure: a logistic curve for being a place at all, a share of all candidates for being this one. */
import type { Candidate } from '#lib/domain.ts';

/** Below this the machine says nothing: no mention. */
export const leastRecognition = 0.5;
/** Below this it marks the name and leaves the place open. */
export const leastResolution = 0.25;

/** What a place that is only called nearly so needs to be taken for the one meant: a size and a reason. */
export const leastOfNearly = 4;

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The probability that a toponym with this log-odds is one. */
export const recognitionConfidence = (evidence: number): number => logistic(evidence);

/** How flat the choice among candidates is, and the share of names that mean no place we know. */
const temperature = 0.9;
const unknown = 0.02;

/** The probability that the best candidate is meant, by its score beside the others'. */
export function resolutionConfidence(candidates: readonly Candidate[]): number {
	const [best] = candidates;
	if (!best) return 0;
	const powers = candidates.map(({ score }) => Math.exp((score - best.score) / temperature));
	return (1 - unknown) / powers.reduce((sum, power) => sum + power, 0);
}
