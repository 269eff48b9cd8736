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
	readonly options: Readonly<Record<string, string | undefined>>;
	has(name: string): boolean;
}

/** A call that is not of its form: exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** @throws {UsageError} naming the option that the command does not know. */
export function readInput({ options }: Command, args: readonly string[]): Input {
	const config: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
	for (const [name, { value }] of Object.entries(options)) {
		config[name] = { type: value ? 'string' : 'boolean' };
	}
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: config,
			allowPositionals: true,
		});
		return {
			operands: positionals,
			options: Object.fromEntries(
				Object.entries(values).map(([name, value]) => [
					name,
					typeof value === 'string' ? value : undefined,
				]),
			),
			has: (name) => values[name] === true,
		};
	} catch (error) {
		throw new UsageError((error as Error).message);
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
	return `Usage: whereabouts ${name} [options] ${operands}\n\n${summary}\n\nOptions:\n${columns(rows)}\n`;
}

export function helpForAll(commands: readonly Command[]): string {
	const rows = commands.map(
		({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const,
	);
	return `Usage: whereabouts COMMAND [options]\n\nCommands:\n${columns(rows)}\n\nwhereabouts COMMAND --help lists the options of a command.\n`;
}
