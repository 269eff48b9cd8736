/**
 * The file format of the gazetteer: named columns in one buffer, so that opening it is a few views
 * and no parsing.
 *
 * Little endian: `WAGZ`, version (uint32), length of the header (uint32), header (JSON: column
 * name → type, offset, length in elements), columns, each at a multiple of 8 bytes.
 */
const magic = 0x5a474157;
const version = 3;

const types = {
	u8: Uint8Array,
	u16: Uint16Array,
	u32: Uint32Array,
	i32: Int32Array,
} as const;
type TypeName = keyof typeof types;
export type Column = InstanceType<(typeof types)[TypeName]>;

/** Gives the column of a name. @throws {Error} where the file has none. */
export type Columns = (name: string) => Column;

interface Entry {
	readonly type: TypeName;
	readonly offset: number;
	readonly length: number;
}

const typeOf = (column: Column): TypeName =>
	(Object.keys(types) as TypeName[]).find((name) => column instanceof types[name]) ?? 'u8';

const aligned = (offset: number) => Math.ceil(offset / 8) * 8;

/** One buffer holding `columns`; the same columns give the same bytes. */
export function writeColumns(columns: Readonly<Record<string, Column>>): Uint8Array<ArrayBuffer> {
	const entries: Record<string, Entry> = {};
	let offset = 0;
	for (const [name, column] of Object.entries(columns)) {
		entries[name] = { type: typeOf(column), offset, length: column.length };
		offset = aligned(offset + column.byteLength);
	}
	const header = new TextEncoder().encode(JSON.stringify(entries));
	const start = aligned(12 + header.length);
	const bytes = new Uint8Array(start + offset);
	const view = new DataView(bytes.buffer);
	[magic, version, header.length].forEach((value, i) => view.setUint32(i * 4, value, true));
	bytes.set(header, 12);
	for (const [name, column] of Object.entries(columns)) {
		const raw = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
		bytes.set(raw, start + (entries[name]?.offset ?? 0));
	}
	return bytes;
}

/**
 * Views on the columns of `bytes`; nothing is copied when `bytes` begins at a multiple of 8.
 * @throws {Error} when the bytes are not a gazetteer of this version, or end too early.
 */
export function readColumns(bytes: Uint8Array): Columns {
	const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
	const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
	if (whole.length < 12 || view.getUint32(0, true) !== magic) {
		throw new Error('This is not a gazetteer file. Make it again with: npm run geodata');
	}
	if (view.getUint32(4, true) !== version) {
		throw new Error(
			`The gazetteer file has version ${view.getUint32(4, true)}, this program reads ${version}. Make it again with: npm run geodata`,
		);
	}
	const length = view.getUint32(8, true);
	const start = aligned(12 + length);
	const entries = new Map<string, Entry>();
	if (start <= whole.length) {
		const header = new TextDecoder().decode(whole.subarray(12, 12 + length));
		for (const [name, entry] of Object.entries<Entry>(JSON.parse(header))) entries.set(name, entry);
	}
	return (name) => {
		const entry = entries.get(name);
		const end = entry && start + entry.offset + entry.length * types[entry.type].BYTES_PER_ELEMENT;
		if (!entry || !end || end > whole.length) {
			throw new Error(
				`The gazetteer file is cut off: its column ${name} is missing. Make it again with: npm run geodata`,
			);
		}
		return new types[entry.type](
			whole.buffer as ArrayBuffer,
			whole.byteOffset + start + entry.offset,
			entry.length,
		);
	};
}
