/**
 * Query ⇄ URL parameters. The page, the HTTP interface, exports and the command line all read and
 * write a question in this one form, so a pasted link asks the same question everywhere.
 */
import * as v from 'valibot';
import type { Bbox, LonLat, MentionStatus, PartialDate, PlaceKind, Query } from '#lib/domain.ts';
import { isDate } from '#lib/text/date.ts';

/** A parameter that is not of its form. `parameter` names it; the message says what is expected. */
export class QueryError extends Error {
	override readonly name = 'QueryError';
	readonly parameter: string;
	/** What it was made of, so that it can be made again elsewhere. */
	readonly parts: readonly [parameter: string, value: string, expected: string];

	constructor(parameter: string, value: string, expected: string) {
		super(`${parameter}=${value}: ${expected}`);
		this.parameter = parameter;
		this.parts = [parameter, value, expected];
	}
}

const kinds: readonly PlaceKind[] = [
	'country',
	'admin1',
	'admin2',
	'settlement',
	'physical',
	'region',
	'facility',
];
const statuses: readonly MentionStatus[] = ['suggested', 'confirmed', 'corrected', 'rejected'];

/** Half the Earth's circumference: nothing is farther away. */
const farthestKm = 20_038;
export const maxLimit = 100_000;

/** A day, month or year; of a full RFC 3339 time the day is taken. */
const day = v.pipe(
	v.string(),
	v.transform((text) => text.replace(/T.*$/, '')),
	v.check(isDate),
);
const numbers = (count: number) =>
	v.pipe(
		v.string(),
		v.regex(/^[^,]+(,[^,]+)*$/),
		v.transform((text) => text.split(',').map((part) => (part.trim() ? Number(part) : NaN))),
		v.array(v.pipe(v.number(), v.finite())),
		v.length(count),
	);
const lonLat = v.check<number[]>(
	([lon = NaN, lat = NaN]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90,
);

const bbox = v.pipe(
	numbers(4),
	lonLat,
	v.check(([, south = 0, east = NaN, north = NaN]) => {
		return Math.abs(east) <= 180 && Math.abs(north) <= 90 && south <= north;
	}),
	v.transform((values) => values as unknown as Bbox),
);
const near = v.pipe(
	numbers(3),
	lonLat,
	v.check(([, , km = NaN]) => km > 0 && km <= farthestKm),
	v.transform(([lon = 0, lat = 0, km = 0]) => ({ point: [lon, lat] as LonLat, km })),
);
const around = v.pipe(
	v.string(),
	v.regex(/^[\w-]{1,100},\d{1,9},[\d.]{1,20}$/),
	v.transform((text) => {
		const [layer = '', feature, km] = text.split(',');
		return { layer, feature: Number(feature), km: Number(km) };
	}),
	v.check(({ km }) => km <= farthestKm),
);
const datetime = v.pipe(
	v.string(),
	v.transform((text): (string | null)[] => {
		const ends = text.split('/');
		return (ends.length === 1 ? [text, text] : ends).map((end) =>
			end === '..' || end === '' ? null : end,
		);
	}),
	v.tuple([v.nullable(day), v.nullable(day)]),
	v.check(([from, to]) => from !== null || to !== null),
	v.check(([from, to]) => from === null || to === null || from <= to || from.startsWith(to)),
	v.transform(([from, to]): { from: PartialDate | null; to: PartialDate | null } => ({ from, to })),
);
const words = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200));
const limit = v.pipe(
	v.string(),
	v.regex(/^\d+$/),
	v.transform(Number),
	v.minValue(1),
	v.maxValue(maxLimit),
);
const flag = v.pipe(
	v.picklist(['true', 'false']),
	v.transform((text) => text === 'true'),
);
const id = v.pipe(v.string(), v.regex(/^[\w:.-]{1,100}$/));

/** What each parameter is called, its schema, and the words for what is expected. */
const parameters = {
	bbox: [
		bbox,
		'four numbers "west,south,east,north" in degrees: longitudes from -180 to 180, latitudes from -90 to 90, south not above north',
	],
	datetime: [
		datetime,
		'a date such as 2019-03-14, or an interval 2019-03-01/2019-03-31 or 2019-03/..',
	],
	q: [words, 'some words, 200 characters at most'],
	near: [
		near,
		`three numbers "longitude,latitude,kilometres": from -180 to 180, from -90 to 90, above 0 and at most ${farthestKm}`,
	],
	around: [
		around,
		`"layer,feature,kilometres": the id of a layer, the number of its feature, and 0 up to ${farthestKm}`,
	],
	language: [v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), 'a language code such as nl'],
	source: [words, 'the name of a publisher, 200 characters at most'],
	set: [words, 'the name of a document set, 200 characters at most'],
	kind: [v.picklist(kinds), `one of ${kinds.join(', ')}`],
	country: [v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)), 'a country code (ISO 3166-1) such as SY'],
	status: [v.picklist(statuses), `one of ${statuses.join(', ')}`],
	demonyms: [flag, 'true or false'],
	document: [id, 'the id of a document'],
	limit: [limit, `a whole number from 1 to ${maxLimit}`],
} as const;

