/** A CQL2 text as words, values and signs, read from left to right. */
import { QueryError } from '#lib/query.ts';

export interface Token {
	readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
	readonly text: string;
	readonly at: number;
}

const pattern =
	/\s*(?:(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign><>|<=|>=|[=<>(),]))/y;

const wrong = (source: string, at: number, expected: string) =>
	new QueryError('filter', source, `at character ${at + 1} expected ${expected}`);

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

/** What is left to read of a text. Whatever is not as expected is a QueryError that tells where. */
export class Tokens {
	readonly #source: string;
	readonly #tokens: readonly Token[];
	/** How many tokens have been read. */
	position = 0;

	/** @throws {QueryError} at a character that begins nothing. */
	constructor(source: string) {
		this.#source = source;
		this.#tokens = tokensOf(source);
	}

	/** The token that comes, or one after it. */
	peek(further = 0): Token {
		return this.#tokens[Math.min(this.position + further, this.#tokens.length - 1)] as Token;
	}

	take(): Token {
		const token = this.peek();
		this.position++;
		return token;
	}

	fail(expected: string, token = this.peek()): QueryError {
		return wrong(this.#source, token.at, expected);
	}

	isWord(word: string): boolean {
		const { kind, text } = this.peek();
		return kind === 'word' && text.toUpperCase() === word;
	}

	/** Takes the word, whatever its case, or the sign, if it is what comes. */
	accept(text: string): boolean {
		const token = this.peek();
		const same = token.kind === 'sign' ? token.text === text : this.isWord(text);
		if (same) this.position++;
		return same;
	}

	expect(text: string): void {
		if (!this.accept(text)) throw this.fail(`"${text}"`);
	}

	/** @param expected what it is of: "a number of degrees" */
	number(expected: string): number {
		const token = this.take();
		const value = Number(token.text);
		if (token.kind !== 'number' || !Number.isFinite(value)) throw this.fail(expected, token);
		return value;
	}

	/** A text in quotes, without them. */
	text(expected: string): string {
		const token = this.take();
		// No text has the character 0, and PostgreSQL refuses to look for it.
		if (token.kind !== 'text' || token.text.includes('\0')) throw this.fail(expected, token);
		return token.text.slice(1, -1).replaceAll("''", "'");
	}
}
