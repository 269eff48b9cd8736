/**
 * `npm test`: every check in turn, all of them even when one fails, and one closing line
 * `N passed, N failed`. Types and lint count as one check each.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as v from 'valibot';
import { provide } from './debian.ts';

interface Tally {
	passed: number;
	failed: number;
}

const reports = 'test-results/reports';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

function run(title: string, command: string): boolean {
	console.log(`\n── ${title}: ${command}`);
	const { status } = spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
	return status === 0;
}

function check(title: string, command: string): Tally {
	return run(title, command) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A runner's own report decides; a runner that fails without a failed test counts as one failure. */
function suite(
	title: string,
	command: string,
	report: string,
	read: (report: unknown) => Tally,
): Tally {
	const ok = run(title, command);
	let tally: Tally;
	try {
		tally = read(JSON.parse(readFileSync(report, 'utf8')));
	} catch (error) {
		console.error(`${title}: no readable report at ${report} (${(error as Error).message})`);
		return { passed: 0, failed: 1 };
	}
	if (tally.passed === 0) console.error(`${title}: no test passed`);
	const failed = tally.failed || (ok && tally.passed > 0 ? 0 : 1);
	return { passed: tally.passed, failed };
}

const UnitReport = v.object({ numPassedTests: v.number(), numFailedTests: v.number() });
const BrowserReport = v.object({
	stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() }),
});

const unitReport = `${reports}/unit.json`;
const browserReport = `${reports}/browser.json`;
process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = browserReport;

const missing = provide();

const tallies = [
	check('types', 'npm run --silent check'),
	check('lint', 'npm run --silent lint'),
	suite(
		'unit and contract',
		`vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
		unitReport,
		(report) => {
			const { numPassedTests, numFailedTests } = v.parse(UnitReport, report);
			return { passed: numPassedTests, failed: numFailedTests };
		},
	),
	suite('browser', 'playwright test --reporter=list,json', browserReport, (report) => {
		const { expected, unexpected, flaky } = v.parse(BrowserReport, report).stats;
		return { passed: expected, failed: unexpected + flaky };
	}),
];

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
for (const what of missing) console.log(`\n!! ${what}`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
