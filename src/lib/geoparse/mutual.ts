/** What the toponyms of a text say about each other. */
import type { Toponym } from './recognize.ts';

const between =
	/^(?:,|,? (?:and|or|en|of|und|oder|et|ou|y|o|ve|in|as well as|for|to|naar|nach|vers|a|hacia))? ?$/;

/** Neighbours in a list are of one sort: Iowa, Georgia and Washington. */
function withLists(toponyms: readonly Toponym[], text: string): Toponym[] {
	const listed = toponyms.map(({ start, kind }, i) => {
		const last = toponyms[i - 1];
		const gap = last ? text.slice(last.end, start) : '';
		return last?.kind === 'name' && kind === 'name' && gap !== ' ' && between.test(gap);
	});
	let list = 0;
	return toponyms.map((toponym, i) => {
		if (!listed[i]) list++;
		if (!listed[i] && !listed[i + 1]) return toponym;
		const trusted =
			(listed[i] && (toponyms[i - 1]?.evidence ?? 0) > 1) ||
			(listed[i + 1] && (toponyms[i + 1]?.evidence ?? 0) > 1);
		return { ...toponym, list, evidence: toponym.evidence + (trusted ? 1.5 : 0) };
	});
}

/** A name that few places bear, one of them in a country the text speaks of, is hardly chance. */
const few = 3;

function withCountries(toponyms: readonly Toponym[]): Toponym[] {
	const spoken = new Set(
		toponyms.flatMap(({ country, matches }) => [
			country,
			matches.find(({ place, principal }) => place.kind === 'country' && principal)?.place.country,
		]),
	);
	return toponyms.map((toponym) => {
		const { kind, matches, evidence, doubtful } = toponym;
		const rare = kind === 'name' && matches.length <= few && !doubtful;
		const inside = matches.some(
			({ place }) => place.kind !== 'country' && spoken.has(place.country),
		);
		return rare && inside ? { ...toponym, evidence: evidence + 2 } : toponym;
	});
}

/** The toponyms with what their neighbours in lists and the countries of the text add to each. */
export const strengthened = (toponyms: readonly Toponym[], text: string): Toponym[] =>
	withCountries(withLists(toponyms, text));
