/**
 * CQL2 text (OGC 21-065r2) as far as filters of the corpus go: comparisons, TRUE, FALSE, AND, OR,
 * NOT, LIKE, BETWEEN, IN, IS NULL, S_INTERSECTS with a box, point or polygon, and the temporal basics.
 */
import type { Comparison, Filter, FilterField } from '#lib/domain.ts';
import { type Area, readArea } from './cql2-area.ts';
import { isTime, readDay, readInterval } from './cql2-time.ts';
import { type Token, Tokens } from './cql2-tokens.ts';
import { storageCrs } from './crs.ts';

/** A property that filters may name, and what its values are. */
export interface Queryable {
	readonly field: FilterField;
	readonly type: 'string' | 'number' | 'date';
	readonly title: string;
}
export type Queryables = Readonly<Record<string, Queryable>>;

/** An expression as it was written. What it says of geometries, a store is told in other words. */
export type Expression =
	| Exclude<Filter, { readonly op: 'and' | 'or' | 'not' | 'meets' }>
	| { readonly op: 'and' | 'or'; readonly args: readonly Expression[] }
	| { readonly op: 'not'; readonly arg: Expression }
	| { readonly op: 'intersects'; readonly area: Area };

const comparisons: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];
const turned: Readonly<Record<Comparison, Comparison>> = {
	'=': '=',
	'<>': '<>',
	'<': '>',
	'<=': '>=',
	'>': '<',
	'>=': '<=',
};
/** Nested deeper than this is no question that a person asks. */
const deepest = 50;
/** A database refuses to think of a thousand conditions at once. */
const most = 500;

const not = (arg: Expression): Expression => ({ op: 'not', arg });
const both = (...args: readonly Expression[]): Expression => ({ op: 'and', args });
const always: Expression = both();
const never: Expression = { op: 'or', args: [] };

class Parser {
	readonly #tokens: Tokens;
	readonly #queryables: Queryables;
	readonly #crs: string;
	#depth = 0;
	#conditions = 0;

	constructor(source: string, queryables: Queryables, crs: string) {
		this.#tokens = new Tokens(source);
		this.#queryables = queryables;
		this.#crs = crs;
	}

