/** Where the other names of a text seem to be: what is near them is likelier meant. */
import type { Place } from '#lib/domain.ts';
import { foldName } from '#lib/gazetteer/names.ts';
import { distanceKm } from '#lib/gazetteer/nearness.ts';

interface Anchor {
	readonly place: Place;
	/** The name that may mean it. */
	readonly key: string;
	/** Its English name, folded: what is called alike is no neighbour. */
	readonly called: string;
	/** The share of the name's candidates that it has; 1 where it is far ahead of the others. */
	readonly share: number;
	readonly believed: number;
}

export interface Neighbour {
	readonly place: Place;
	readonly km: number;
	/** What it counts, beside 1 for a settled place at the same spot. */
	readonly closeness: number;
}

const reachKm = 250;
/** Beyond that an unsettled place counts for next to nothing. */
const softReachKm = 140;
const kmPerDegree = 111;
/** A little more than what is in reach, so that nothing is passed over. */
const bandDegrees = 2.5;
/** That much better than its rivals is as good as settled. */
const ahead = 1;
const leastShare = 0.02;
/** Candidates of one name that are kept. */
const kept = 20;
const counted = 3;

const none: readonly Neighbour[] = [];

const alongs = new Map<number, number>();

/** Kilometres to a degree of longitude where it is shortest in a band and those beside it. */
function kmAlongOf(band: number): number {
	const known = alongs.get(band);
	if (known !== undefined) return known;
	const furthest = Math.max(Math.abs(band - 1), Math.abs(band + 2)) * bandDegrees;
	const km = kmPerDegree * Math.cos((Math.min(89, furthest) * Math.PI) / 180);
	alongs.set(band, km);
	return km;
}

/** Does it have a place on the map that others can be near? An area's middle is no such place. */
export const isSpot = ({ kind }: Place): boolean =>
	kind !== 'country' && kind !== 'region' && kind !== 'admin1';

/**
 * Near a settled place is in the same part of the country. Two names that could each be in many
 * places, and both in one valley, are hardly so by chance: there, being close is what counts.
 */
function closenessOf({ share, believed }: Anchor, km: number): number {
	const near = (reachKm - km) / reachKm;
	return share === 1 ? near : 3 * believed * Math.sqrt(share) * near ** 6;
}

/** Places by bands of latitude, so that few are compared. */
export class Anchors {
	readonly #bands = new Map<number, Anchor[]>();

	/** Adds what `key` may mean: `candidates` best first, the share of each, and how sure it is a place. */
	add(
		key: string,
		candidates: readonly { readonly place: Place; readonly score: number }[],
		shares: readonly number[],
		believed: number,
	): void {
		const [best, second] = candidates;
		if (!best) return;
		const settled = best.score - (second?.score ?? 0) > ahead;
		for (const [i, { place }] of candidates.slice(0, settled ? 1 : kept).entries()) {
			const share = settled ? 1 : (shares[i] ?? 0);
			if (share < leastShare) break;
			if (!isSpot(place)) continue;
			const called = foldName(place.names.en ?? place.name);
			const band = Math.floor(place.point[1] / bandDegrees);
			const others = this.#bands.get(band);
			const anchor = { place, key, called, share, believed };
			if (others) others.push(anchor);
			else this.#bands.set(band, [anchor]);
		}
	}

	/** What is near `place` and goes by another name than `key`, closest first, one for each name. */
	beside({ id, point }: Place, key: string): readonly Neighbour[] {
		let best: Map<string, Neighbour> | undefined;
		if (!this.#bands.size) return none;
		const crosses = Math.abs(point[0]) > 170;
		const middle = Math.floor(point[1] / bandDegrees);
		const kmAlong = kmAlongOf(middle);
		for (let band = middle - 1; band <= middle + 1; band++) {
			for (const anchor of this.#bands.get(band) ?? []) {
				const { place } = anchor;
				const reach = anchor.share === 1 ? reachKm : softReachKm;
				if (Math.abs(place.point[0] - point[0]) * kmAlong > reach && !crosses) continue;
				if (Math.abs(place.point[1] - point[1]) * kmPerDegree > reach) continue;
				if (place.id === id || anchor.called === key || anchor.key === key) continue;
				const km = distanceKm(place.point, point);
				if (km >= reach) continue;
				const closeness = closenessOf(anchor, km);
				best ??= new Map();
				if (closeness > (best.get(anchor.key)?.closeness ?? 0)) {
					best.set(anchor.key, { place, km, closeness });
				}
			}
		}
		if (!best) return none;
		return [...best.values()].sort((a, b) => b.closeness - a.closeness).slice(0, counted);
	}
}
