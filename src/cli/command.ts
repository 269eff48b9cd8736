/** What a command is, and how its options are read and its help is made. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

export interface Option {
	/** What stands for the value in the help; none for a switch. */
	readonly value?: string;
	readonly help: string;
}

export interface Command {
	readonly name: string;
	readonly summary: string;
	/** The words after the options, for the help: `FILE...`. */
	readonly operands: string;
	readonly options: Readonly<Record<string, Option>>;
	/** Returns the exit code. */
	run(input: Input): Promise<number>;
}

export interface Input {
	readonly operands: readonly string[];
	/** The value of each option; the last where it is given more than once. */
	readonly options: Readonly<Record<string, string | undefined>>;
	/** Every value of an option. */
	all(name: string): readonly string[];
	has(name: string): boolean;
}

/** A call that is not of its form: exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** Longitudes may be negative, and are no options: `--bbox -10,35,5,44` is `--bbox=-10,35,5,44`. */
const joinNegative = (args: readonly string[]): string[] =>
	args.reduce<string[]>((joined, arg) => {
		const option = joined.at(-1);
		return option && /^--[a-z-]+$/.test(option) && /^-[\d.]/.test(arg)
			? [...joined.slice(0, -1), `${option}=${arg}`]
			: [...joined, arg];
	}, []);

/** @throws {UsageError} naming the option that the command does not know. */
export function readInput({ name, options }: Command, args: readonly string[]): Input {
	const config: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
	for (const [option, { value }] of Object.entries(options)) {
		config[option] = value ? { type: 'string', multiple: true } : { type: 'boolean' };
	}
	try {
		const { values, positionals } = parseArgs({
			args: joinNegative(args),
			options: config,
			allowPositionals: true,
		});
		const all = (option: string) => [values[option] ?? []].flat().map(String);
		return {
			operands: positionals,
			options: Object.fromEntries(
				Object.keys(options).map((option) => [option, all(option).at(-1)]),
			),
			all,
			has: (option) => values[option] === true,
		};
	} catch (error) {
		const [what] = (error as Error).message.split('. ');
		throw new UsageError(`${name}: ${what}.`);
	}
}

const columns = (rows: readonly (readonly [string, string])[]): string => {
	const width = Math.max(...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
};

export function helpFor({ name, summary, operands, options }: Command): string {
	const rows = Object.entries({ ...options, help: { help: 'this text' } as Option }).map(
		([option, { value, help }]) => [`--${option}${value ? ` ${value}` : ''}`, help] as const,
	);
	return `${`Usage: whereabouts ${name} [options] ${operands}`.trim()}\n\n${summary}\n\nOptions:\n${columns(rows)}\n`;
}

export function helpForAll(commands: readonly Command[]): string {
	const rows = commands.map(
		({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const,
	);
	return `Usage: whereabouts COMMAND [options]\n\nCommands:\n${columns(rows)}\n\nwhereabouts COMMAND --help lists the options of a command.\n`;
}
