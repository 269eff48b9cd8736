/** How near two points are, and how near two names are: what look-ups need, without a library. */
import type { LonLat } from '#lib/domain.ts';

const radians = Math.PI / 180;

/** Great-circle distance in km on a sphere of 6371.0088 km, from degrees (lon, lat). */
export function distanceKm([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
	const a =
		Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
		Math.cos(lat1 * radians) *
			Math.cos(lat2 * radians) *
			Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
	return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** How many slips of the pen a name may hold and still be recognised. */
export const editsAllowed = (folded: string): number =>
	folded.length < 4 ? 0 : folded.length < 8 ? 1 : 2;

/**
 * The number of insertions, deletions and substitutions of a code unit that make `b` of `a`
 * (Levenshtein), or `most + 1` where it is more than `most`.
 */
export function edits(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		if (Math.min(...next) > most) return most + 1;
		row = next;
	}
	return Math.min(row[b.length] ?? 0, most + 1);
}
