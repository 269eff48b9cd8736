/** The page's side of the HTTP interface: typed requests, and errors with words for the reader. */
import type { Feature, FeatureCollection } from 'geojson';
import type { Layer, Mention, MentionStatus, Query } from '#lib/domain.ts';
import type { FormatId, Shape } from '#lib/export/formats.ts';
import type { PlaceFeature } from '#lib/map/place.ts';
import { formatQuery } from '#lib/query.ts';
import type { ImportJob } from '#lib/job.ts';
import type { Columns } from '#lib/text/records.ts';
import type {
	DocumentSummary,
	DocumentWithMentions,
	Facets,
	LayerChange,
	MentionInContext,
	Page,
	Period,
	PeriodUnit,
} from '#lib/server/store/port.ts';

/** A request that failed. `detail` says what happened and what to do; empty when no answer came. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	/** 0 when the server did not answer. */
	readonly status: number;
	readonly detail: string;
	/** The kind of problem, a key of `problem` in the messages; empty when the server named none. */
	readonly kind: string;

	constructor(status: number, detail: string, kind = '') {
		super(detail);
		this.status = status;
		this.detail = detail;
		this.kind = kind;
	}
}

/** What came of one imported file or text. */
export type Imported = { readonly name: string } & (
	| {
			readonly outcome: 'added' | 'duplicate';
			readonly document: string;
			readonly mentions: number;
	  }
	| { readonly outcome: 'refused'; readonly reason: string }
);

export interface Pasted {
	readonly text: string;
	readonly title?: string;
	readonly source?: string;
	readonly url?: string;
	readonly published?: string;
	readonly home?: string;
	readonly name?: string;
}

async function request(path: string, init?: RequestInit): Promise<Response> {
	try {
		return await fetch(path, init);
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') throw error;
		throw new ApiError(0, '');
	}
}

