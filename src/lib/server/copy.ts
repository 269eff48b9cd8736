/** From one corpus to another, whichever databases keep them. */
import { createHash } from 'node:crypto';
import type { LayerFeature } from '#lib/domain.ts';
import type { CorpusStore, ToSave } from './store/port.ts';

const pageSize = 100;

async function* pages(store: CorpusStore): AsyncGenerator<readonly ToSave[]> {
	let cursor: string | undefined;
	do {
		const page = await store.whole(pageSize, cursor);
		yield page.items;
		cursor = page.next ?? undefined;
	} while (cursor);
}

export interface Copied {
	readonly added: number;
	readonly there: number;
}

/**
 * Copies documents with their mentions and review; those that are there already stay as they are,
 * so a copy cut short goes on. Each page is one transaction.
 * @param told is told after each page how many documents have been seen
 */
export async function copyCorpus(
	from: CorpusStore,
	to: CorpusStore,
	told: (seen: number) => void = () => undefined,
): Promise<Copied> {
	let added = 0;
	let seen = 0;
	for await (const items of pages(from)) {
		const known = await to.known(items.map(({ document }) => document.hash));
		const fresh = items.filter(({ document }) => !known.has(document.hash));
		const outcomes = fresh.length ? await to.saveAll(fresh) : [];
		added += outcomes.filter((outcome) => outcome === 'added').length;
		seen += items.length;
		told(seen);
	}
	return { added, there: seen - added };
}

/** Copies the layers that are not there. */
export async function copyLayers(from: CorpusStore, to: CorpusStore): Promise<number> {
	let added = 0;
	for (const layer of await from.layers()) {
		const features: LayerFeature[] = [];
		let cursor: string | undefined;
		do {
			const page = await from.layerFeatures(layer.id, cursor);
			features.push(...(page?.items ?? []));
			cursor = page?.next ?? undefined;
		} while (cursor);
		if ((await to.saveLayer(layer, features)) === 'added') added++;
	}
	return added;
}

/** The same for the same document, mentions and review, in whatever order their parts were written. */
function digest({ document, mentions }: ToSave): string {
	const inOrder = (_: string, value: unknown): unknown =>
		value && typeof value === 'object' && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value;
	return createHash('sha256').update(JSON.stringify({ document, mentions }, inOrder)).digest('hex');
}

async function* documents(store: CorpusStore): AsyncGenerator<{ id: string; digest: string }> {
	for await (const items of pages(store)) {
		for (const item of items) yield { id: item.document.id, digest: digest(item) };
	}
}

export interface Compared {
	readonly same: number;
	/** Ids of documents that are in the copy, and not as they are in the first. */
	readonly different: readonly string[];
	readonly missing: readonly string[];
}

/** Compares by hashes what `from` keeps with what `to` keeps of it; `to` may keep more. */
export async function compareCorpora(from: CorpusStore, to: CorpusStore): Promise<Compared> {
	const different: string[] = [];
	const missing: string[] = [];
	let same = 0;
	const others = documents(to);
	let other = await others.next();
	for await (const one of documents(from)) {
		while (!other.done && other.value.id < one.id) other = await others.next();
		if (other.done || other.value.id !== one.id) missing.push(one.id);
		else if (other.value.digest !== one.digest) different.push(one.id);
		else same++;
	}
	return { same, different, missing };
}
