#!/usr/bin/env node
/** The command line: a table of commands, from which the help is made. Exit codes: 0, 1 failed, 2 usage. */
import { QueryError } from '#lib/query.ts';
import { type Command, helpFor, helpForAll, readInput, UsageError } from './command.ts';
import { copyCommand } from './copy.ts';
import { documentsCommand } from './documents.ts';
import { exportCommand } from './export.ts';
import { geoparseCommand } from './geoparse.ts';
import { importCommand } from './import.ts';
import { layerCommand } from './layer.ts';
import { serveCommand } from './serve.ts';

const commands: readonly Command[] = [
	importCommand,
	geoparseCommand,
	documentsCommand,
	exportCommand,
	layerCommand,
	copyCommand,
	serveCommand,
];

// Whoever reads our output may stop early (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
	process.exit(0);
});

async function main([name, ...args]: readonly string[]): Promise<number> {
	if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
		(name === undefined ? console.error : console.log)(helpForAll(commands));
		return name === undefined ? 2 : 0;
	}
	const command = commands.find((one) => one.name === name);
	if (!command) throw new UsageError(`There is no command ${name}.`);
	const input = readInput(command, args);
	if (input.has('help')) {
		console.log(helpFor(command));
		return 0;
	}
	return command.run(input);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const usage = error instanceof UsageError || error instanceof QueryError;
	// A filter is an option here: `--bbox=1,2: expected four numbers`.
	const option = error instanceof QueryError ? '--' : '';
	console.error(`whereabouts: ${option}${(error as Error).message}`);
	const [name] = process.argv.slice(2);
	const whose = commands.some((command) => command.name === name) ? `${name} ` : '';
	if (usage) console.error(`See: whereabouts ${whose}--help`);
	process.exit(usage ? 2 : 1);
}
