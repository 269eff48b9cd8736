/** The options that ask a question of the corpus, the same as the page's address has. */
import type { Query } from '#lib/domain.ts';
import { parseQuery } from '#lib/query.ts';
import type { Input, Option } from './command.ts';

export const filterOptions: Readonly<Record<string, Option>> = {
	bbox: { value: 'W,S,E,N', help: 'places in this box, in degrees' },
	near: { value: 'LON,LAT,KM', help: 'places within so many kilometres of a point' },
	around: { value: 'LAYER,N,KM', help: "places within so many kilometres of a layer's feature" },
	q: { value: 'WORDS', help: 'documents in which all these words occur' },
	datetime: { value: 'FROM/TO', help: 'documents published then; .. leaves an end open' },
	source: { value: 'NAME', help: 'documents of this publisher' },
	set: { value: 'NAME', help: 'documents imported as this set' },
	country: { value: 'CODE', help: 'places in this country (ISO 3166-1), such as SY' },
	language: { value: 'CODE', help: 'documents in this language' },
	kind: { value: 'KIND', help: 'places of this kind: settlement, country, ...' },
	status: { value: 'STATUS', help: 'mentions of this status: confirmed, ...' },
	demonyms: { value: 'true|false', help: 'adjectives and peoples too? (default true)' },
	place: { value: 'ID', help: 'mentions of this place; may be given more than once' },
	document: { value: 'ID', help: 'mentions in this document' },
	limit: { value: 'N', help: 'at most so many' },
};

/** @throws {QueryError} on the first option that is not of its form. */
export function queryOf({ all }: Input): Query {
	const names = Object.keys(filterOptions);
	return parseQuery(
		new URLSearchParams(names.flatMap((name) => all(name).map((value) => [name, value]))),
	);
}