	whole(): Expression {
		const expression = this.#either();
		if (this.#tokens.peek().kind !== 'end') throw this.#tokens.fail('AND, OR or the end');
		return expression;
	}

	#either(): Expression {
		const args = [this.#all()];
		while (this.#tokens.accept('OR')) args.push(this.#all());
		const [only] = args;
		return args.length === 1 && only ? only : { op: 'or', args };
	}

	#all(): Expression {
		const args = [this.#one()];
		while (this.#tokens.accept('AND')) args.push(this.#one());
		const [only] = args;
		return args.length === 1 && only ? only : { op: 'and', args };
	}

	#one(): Expression {
		const tokens = this.#tokens;
		if (++this.#depth > deepest) throw tokens.fail(`at most ${deepest} levels`);
		try {
			if (tokens.accept('NOT')) return not(this.#one());
			if (tokens.accept('(')) {
				const inner = this.#either();
				tokens.expect(')');
				return inner;
			}
			return this.#predicate();
		} finally {
			this.#depth--;
		}
	}

	#predicate(): Expression {
		const tokens = this.#tokens;
		if (++this.#conditions > most) throw tokens.fail(`at most ${most} conditions`);
		const { kind, text } = tokens.peek();
		const after = tokens.peek(1);
		if (kind === 'word' && after.kind === 'sign' && after.text === '(') {
			const name = text.toUpperCase();
			if (name === 'S_INTERSECTS') return this.#spatial();
			if (name.startsWith('T_')) return this.#temporal();
		}
		if (kind === 'text' || kind === 'number' || isTime(tokens)) return this.#turned();
		if (!Object.hasOwn(this.#queryables, text)) {
			if (tokens.accept('TRUE')) return always;
			if (tokens.accept('FALSE')) return never;
		}
		return this.#ofProperty(this.#property());
	}

	/** A value before its property: `5 < population`. Of which type it must be is known afterwards. */
	#turned(): Expression {
		const tokens = this.#tokens;
		const start = tokens.position;
		if (isTime(tokens)) readDay(tokens);
		else tokens.take();
		const op = this.#comparison();
		const property = this.#property();
		const end = tokens.position;
		tokens.position = start;
		const value = this.#value(property);
		tokens.position = end;
		return { op: turned[op], field: property.field, value };
	}

	#comparison(): Comparison {
		const { kind, text } = this.#tokens.peek();
		if (kind !== 'sign' || !comparisons.includes(text)) {
			throw this.#tokens.fail('one of = <> < <= > >= LIKE BETWEEN IN IS');
		}
		this.#tokens.take();
		return text as Comparison;
	}

	#property(): Queryable {
		const token = this.#tokens.take();
		const known = nameIn(token);
		if (known !== null && Object.hasOwn(this.#queryables, known)) {
			return this.#queryables[known] as Queryable;
		}
		throw this.#tokens.fail(`one of ${Object.keys(this.#queryables).join(', ')}`, token);
	}

	#ofProperty(property: Queryable): Expression {
		const tokens = this.#tokens;
		const { field } = property;
		if (tokens.accept('IS')) {
			const negative = tokens.accept('NOT');
			tokens.expect('NULL');
			const expression: Expression = { op: 'null', field };
			return negative ? not(expression) : expression;
		}
		const negative = tokens.accept('NOT');
		const found = this.#listed(property);
		if (found) return negative ? not(found) : found;
		if (negative) throw tokens.fail('LIKE, BETWEEN or IN');
		return { op: this.#comparison(), field, value: this.#value(property) };
	}

	#listed(property: Queryable): Expression | null {
		const tokens = this.#tokens;
		const { field } = property;
		if (tokens.accept('LIKE')) return this.#like(property);
		if (tokens.accept('BETWEEN')) {
			const low = this.#value(property);
			tokens.expect('AND');
			const high = this.#value(property);
			return both({ op: '>=', field, value: low }, { op: '<=', field, value: high });
		}
		if (!tokens.accept('IN')) return null;
		tokens.expect('(');
		const values = [this.#value(property)];
		while (tokens.accept(',')) values.push(this.#value(property));
		tokens.expect(')');
		return { op: 'in', field, values };
	}

	#like({ field, type }: Queryable): Expression {
		const tokens = this.#tokens;
		if (type !== 'string') throw tokens.fail('a property of text before LIKE');
		const token = tokens.peek();
		const pattern = tokens.text(`a pattern in quotes, such as 'Ba%'`);
		// PostgreSQL refuses a backslash that stands before nothing.
		if (/(?<!\\)(?:\\\\)*\\$/.test(pattern)) {
			throw tokens.fail('something after the last \\', token);
		}
		return { op: 'like', field, pattern };
	}

	/** A value of the property's type. */
	#value({ type }: Queryable): string | number {
		if (type === 'date') return readDay(this.#tokens);
		if (type === 'number') return this.#tokens.number('a number');
		return this.#tokens.text(`a text in quotes, such as 'SY'`);
	}

	#spatial(): Expression {
		const tokens = this.#tokens;
		tokens.take();
		tokens.expect('(');
		const isFirst = nameIn(tokens.peek()) === 'geometry';
		if (isFirst) this.#geometry();
		const area = isFirst ? null : readArea(tokens, this.#crs);
		tokens.expect(',');
		if (area) this.#geometry();
		const other = area ?? readArea(tokens, this.#crs);
		tokens.expect(')');
		return { op: 'intersects', area: other };
	}

	#geometry(): void {
		const token = this.#tokens.take();
		if (nameIn(token) !== 'geometry') throw this.#tokens.fail('the property geometry', token);
	}

	/** When a document was published, against a day or an interval of days. */
	#temporal(): Expression {
		const tokens = this.#tokens;
		const name = tokens.take();
		tokens.expect('(');
		const start = tokens.peek();
		const { field, type } = this.#property();
		if (type !== 'date') throw tokens.fail('a property that is a date', start);
		tokens.expect(',');
		const [from, to] = readInterval(tokens);
		tokens.expect(')');
		const compare = (op: Comparison, value: string | null): Expression[] =>
			value === null ? [] : [{ op, field, value }];
		switch (name.text.toUpperCase()) {
			case 'T_AFTER':
				return to === null ? { op: 'in', field, values: [] } : both(...compare('>', to));
			case 'T_BEFORE':
				return from === null ? { op: 'in', field, values: [] } : both(...compare('<', from));
			case 'T_EQUALS':
			case 'T_DURING':
			case 'T_INTERSECTS':
				return both(not({ op: 'null', field }), ...compare('>=', from), ...compare('<=', to));
			default:
				throw tokens.fail('T_AFTER, T_BEFORE, T_DURING, T_EQUALS or T_INTERSECTS', name);
		}
	}
}

/** The name of a property, in quotes or not; null where it is something else. */
function nameIn({ kind, text }: Token): string | null {
	if (kind === 'word') return text;
	return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : null;
}

/**
 * The expression that a CQL2 text says.
 * @param queryables the properties it may name
 * @param crs in which order the numbers of its geometries are
 * @throws {QueryError} telling at which character what was expected.
 */
export function parseCql2(
	source: string,
	queryables: Queryables,
	crs: string = storageCrs,
): Expression {
	const parser = new Parser(source, queryables, crs);
	if (!source.trim()) throw new Tokens(source).fail('an expression');
	return parser.whole();
}

/** The areas that an expression names. */
export function areasOf(expression: Expression): readonly Area[] {
	switch (expression.op) {
		case 'and':
		case 'or':
			return expression.args.flatMap(areasOf);
		case 'not':
			return areasOf(expression.arg);
		case 'intersects':
			return [expression.area];
		default:
			return [];
	}
}

/** The expression as a store is asked it. */
export function asFilter(expression: Expression, inArea: (area: Area) => Filter): Filter {
	switch (expression.op) {
		case 'and':
		case 'or':
			return { op: expression.op, args: expression.args.map((arg) => asFilter(arg, inArea)) };
		case 'not':
			return { op: 'not', arg: asFilter(expression.arg, inArea) };
		case 'intersects':
			return inArea(expression.area);
		default:
			return expression;
	}
}
