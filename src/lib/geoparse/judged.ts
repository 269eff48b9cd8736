/**
 * What analysts have said before of the names in a text: a name that one has placed is likelier that
 * place again, one that was dismissed is likelier no place. It says more than how large a place is,
 * and less than what the text itself says of where it lies.
 */
import type { Judgement, Place, Reason } from '#lib/domain.ts';
import type { Gazetteer, Match } from '#lib/gazetteer/gazetteer.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import type { Toponym } from './recognize.ts';
import { suffix } from './surface.ts';

/** What was said of one name, each with in how many documents. */
interface Verdict {
	readonly places: Map<string, number>;
	dismissed: number;
}

/** By folded name. */
export type Judged = ReadonlyMap<string, Verdict>;

/** The judgements by the names that they are of. */
export function judgedNames(judgements: readonly Judgement[]): Judged {
	const names = new Map<string, Verdict>();
	for (const { surface, place, documents } of judgements) {
		const key = foldName(surface.replace(suffix, ''));
		const verdict = names.get(key) ?? { places: new Map<string, number>(), dismissed: 0 };
		names.set(key, verdict);
		if (place === null) verdict.dismissed += documents;
		else verdict.places.set(place, (verdict.places.get(place) ?? 0) + documents);
	}
	return names;
}

/** Said twice it is surer, but not twice as sure. */
const often = (documents: number, first: number, more: number, most: number) =>
	Math.min(most, first + more * Math.log2(documents));

const againstBeing = (documents: number) => often(documents, 2.5, 0.7, 4);
const forBeing = 1.5;

const placed = ({ places }: Verdict) => places.values().reduce((sum, one) => sum + one, 0);
const isDismissed = (verdict: Verdict) => verdict.dismissed > placed(verdict);

/** The toponyms with what was said of their names: that they are places, or none. */
export const withJudged = (toponyms: readonly Toponym[], judged: Judged): readonly Toponym[] =>
	toponyms.map((toponym) => {
		const verdict = toponym.kind === 'name' ? judged.get(toponym.key) : undefined;
		if (!verdict) return toponym;
		const more = isDismissed(verdict) ? -againstBeing(verdict.dismissed) : forBeing;
		return { ...toponym, evidence: toponym.evidence + more };
	});

/** What a name may mean, with what analysts have taken it for. */
export function matchesJudged(
	{ key, matches }: Toponym,
	judged: Judged,
	gazetteer: Gazetteer,
): readonly Match[] {
	const { places = new Map<string, number>() } = judged.get(key) ?? {};
	const others = [...places.keys()].flatMap((id): Match[] => {
		const place = matches.some((match) => match.place.id === id) ? null : gazetteer.byId(id);
		return place ? [{ place, principal: false }] : [];
	});
	return others.length ? [...matches, ...others] : matches;
}

const called = ({ name, admin1, country, kind }: Place) =>
	[name, kind === 'admin1' || admin1 === name ? country : (admin1 ?? country)]
		.filter(Boolean)
		.join(', ');

/** What analysts have said for `place`, or against the name being one. */
export function fromJudged(place: Place, { key, surface }: Toponym, judged: Judged): Reason[] {
	const verdict = judged.get(key);
	if (!verdict) return [];
	const reasons: Reason[] = [];
	const name = surface.replace(suffix, '');
	const times = verdict.places.get(place.id) ?? 0;
	if (times > 0) {
		const facts = { name, place: called(place), times };
		reasons.push({ code: 'judged', facts, weight: often(times, 4, 0.45, 4.9) });
	}
	if (isDismissed(verdict)) {
		const facts = { name, times: verdict.dismissed };
		reasons.push({ code: 'dismissed', facts, weight: -againstBeing(verdict.dismissed) });
	}
	return reasons;
}
