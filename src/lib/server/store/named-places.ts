/** Places as a mention names them, remembered from page to page: an export meets the same ones again. */
import type { NamedPlace } from '#lib/geo/features.ts';
import type { Place } from '#lib/domain.ts';
import type { Dialect, Sql } from './sql.ts';

/** As many as are remembered; one takes some 200 bytes. */
const remembered = 50_000;

export class NamedPlaces {
	#known = new Map<string, NamedPlace>();
	#revision = '';

	/** Those of `ids` that there are, as they are since the last write. */
	async of(
		{ sql, dialect }: { readonly sql: Sql; readonly dialect: Dialect },
		ids: readonly string[],
	): Promise<ReadonlyMap<string, NamedPlace>> {
		const revision = await dialect.revision(sql);
		if (revision !== this.#revision || this.#known.size > remembered) this.#known = new Map();
		this.#revision = revision;
		// Another page that is read meanwhile may begin anew.
		const known = this.#known;
		const list = dialect.list(ids.filter((id) => !known.has(id)));
		const rows = await sql.tuples(
			`select id, ${dialect.recordField('name')}, kind, country, lon, lat from place where id in (${list.sql})`,
			list.values,
		);
		for (const [id, name, kind, country, lon, lat] of rows) {
			known.set(String(id), {
				id: String(id),
				name: String(name),
				kind: kind as Place['kind'],
				country: country === null ? null : String(country),
				point: [Number(lon), Number(lat)],
			});
		}
		return known;
	}
}