type Name = keyof typeof parameters;

function readAs<S extends v.GenericSchema>(
	name: string,
	[schema, expected]: readonly [S, string],
	from: URLSearchParams,
): v.InferOutput<S> | undefined {
	const values = from.getAll(name);
	if (!values.length) return undefined;
	const [value = ''] = values;
	if (values.length > 1) {
		throw new QueryError(name, value, `given ${values.length} times; expected once`);
	}
	const result = v.safeParse(schema, value);
	if (!result.success) throw new QueryError(name, value, `expected ${expected}`);
	return result.output;
}

/** @throws {QueryError} when it is neither true nor false. */
export const readFlag = (name: string, from: URLSearchParams): boolean | undefined =>
	readAs(name, parameters.demonyms, from);

const unit = v.picklist(['day', 'month', 'year']);

/**
 * How finely a timeline is asked for; by month where nothing is said.
 * @throws {QueryError} when it is no such unit.
 */
export const readUnit = (from: URLSearchParams): v.InferOutput<typeof unit> =>
	readAs('unit', [unit, 'day, month or year'], from) ?? 'month';

const order = v.picklist(['newest', 'relevance']);

/**
 * In which order documents are listed; the newest first where nothing is said.
 * @throws {QueryError} when it is no such order, or relevance is asked for without words.
 */
export function readOrder(from: URLSearchParams): v.InferOutput<typeof order> {
	const read = readAs('order', [order, 'newest or relevance'], from) ?? 'newest';
	if (read === 'relevance' && !from.get('q')) {
		throw new QueryError('order', read, 'expected words to be relevant to, as q=evacuation');
	}
	return read;
}

const without = <T extends object>(object: T) =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

const known = [...Object.keys(parameters), 'place'];

/**
 * A filter misspelt would silently ask for everything.
 * @throws {QueryError} on the first parameter that is neither a filter nor one of `others`.
 */
export function refuseUnknown(from: URLSearchParams, others: readonly string[]): void {
	const allowed = [...known, ...others];
	for (const [name, value] of from) {
		if (allowed.includes(name)) continue;
		throw new QueryError(name, value, `is not known here; expected ${allowed.join(', ')}`);
	}
}

/**
 * The question that `from` asks; parameters it does not know are left alone.
 * @throws {QueryError} on the first parameter that is not of its form.
 */
export function parseQuery(from: URLSearchParams): Query {
	const places = from.getAll('place');
	const wrong = places.find((place) => !v.is(id, place));
	if (wrong !== undefined) throw new QueryError('place', wrong, 'expected the id of a place');
	const read = <N extends Name>(name: N) =>
		readAs<(typeof parameters)[N][0]>(name, parameters[name], from);
	return without({
		bbox: read('bbox'),
		datetime: read('datetime'),
		words: read('q'),
		near: read('near'),
		around: read('around'),
		language: read('language'),
		source: read('source'),
		set: read('set'),
		country: read('country'),
		kind: read('kind'),
		status: read('status'),
		demonyms: read('demonyms'),
		places: places.length ? places : undefined,
		document: read('document'),
		limit: read('limit'),
	}) as Query;
}

/** The parameters that ask `query`; `parseQuery` reads them back to an equal query. */
export function formatQuery(query: Query): URLSearchParams {
	const { bbox, datetime, near, around, places = [] } = query;
	const to = new URLSearchParams();
	const set = (name: Name, value: unknown) => {
		if (value !== undefined) to.set(name, String(value));
	};
	set('bbox', bbox?.join(','));
	set('datetime', datetime && `${datetime.from ?? '..'}/${datetime.to ?? '..'}`);
	set('q', query.words);
	set('near', near && [...near.point, near.km].join(','));
	set('around', around && [around.layer, around.feature, around.km].join(','));
	set('language', query.language);
	set('source', query.source);
	set('set', query.set);
	set('country', query.country);
	set('kind', query.kind);
	set('status', query.status);
	set('demonyms', query.demonyms);
	for (const place of places) to.append('place', place);
	set('document', query.document);
	set('limit', query.limit);
	return to;
}
