/**
 * The mentions of a corpus in memory, column by column: what no index answers is counted here, a
 * million mentions in some milliseconds, where SQL takes a second. Documents and places are told by
 * their slots, numbers from 0.
 */
import type { MentionKind, MentionStatus, PlaceKind } from '#lib/domain.ts';
import type { DocumentKey, Value } from '../sql.ts';

type Numbers = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** The array with room for an entry at `index`; twice as large where it must grow. */
function roomFor<T extends Numbers>(array: T, index: number): T {
	if (index < array.length) return array;
	const larger = new (array.constructor as new (length: number) => T)(2 * array.length);
	larger.set(array);
	return larger;
}

const firstRoom = 1024;

/** Few values that stand in many rows, as numbers. */
export class Codes<T extends Value> {
	/** By code. */
	readonly values: T[] = [];
	readonly #codes = new Map<T, number>();

	of(value: T): number {
		const known = this.#codes.get(value);
		if (known !== undefined) return known;
		this.#codes.set(value, this.values.length);
		return this.values.push(value) - 1;
	}

	/** By code: 1 for the values that `test` holds for. */
	mask(test: (value: T) => boolean): Uint8Array {
		return Uint8Array.from(this.values, (value) => Number(test(value)));
	}
}

const statuses: readonly MentionStatus[] = ['suggested', 'confirmed', 'corrected', 'rejected'];
const nameBit = statuses.length;

/** Status and kind of a mention in one number. */
export const markOf = (status: MentionStatus, kind: MentionKind): number =>
	statuses.indexOf(status) + (kind === 'demonym' || kind === 'people' ? 0 : nameBit);
export const isName = (mark: number): boolean => mark >= nameBit;
export const statusOf = (mark: number): MentionStatus => statuses[mark % nameBit] ?? 'suggested';
/** By mark: 1 for those that `test` holds for. */
export const marksWith = (test: (status: MentionStatus, isName: boolean) => boolean): Uint8Array =>
	Uint8Array.from({ length: 2 * nameBit }, (_, mark) => Number(test(statusOf(mark), isName(mark))));

export interface DocumentEntry {
	/** By which the index of words knows it. */
	readonly key: Value;
	readonly id: string;
	readonly published: string;
	readonly language: string;
	readonly source: Value;
	readonly set: Value;
}

export interface PlaceEntry {
	readonly id: string;
	readonly kind: PlaceKind;
	readonly country: string | null;
	readonly lon: number;
	readonly lat: number;
}

/** Is a document with the first key listed before one with the other? */
export const isBefore = ([date, name]: DocumentKey, [published, id]: DocumentKey): boolean =>
	date > published || (date === published && name < id);

/** Which mentions: each list has a 1 for what is wanted; null is everything. */
export interface Wanted {
	/** By slot of the document. */
	readonly documents: Uint8Array | null;
	/** By slot of the place; a mention without a place is in none. */
	readonly places: Uint8Array | null;
	/** By mark. */
	readonly marks: Uint8Array;
}

export class Columns {
	/** The slot of a document by its key; one that is gone has none. */
	readonly documents = new Map<Value, number>();
	/** The slot of a place by its id. */
	readonly places = new Map<string, number>();
	readonly documentIds: string[] = [];
	readonly placeIds: string[] = [];
	/** Attributes of documents by slot, in codes, and what the codes stand for. */
	readonly codes = {
		published: new Codes<string>(),
		language: new Codes<string>(),
		source: new Codes<Value>(),
		set: new Codes<Value>(),
		kind: new Codes<PlaceKind>(),
		country: new Codes<string | null>(),
	};
	published = new Uint32Array(firstRoom);
	language = new Uint32Array(firstRoom);
	source = new Uint32Array(firstRoom);
	set = new Uint32Array(firstRoom);
	/** Attributes of places by slot. */
	kind = new Uint32Array(firstRoom);
	country = new Uint32Array(firstRoom);
	lon = new Float64Array(firstRoom);
	lat = new Float64Array(firstRoom);
	/** Mentions of a document stand together, in `place` (-1 for none) and `mark`. */
	#first = new Uint32Array(firstRoom);
	#count = new Uint32Array(firstRoom);
	#place = new Int32Array(firstRoom);
	#mark = new Uint8Array(firstRoom);
	#mentions = 0;
	/** Mentions of documents that are gone. */
	#gone = 0;
	/** Goes up with each document that comes or goes, and each place that is described. */
	version = 0;
	/** What was found of some words, until then: one change of the page asks for the same many times. */
	readonly withWords = new Map<string, Uint8Array>();
	#newest: number[] = [];
	#byId: number[] = [];

	/** Is more of it gone than there? It is better filled anew then. */
	get isWorn(): boolean {
		return this.#gone > firstRoom && 2 * this.#gone > this.#mentions;
	}

