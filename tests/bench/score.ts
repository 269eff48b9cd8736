/**
 * How near a geoparser's answers come to annotated ones, counted as the literature does (Gritta et
 * al. 2018): spans matched one to one, exact pairs first, then by longest overlap; a place is right
 * within 161 km (100 miles) of the annotated point, great circle.
 */
import { distanceKm } from '#lib/gazetteer/nearness.ts';

export interface Answer {
	readonly start: number;
	readonly end: number;
	readonly lat?: number | null;
	readonly lon?: number | null;
	readonly confidence?: number;
}

export interface GoldAnswer extends Answer {
	readonly name?: string;
	/** Types may be excluded from what counts; `A.ADM1` is excluded by `A` too. */
	readonly type?: string;
}

export interface Rule {
	readonly exclude: readonly string[];
	/** Gold without coordinates is then neither asked for nor wrong to find. */
	readonly requireCoordinates: boolean;
}

export interface Scored<G extends GoldAnswer = GoldAnswer, A extends Answer = Answer> {
	/** Pairs of gold and answer, with the kilometres between them where both have a point. */
	readonly pairs: readonly { gold: G; answer: A; exact: boolean; km: number | null }[];
	readonly missed: readonly G[];
	/** Answers that met no gold, those that touch only what nobody asked for left out. */
	readonly extra: readonly A[];
}

export const rightWithinKm = 161;

type Point = { readonly lat: number; readonly lon: number };

const hasPoint = <T extends Answer>(answer: T): answer is T & Point =>
	Number.isFinite(answer.lat) && Number.isFinite(answer.lon);

const overlap = (a: Answer, b: Answer) => Math.min(a.end, b.end) - Math.max(a.start, b.start);

const kilometres = (a: Answer, b: Answer): number | null =>
	hasPoint(a) && hasPoint(b) ? distanceKm([a.lon, a.lat], [b.lon, b.lat]) : null;

/** Matches one document's answers with its gold. */
export function match<G extends GoldAnswer, A extends Answer>(
	gold: readonly G[],
	answers: readonly A[],
	{ exclude, requireCoordinates }: Rule,
): Scored<G, A> {
	const unasked = (one: G) =>
		(requireCoordinates && !hasPoint(one)) ||
		exclude.some((type) => one.type === type || one.type?.startsWith(`${type}.`));
	const asked = gold.filter((one) => !unasked(one));
	const near = asked.flatMap((one) =>
		answers
			.filter((answer) => overlap(one, answer) > 0)
			.map((answer) => ({
				gold: one,
				answer,
				exact: one.start === answer.start && one.end === answer.end,
			})),
	);
	near.sort(
		(a, b) =>
			Number(b.exact) - Number(a.exact) || overlap(b.gold, b.answer) - overlap(a.gold, a.answer),
	);
	const met = new Set<GoldAnswer | Answer>();
	const pairs = near.flatMap((pair) => {
		if (met.has(pair.gold) || met.has(pair.answer)) return [];
		met.add(pair.gold).add(pair.answer);
		return [{ ...pair, km: kilometres(pair.gold, pair.answer) }];
	});
	const beside = gold.filter(unasked);
	return {
		pairs,
		missed: asked.filter((one) => !met.has(one)),
		extra: answers.filter(
			(one) => !met.has(one) && !beside.some((other) => overlap(one, other) > 0),
		),
	};
}

/** Is the pair right end to end? Where gold has no point, finding the words is enough. */
export const isRight = ({ gold, km }: Scored['pairs'][number]): boolean =>
	hasPoint(gold) ? km !== null && km <= rightWithinKm : true;

export interface Figures {
	readonly gold: number;
	readonly exact: number;
	readonly overlap: number;
	readonly precision: number;
	readonly recall: number;
	readonly endToEnd: number;
	/** Share of all gold with a point that was placed within 161 km. */
	readonly accuracy: number;
}

/** F1 of spans (exact, overlapping) and end to end, over all documents together. */
export function figures(documents: readonly Scored[]): Figures {
	const count = (of: (one: Scored) => number) => documents.reduce((sum, one) => sum + of(one), 0);
	const paired = count(({ pairs }) => pairs.length);
	const gold = paired + count(({ missed }) => missed.length);
	const answers = paired + count(({ extra }) => extra.length);
	const f1 = (right: number) => (gold + answers ? (2 * right) / (gold + answers) : 0);
	const right = count(({ pairs }) => pairs.filter(isRight).length);
	const pointed = count(
		({ pairs, missed }) =>
			pairs.filter((pair) => hasPoint(pair.gold)).length + missed.filter(hasPoint).length,
	);
	const placed = count(
		({ pairs }) => pairs.filter((pair) => hasPoint(pair.gold) && isRight(pair)).length,
	);
	return {
		gold,
		exact: f1(count(({ pairs }) => pairs.filter(({ exact }) => exact).length)),
		overlap: f1(paired),
		precision: answers ? paired / answers : 0,
		recall: gold ? paired / gold : 0,
		endToEnd: f1(right),
		accuracy: pointed ? placed / pointed : 0,
	};
}

/** How often answers of a confidence were right, in ten equal steps. */
export interface Reliability {
	readonly from: number;
	readonly answers: number;
	readonly confidence: number;
	readonly right: number;
}

/** Expected calibration error (Naeini et al. 2015) and the table it is the mean of. */
export function calibration(documents: readonly Scored[]): { ece: number; table: Reliability[] } {
	const all = documents.flatMap(({ pairs, extra }) => [
		...pairs.map((pair) => ({ confidence: pair.answer.confidence ?? 0, right: isRight(pair) })),
		...extra.map(({ confidence = 0 }) => ({ confidence, right: false })),
	]);
	const table = Array.from({ length: 10 }, (_, step): Reliability => {
		const inside = all.filter(
			({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === step,
		);
		const mean = (of: (one: (typeof all)[number]) => number) =>
			inside.length ? inside.reduce((sum, one) => sum + of(one), 0) / inside.length : 0;
		return {
			from: step / 10,
			answers: inside.length,
			confidence: mean(({ confidence }) => confidence),
			right: mean(({ right }) => Number(right)),
		};
	});
	const ece = table.reduce(
		(sum, { answers, confidence, right }) => sum + answers * Math.abs(confidence - right),
		0,
	);
	return { ece: all.length ? ece / all.length : 0, table };
}
