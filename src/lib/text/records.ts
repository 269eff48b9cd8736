/**
 * Files in which one record is one document: which there are, which of a record's columns hold
 * what, and how a record becomes a text. Values of JSON may be nested: `article.body`.
 */
import type { Note } from '#lib/domain.ts';
import { dateOf } from './date.ts';
import { normalizeText, type ReadText, Refusal } from './formats.ts';
import { asUrl } from './plain.ts';

export type FileRecord = Readonly<Record<string, unknown>>;

/** A record, or why one cannot be read; where it is in the file, and how much has been read by then. */
export type FoundRecord = {
	/** `line 12`, `feature 3`. */
	readonly where: string;
	/** Bytes from the start of the file. */
	readonly position: number;
} & ({ readonly record: FileRecord } | { readonly reason: string });

export interface RecordFormat {
	readonly id: 'jsonl' | 'csv' | 'json';
	readonly label: string;
	readonly extensions: readonly string[];
}

export const recordFormats: readonly RecordFormat[] = [
	{
		id: 'jsonl',
		label: 'JSON lines, GeoJSONSeq',
		extensions: ['jsonl', 'ndjson', 'geojsonl', 'geojsons', 'ndgeojson'],
	},
	{ id: 'csv', label: 'CSV, TSV', extensions: ['csv', 'tsv'] },
	{ id: 'json', label: 'GeoJSON, JSON', extensions: ['geojson', 'json'] },
];

/** The format of a file of records by its name's ending; null when it is none. */
export function recordFormatOf(name: string): RecordFormat | null {
	const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return recordFormats.find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/** What a column can hold. */
export const fieldNames = [
	'text',
	'title',
	'published',
	'source',
	'url',
	'language',
	'home',
] as const;
export type FieldName = (typeof fieldNames)[number];
/** Those whose column can be named; of the home, who imports tells the place itself. */
export const columnNames = fieldNames.filter((field) => field !== 'home');

/** The name of the column that holds each field. */
export type Columns = Readonly<Partial<Record<FieldName, string>>>;

/** How columns are called that hold a field, likeliest first; compared as letters only. */
const commonNames: Readonly<Record<FieldName, readonly string[]>> = {
	text: 'text fulltext articletext body articlebody bodytext content contents maintext article plaintext tekst inhoud bericht artikel story message transcript description abstract summary'.split(
		' ',
	),
	title: 'title headline heading titel kop subject onderwerp name'.split(' '),
	published:
		'published date publisheddate publicationdate publishedat publishdate datepublished pubdate datum publicatiedatum posted postedat datetime timestamp created createdat time year jaar'.split(
			' ',
		),
	source:
		'source publisher publication sourcename outlet bron medium newspaper krant site website domain'.split(
			' ',
		),
	url: 'url link href uri permalink weburl sourceurl articleurl'.split(' '),
	language: 'language lang taal locale languagecode'.split(' '),
	home: 'home outlethome sourcehome publisherhome homeregion'.split(' '),
};

const letters = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

/** Which of `names` hold what: as told, and else by what columns are commonly called. */
export function columnsAmong(names: readonly string[], told: Columns = {}): Columns {
	const taken = new Set(Object.values(told));
	const byLetters = new Map<string, string>();
	for (const name of names) {
		if (!taken.has(name) && !byLetters.has(letters(name))) byLetters.set(letters(name), name);
	}
	const guessed = fieldNames.flatMap((field): [FieldName, string][] => {
		const common = commonNames[field].find((each) => byLetters.has(each));
		const name = told[field] ?? byLetters.get(common ?? '');
		return name === undefined ? [] : [[field, name]];
	});
	return Object.fromEntries(guessed);
}

/** The value under a name, or under a path of names with dots between. */
function valueAt(record: FileRecord, name: string): unknown {
	if (Object.hasOwn(record, name)) return record[name];
	return name
		.split('.')
		.reduce<unknown>(
			(value, key) =>
				value !== null && typeof value === 'object' && Object.hasOwn(value, key)
					? (value as FileRecord)[key]
					: undefined,
			record,
		);
}

/** A value in words: of a list its parts, of a thing its name. */
function wordsOf(value: unknown, between: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) {
		return value
			.map((part) => wordsOf(part, between))
			.filter(Boolean)
			.join(between);
	}
	return value && typeof value === 'object' && 'name' in value ? wordsOf(value.name, between) : '';
}

// eslint-disable-next-line no-control-regex -- these are what a database or a page cannot hold
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Text that can be kept: JSON can spell control characters and halves of a character. */
const repaired = (text: string): string =>
	normalizeText(text.toWellFormed()).replaceAll(controls, ' ').trim();

const line = (text: string, longest: number): string | null =>
	repaired(text).replaceAll(/\s+/g, ' ').slice(0, longest).toWellFormed() || null;

export interface RecordRead {
	readonly read: ReadText;
	readonly notes: readonly Note[];
}

const listed = (names: readonly string[]): string =>
	names.length ? `it has: ${names.slice(0, 30).join(', ')}` : 'it has none';

/**
 * Why records with these columns cannot become documents, or null.
 * @param told the columns that were named, which must be there
 */
export function columnsFault(names: readonly string[], told: Columns): string | null {
	const present = (name: string) =>
		names.includes(name) || names.includes(name.split('.')[0] ?? '');
	const absent = Object.values(told).find((name) => !present(name));
	if (absent !== undefined) return `has no column "${absent}" (${listed(names)}).`;
	if (columnsAmong(names, told).text !== undefined) return null;
	return `has no column called text, body or content (${listed(names)}). Name the column of the texts with --text, or call it text.`;
}

/** Reads records of one file; the columns are looked up once for records with the same names. */
export function recordReader(told: Columns = {}): (record: FileRecord) => RecordRead {
	const known = new Map<string, Columns>();
	const columnsOf = (record: FileRecord): Columns => {
		const names = Object.keys(record);
		const key = names.join('\n');
		const columns = known.get(key) ?? columnsAmong(names, told);
		if (known.size < 1000) known.set(key, columns);
		return columns;
	};
	return (record) => {
		const columns = columnsOf(record);
		const value = (field: FieldName) =>
			columns[field] === undefined ? undefined : valueAt(record, columns[field]);
		const text = repaired(wordsOf(value('text'), '\n\n'));
		if (!text) {
			const fault = columnsFault(Object.keys(record), told.text ? { text: told.text } : {});
			throw new Refusal(fault ?? 'is empty: there are no words in it.');
		}
		const date = value('published');
		const published = dateOf(date);
		const tag = /^([a-z]{2,3})(?:[-_][a-z0-9-_]+)?$/i.exec(wordsOf(value('language'), ' ').trim());
		return {
			read: {
				text,
				title: line(wordsOf(value('title'), ', '), 500),
				source: line(wordsOf(value('source'), ', '), 300),
				url: asUrl(wordsOf(value('url'), ' ')),
				published,
				language: tag?.[1]?.toLowerCase() ?? null,
				home: line(wordsOf(value('home'), ','), 200),
			},
			notes: published === null ? undatedNote(wordsOf(date, ' ').trim()) : [],
		};
	};
}

const undatedNote = (date: string): Note[] =>
	date
		? [
				{
					code: 'date-unread',
					message: `was taken in without its date (${date.slice(0, 40)}), which could be more than one day. Write dates as 2019-03-14.`,
				},
			]
		: [];