async function failure(response: Response): Promise<ApiError> {
	const problem: unknown = await response.json().catch(() => null);
	const { detail, title, type } = (problem ?? {}) as Readonly<Record<string, unknown>>;
	const kind = typeof type === 'string' ? type.replace('/problems/', '') : '';
	const words = [detail, title].find((each) => typeof each === 'string');
	return new ApiError(
		response.status,
		String(words ?? `${response.status} ${response.statusText}`),
		kind,
	);
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
	const response = await request(path, init);
	if (!response.ok) throw await failure(response);
	return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

function path(name: string, query: Query, cursor?: string | null): string {
	const parameters = formatQuery(query);
	if (cursor) parameters.set('cursor', cursor);
	const text = parameters.toString();
	return `/api/${name}${text ? `?${text}` : ''}`;
}

const withJson = (method: string, body: unknown): RequestInit => ({
	method,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

export async function places(query: Query, signal?: AbortSignal): Promise<PlaceFeature[]> {
	const answer = await ask<FeatureCollection>(path('places.geojson', query), { signal });
	return answer.features as PlaceFeature[];
}

/** A place with what the corpus says of it. */
export const place = (id: string) => ask<PlaceFeature>(`/api/places/${encodeURIComponent(id)}`);

export const timeline = async (
	query: Query,
	unit: PeriodUnit,
	signal?: AbortSignal,
): Promise<readonly Period[]> => {
	const asked = path('timeline', query);
	const address = `${asked}${asked.includes('?') ? '&' : '?'}unit=${unit}`;
	return (await ask<{ readonly periods: readonly Period[] }>(address, { signal })).periods;
};

export const facets = (query: Query, signal?: AbortSignal) =>
	ask<Facets>(path('facets', query), { signal });

/** The address of the tiles that answer `query`, another one for every version of the corpus. */
export const tiles = (query: Query, version: number): string =>
	`${path('tiles/places/{z}/{x}/{y}.mvt', query)}#${version}`;

export const documents = (query: Query, cursor?: string | null, signal?: AbortSignal) =>
	ask<Page<DocumentSummary>>(path('documents', query, cursor), { signal });

/** Those that say most of the words, best first, in one page. */
export const bestDocuments = (query: Query, signal?: AbortSignal) =>
	ask<Page<DocumentSummary>>(`${path('documents', query)}&order=relevance`, { signal });

export const mentions = (query: Query, cursor?: string | null, signal?: AbortSignal) =>
	ask<Page<MentionInContext>>(path('mentions', query, cursor), { signal });

export const document = (id: string, signal?: AbortSignal) =>
	ask<DocumentWithMentions>(`/api/documents/${encodeURIComponent(id)}`, { signal });

export const removeDocument = (id: string) =>
	ask<void>(`/api/documents/${encodeURIComponent(id)}`, { method: 'DELETE' });

export const restoreDocument = (id: string) =>
	ask<void>(`/api/documents/${encodeURIComponent(id)}/restore`, { method: 'POST' });

export const review = (id: string, status: MentionStatus, place?: string) =>
	ask<Mention>(
		`/api/mentions/${encodeURIComponent(id)}`,
		withJson('PATCH', { status, ...(place && { place }) }),
	);

/** A refusal is an outcome, not an error: the answer of a refused document still names it. */
async function importing(init: RequestInit): Promise<Imported> {
	const response = await request('/api/documents', { method: 'POST', ...init });
	const answer = (await response
		.clone()
		.json()
		.catch(() => null)) as { results?: readonly Imported[] } | null;
	const [first] = answer?.results ?? [];
	if (first) return first;
	throw await failure(response);
}

export function importFile(file: File): Promise<Imported> {
	const body = new FormData();
	body.set('file', file);
	return importing({ body });
}

export const importText = (pasted: Pasted) => importing(withJson('POST', pasted));

export const jobs = async (): Promise<readonly ImportJob[]> =>
	(await ask<{ readonly jobs: readonly ImportJob[] }>('/api/jobs')).jobs;

/** What is told of a table: which of its columns hold what, and the set its documents become. */
export interface TableTold {
	readonly columns: Columns;
	readonly set: string | null;
}

/** Sends files to be taken in by the server on its own; answers when they have arrived. */
export function beginJob(files: readonly File[], told?: TableTold): Promise<ImportJob> {
	const body = new FormData();
	for (const [field, column] of Object.entries(told?.columns ?? {})) body.set(field, column);
	if (told?.set) body.set('set', told.set);
	for (const file of files) body.append('file', file);
	return ask<ImportJob>('/api/jobs', { method: 'POST', body });
}

/** Stops a job, or forgets one that is over. */
export const removeJob = (id: string) =>
	ask<void>(`/api/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });

/** What happens to a job, told as it happens; the browser asks again where the line breaks. */
export const jobEvents = (id: string): EventSource =>
	new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`);

export const layers = async (): Promise<readonly Layer[]> =>
	(await ask<{ readonly layers: readonly Layer[] }>('/api/layers')).layers;

const layerPath = (id: string) => `/api/layers/${encodeURIComponent(id)}`;

/** Where the features of a layer are. */
export const layerAddress = (id: string): string => `${layerPath(id)}/features.geojson`;

export function addLayer(file: File): Promise<Layer> {
	const body = new FormData();
	body.set('file', file);
	return ask<Layer>('/api/layers', { method: 'POST', body });
}

export const changeLayer = (id: string, change: LayerChange) =>
	ask<Layer>(layerPath(id), withJson('PATCH', change));

export const removeLayer = (id: string) => ask<void>(layerPath(id), { method: 'DELETE' });

export const restoreLayer = (id: string) =>
	ask<void>(`${layerPath(id)}/restore`, { method: 'POST' });

export const layerFeatures = async (id: string): Promise<readonly Feature[]> =>
	(await ask<FeatureCollection>(layerAddress(id))).features;

export const layerFeature = (id: string, number: number) =>
	ask<Feature>(`${layerPath(id)}/features/${number}`);

/** The address of an export that the browser saves as a file. */
export function exportAddress(query: Query, shape: Shape, format: FormatId): string {
	const parameters = formatQuery(query);
	parameters.set('as', shape);
	parameters.set('format', format);
	return `/api/export?${parameters}`;
}
