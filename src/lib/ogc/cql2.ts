/**
 * CQL2 text (OGC 21-065r2) as far as filters of the corpus go: comparisons, AND, OR, NOT, LIKE,
 * BETWEEN, IN, IS NULL, S_INTERSECTS with a box or point, and the temporal basics.
 */
import type { Bbox, Comparison, Filter, FilterField } from '#lib/domain.ts';
import { QueryError } from '#lib/query.ts';
import { isDate } from '#lib/text/date.ts';

/** A property that filters may name, and what its values are. */
export interface Queryable {
	readonly field: FilterField;
	readonly type: 'string' | 'number' | 'date';
	readonly title: string;
}
export type Queryables = Readonly<Record<string, Queryable>>;

interface Token {
	readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
	readonly text: string;
	readonly at: number;
}

const pattern =
	/\s*(?:(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign><>|<=|>=|[=<>(),]))/y;

function tokensOf(source: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	const end = source.trimEnd().length;
	while (at < end) {
		pattern.lastIndex = at;
		const match = pattern.exec(source);
		const groups = Object.entries(match?.groups ?? {});
		const found = groups.find(([, text]) => text !== undefined);
		if (!match || !found) throw wrong(source, at, 'a property, a value or an operator');
		const [kind, text = ''] = found;
		at = pattern.lastIndex;
		tokens.push({ kind: kind as Token['kind'], text, at: at - text.length });
	}
	return [...tokens, { kind: 'end', text: '', at: end }];
}

const wrong = (source: string, at: number, expected: string) =>
	new QueryError('filter', source, `at character ${at + 1} expected ${expected}`);

const comparisons: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];
const negated: Readonly<Record<Comparison, Comparison>> = {
	'=': '=',
	'<>': '<>',
	'<': '>',
	'<=': '>=',
	'>': '<',
	'>=': '<=',
};
/** Nested deeper than this is no question that a person asks. */
const deepest = 50;

const not = (arg: Filter): Filter => ({ op: 'not', arg });
const both = (...args: readonly Filter[]): Filter => ({ op: 'and', args });

class Parser {
	readonly #source: string;
	readonly #tokens: readonly Token[];
	readonly #queryables: Queryables;
	#next = 0;
	#depth = 0;

	constructor(source: string, queryables: Queryables) {
		this.#source = source;
		this.#tokens = tokensOf(source);
		this.#queryables = queryables;
	}

