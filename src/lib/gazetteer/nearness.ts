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

/** Can `a` become `b` by at most `most` insertions, deletions and substitutions of a code unit? */
export function withinEdits(a: string, b: string, most: number): boolean {
	if (Math.abs(a.length - b.length) > most) return false;
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
			next.push(cost);
			least = Math.min(least, cost);
		}
		if (least > most) return false;
		row = next;
	}
	return (row[b.length] ?? Infinity) <= most;
}