	#changed(): void {
		this.version++;
		this.withWords.clear();
	}

	/** A document without mentions yet; they are added next, before another document's. */
	addDocument({ key, id, published, language, source, set }: DocumentEntry): number {
		this.#changed();
		const slot = this.documentIds.push(id) - 1;
		this.documents.set(key, slot);
		for (const [name, value] of Object.entries({ published, language, source, set })) {
			const column = name as 'published' | 'language' | 'source' | 'set';
			this[column] = roomFor(this[column], slot);
			this[column][slot] = (this.codes[column] as Codes<Value>).of(value);
		}
		this.#first = roomFor(this.#first, slot);
		this.#count = roomFor(this.#count, slot);
		return slot;
	}

	addMention(document: number, place: string | null, mark: number): void {
		const at = this.#mentions++;
		this.#place = roomFor(this.#place, at);
		this.#mark = roomFor(this.#mark, at);
		this.#place[at] = place === null ? -1 : this.#placeSlot(place);
		this.#mark[at] = mark;
		if (!this.#count[document]) this.#first[document] = at;
		this.#count[document] = (this.#count[document] ?? 0) + 1;
	}

	removeDocument(key: Value): void {
		const slot = this.documents.get(key);
		if (slot === undefined) return;
		this.#changed();
		this.documents.delete(key);
		this.#gone += this.#count[slot] ?? 0;
		this.#count[slot] = 0;
	}

	#placeSlot(id: string): number {
		const known = this.places.get(id);
		if (known !== undefined) return known;
		const slot = this.placeIds.push(id) - 1;
		this.places.set(id, slot);
		for (const column of ['kind', 'country'] as const) this[column] = roomFor(this[column], slot);
		for (const column of ['lon', 'lat'] as const) this[column] = roomFor(this[column], slot);
		return slot;
	}

	/** What is known of a place that mentions have. */
	describePlace({ id, kind, country, lon, lat }: PlaceEntry): void {
		this.#changed();
		const slot = this.#placeSlot(id);
		this.kind[slot] = this.codes.kind.of(kind);
		this.country[slot] = this.codes.country.of(country);
		this.lon[slot] = lon;
		this.lat[slot] = lat;
	}

	/** Calls `visit` for every mention that is wanted, document by document. */
	each(wanted: Wanted, visit: (document: number, place: number, mark: number) => void): void {
		const { documents, places, marks } = wanted;
		const [first, count, place, mark] = [this.#first, this.#count, this.#place, this.#mark];
		for (let document = 0; document < this.documentIds.length; document++) {
			if (documents && !documents[document]) continue;
			const begin = first[document] ?? 0;
			const end = begin + (count[document] ?? 0);
			for (let at = begin; at < end; at++) {
				const [its, about] = [mark[at] ?? 0, place[at] ?? -1];
				if (!marks[its]) continue;
				if (places && (about < 0 || !places[about])) continue;
				visit(document, about, its);
			}
		}
	}

	/** Slots of documents, newest first, then by id; of those that are gone too. */
	newestFirst(): readonly number[] {
		const slots = this.#newest;
		const added = this.documentIds.length - slots.length;
		const isFew = added < slots.length / 100;
		while (slots.length < this.documentIds.length) {
			const slot = slots.length;
			// A few find their places; many are put in order at once.
			if (isFew) slots.splice(this.newestFrom(this.keyOf(slot), slots), 0, slot);
			else slots.push(slot);
		}
		if (added && !isFew) slots.sort((a, b) => (isBefore(this.keyOf(a), this.keyOf(b)) ? -1 : 1));
		return slots;
	}

	/** Where in the newest first, a document with this key stands or would stand. */
	newestFrom(key: DocumentKey, slots = this.newestFirst()): number {
		let [first, end] = [0, slots.length];
		while (first < end) {
			const middle = (first + end) >> 1;
			if (isBefore(this.keyOf(slots[middle] ?? 0), key)) first = middle + 1;
			else end = middle;
		}
		return first;
	}

	keyOf(document: number): DocumentKey {
		const published = this.codes.published.values[this.published[document] ?? 0] ?? '';
		return [published, this.documentIds[document] ?? ''];
	}

	/** Slots of places in order of their ids. */
	placesById(): readonly number[] {
		const { length } = this.#byId;
		for (let slot = length; slot < this.placeIds.length; slot++) this.#byId.push(slot);
		const ids = this.placeIds;
		if (length < this.#byId.length) {
			this.#byId.sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
		}
		return this.#byId;
	}

	/** The mentions of a document that are wanted, and of how many places; null where there are none. */
	countIn(
		document: number,
		{ documents, places, marks }: Wanted,
	): { readonly mentions: number; readonly places: number } | null {
		if (documents && !documents[document]) return null;
		const begin = this.#first[document] ?? 0;
		const end = begin + (this.#count[document] ?? 0);
		let met: Set<number> | undefined;
		let mentions = 0;
		for (let at = begin; at < end; at++) {
			const place = this.#place[at] ?? -1;
			if (!marks[this.#mark[at] ?? 0]) continue;
			if (places && (place < 0 || !places[place])) continue;
			mentions++;
			met ??= new Set();
			if (place >= 0) met.add(place);
		}
		return met ? { mentions, places: met.size } : null;
	}
}