	#peek(): Token {
		return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] as Token;
	}

	#take(): Token {
		const token = this.#peek();
		this.#next++;
		return token;
	}

	#fail(expected: string, token = this.#peek()): QueryError {
		return wrong(this.#source, token.at, expected);
	}

	#isWord(word: string): boolean {
		const { kind, text } = this.#peek();
		return kind === 'word' && text.toUpperCase() === word;
	}

	#accept(text: string): boolean {
		const token = this.#peek();
		const same = token.kind === 'sign' ? token.text === text : this.#isWord(text);
		if (same) this.#next++;
		return same;
	}

	#expect(text: string): void {
		if (!this.#accept(text)) throw this.#fail(text === 'end' ? 'the end' : `"${text}"`);
	}

	whole(): Filter {
		const filter = this.#either();
		if (this.#peek().kind !== 'end') throw this.#fail('AND, OR or the end');
		return filter;
	}

	#either(): Filter {
		const args = [this.#all()];
		while (this.#accept('OR')) args.push(this.#all());
		const [only] = args;
		return args.length === 1 && only ? only : { op: 'or', args };
	}

	#all(): Filter {
		const args = [this.#one()];
		while (this.#accept('AND')) args.push(this.#one());
		const [only] = args;
		return args.length === 1 && only ? only : { op: 'and', args };
	}

	#one(): Filter {
		if (++this.#depth > deepest) throw this.#fail(`at most ${deepest} levels`);
		try {
			if (this.#accept('NOT')) return not(this.#one());
			if (this.#accept('(')) {
				const inner = this.#either();
				this.#expect(')');
				return inner;
			}
			return this.#predicate();
		} finally {
			this.#depth--;
		}
	}

	#predicate(): Filter {
		const { kind, text } = this.#peek();
		const after = this.#tokens[this.#next + 1];
		if (kind === 'word' && after?.text === '(' && after.kind === 'sign') {
			const name = text.toUpperCase();
			if (name === 'S_INTERSECTS') return this.#spatial();
			if (name.startsWith('T_')) return this.#temporal();
		}
		if (kind === 'text' || kind === 'number' || this.#isTime()) return this.#turned();
		return this.#ofProperty(this.#property());
	}

	/** A value before its property: `5 < population`. */
	#turned(): Filter {
		const start = this.#next;
		this.#anyValue();
		const op = this.#comparison();
		const property = this.#property();
		const end = this.#next;
		this.#next = start;
		const value = this.#value(property);
		this.#next = end;
		return { op: negated[op], field: property.field, value };
	}

	#anyValue(): void {
		if (this.#isTime()) this.#date();
		else this.#take();
	}

	#comparison(): Comparison {
		const { kind, text } = this.#peek();
		if (kind !== 'sign' || !comparisons.includes(text)) {
			throw this.#fail('one of = <> < <= > >= LIKE BETWEEN IN IS');
		}
		this.#next++;
		return text as Comparison;
	}

	#property(): Queryable {
		const token = this.#take();
		const name =
			token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text;
		const known =
			token.kind === 'word' || token.kind === 'quoted' ? this.#queryables[name] : undefined;
		if (known && Object.hasOwn(this.#queryables, name)) return known;
		throw this.#fail(`one of ${Object.keys(this.#queryables).join(', ')}`, token);
	}

	#ofProperty(property: Queryable): Filter {
		const { field } = property;
		if (this.#accept('IS')) {
			const negative = this.#accept('NOT');
			this.#expect('NULL');
			const filter: Filter = { op: 'null', field };
			return negative ? not(filter) : filter;
		}
		const negative = this.#accept('NOT');
		const found = this.#listed(property);
		if (found) return negative ? not(found) : found;
		if (negative) throw this.#fail('LIKE, BETWEEN or IN');
		return { op: this.#comparison(), field, value: this.#value(property) };
	}

	#listed(property: Queryable): Filter | null {
		const { field, type } = property;
		if (this.#accept('LIKE')) {
			if (type !== 'string') throw this.#fail('a property of text before LIKE');
			return { op: 'like', field, pattern: String(this.#value(property)) };
		}
		if (this.#accept('BETWEEN')) {
			const low = this.#value(property);
			this.#expect('AND');
			const high = this.#value(property);
			return both({ op: '>=', field, value: low }, { op: '<=', field, value: high });
		}
		if (!this.#accept('IN')) return null;
		this.#expect('(');
		const values = [this.#value(property)];
		while (this.#accept(',')) values.push(this.#value(property));
		this.#expect(')');
		return { op: 'in', field, values };
	}

	#isTime(): boolean {
		return this.#isWord('DATE') || this.#isWord('TIMESTAMP');
	}

	/** A value of the property's type. */
	#value({ type }: Queryable): string | number {
		if (type === 'date') return this.#date();
		const token = this.#take();
		if (type === 'number') {
			if (token.kind !== 'number') throw this.#fail('a number', token);
			return Number(token.text);
		}
		if (token.kind !== 'text') throw this.#fail(`a text in quotes, such as 'SY'`, token);
		return token.text.slice(1, -1).replaceAll("''", "'");
	}

	/** `DATE('2019-03-14')`, `TIMESTAMP('2019-03-14T00:00:00Z')`, or the text alone; its day. */
	#date(): string {
		const wrapped = this.#isTime();
		if (wrapped) {
			this.#take();
			this.#expect('(');
		}
		const token = this.#take();
		const day = token.text.slice(1, -1).replace(/T.*$/, '');
		if (token.kind !== 'text' || !isDate(day)) throw this.#fail(`DATE('2019-03-14')`, token);
		if (wrapped) this.#expect(')');
		return day;
	}

	#spatial(): Filter {
		this.#take();
		this.#expect('(');
		const name = this.#take();
		if (name.text !== 'geometry' && name.text !== '"geometry"') {
			throw this.#fail('the property geometry', name);
		}
		this.#expect(',');
		const bbox = this.#box();
		this.#expect(')');
		return { op: 'meets', bbox };
	}

	#box(): Bbox {
		const start = this.#peek();
		const point = this.#accept('POINT');
		if (!point) this.#expect('BBOX');
		this.#expect('(');
		const numbers = [this.#degrees()];
		while (point ? this.#peek().kind === 'number' : this.#accept(','))
			numbers.push(this.#degrees());
		this.#expect(')');
		const [west = NaN, south = NaN, east = west, north = south] = numbers;
		const wanted = point ? 2 : 4;
		const valid = Math.abs(south) <= 90 && Math.abs(north) <= 90 && south <= north;
		if (numbers.length !== wanted || !valid || Math.abs(west) > 180 || Math.abs(east) > 180) {
			throw this.#fail('BBOX(west, south, east, north) or POINT(longitude latitude)', start);
		}
		return [west, south, east, north];
	}

	#degrees(): number {
		const token = this.#take();
		if (token.kind !== 'number') throw this.#fail('a number of degrees', token);
		return Number(token.text);
	}

	/** When a document was published, against a day or an interval of days. */
	#temporal(): Filter {
		const name = this.#take();
		this.#expect('(');
		const property = this.#property();
		if (property.type !== 'date') throw this.#fail('a property that is a date');
		this.#expect(',');
		const [from, to] = this.#interval();
		this.#expect(')');
		const { field } = property;
		const compare = (op: Comparison, value: string | null): Filter[] =>
			value === null ? [] : [{ op, field, value }];
		const known: Filter = not({ op: 'null', field });
		switch (name.text.toUpperCase()) {
			case 'T_AFTER':
				return to === null ? { op: 'in', field, values: [] } : both(...compare('>', to));
			case 'T_BEFORE':
				return from === null ? { op: 'in', field, values: [] } : both(...compare('<', from));
			case 'T_EQUALS':
			case 'T_DURING':
			case 'T_INTERSECTS':
				return both(known, ...compare('>=', from), ...compare('<=', to));
			default:
				throw this.#fail('T_AFTER, T_BEFORE, T_DURING, T_EQUALS or T_INTERSECTS', name);
		}
	}

	#interval(): readonly [string | null, string | null] {
		if (!this.#accept('INTERVAL')) {
			const day = this.#date();
			return [day, day];
		}
		this.#expect('(');
		const from = this.#end();
		this.#expect(',');
		const to = this.#end();
		this.#expect(')');
		return [from, to];
	}

	#end(): string | null {
		if (this.#peek().text !== "'..'") return this.#date();
		this.#next++;
		return null;
	}
}

/**
 * The filter that a CQL2 text says.
 * @param queryables the properties it may name
 * @throws {QueryError} telling at which character what was expected.
 */
export function parseCql2(source: string, queryables: Queryables): Filter {
	if (!source.trim()) throw wrong(source, 0, 'an expression');
	return new Parser(source, queryables).whole();
}
