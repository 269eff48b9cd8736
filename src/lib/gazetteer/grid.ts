/** Rows by whole-degree cell, to find what is near without looking at every row. */
import type { LonLat } from '#lib/domain.ts';

const cells = 360 * 180;

function cellOf(lon: number, lat: number): number {
	const x = (((Math.floor(lon) + 180) % 360) + 360) % 360;
	return Math.max(0, Math.min(179, Math.floor(lat) + 90)) * 360 + x;
}

export class Grid {
	readonly #starts = new Uint32Array(cells + 1);
	readonly #rows: Uint32Array;

	/** Over rows 0 to `count`, each at `pointOf(row)`. */
	constructor(count: number, pointOf: (row: number) => LonLat) {
		const cellOfRow = Uint32Array.from({ length: count }, (_, row) => cellOf(...pointOf(row)));
		for (const cell of cellOfRow) this.#starts[cell + 1] = (this.#starts[cell + 1] ?? 0) + 1;
		for (let i = 1; i <= cells; i++) {
			this.#starts[i] = (this.#starts[i] ?? 0) + (this.#starts[i - 1] ?? 0);
		}
		this.#rows = new Uint32Array(count);
		const next = this.#starts.slice();
		cellOfRow.forEach((cell, row) => {
			const at = next[cell] ?? 0;
			this.#rows[at] = row;
			next[cell] = at + 1;
		});
	}

	/** Rows in every cell that a circle of `km` around a point may touch, poles and antimeridian too. */
	*around([lon, lat]: LonLat, km: number): Generator<number> {
		const reach = km / 111;
		const [south, north] = [Math.max(-90, lat - reach), Math.min(90, lat + reach)];
		const widest = Math.max(Math.abs(south), Math.abs(north));
		const wide = widest >= 89 ? 180 : Math.min(180, reach / Math.cos((widest * Math.PI) / 180));
		const west = Math.floor(lon - wide);
		const columns = Math.min(360, Math.floor(lon + wide) - west + 1);
		for (let y = Math.floor(south); y <= Math.min(89, Math.floor(north)); y++) {
			for (let x = west; x < west + columns; x++) {
				const cell = cellOf(x, y);
				yield* this.#rows.subarray(this.#starts[cell], this.#starts[cell + 1]);
			}
		}
	}
}
