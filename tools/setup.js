#!/usr/bin/env node
/**
 * Set-up before `npm start` and `npm test`: installs when the lockfile changed, builds when the
 * sources changed, does nothing otherwise. Plain JavaScript, because on a fresh clone only the
 * machine's own Node (20.19 or newer) is there to run it; afterwards the locked Node 26 in
 * node_modules/.bin comes first on the path of every npm script.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const bin = join(root, 'node_modules', '.bin');
const installStamp = join(root, 'node_modules', '.cache', 'whereabouts', 'installed');
const buildStamp = join(root, 'build', '.built-from');
const buildInputs = ['package-lock.json', 'svelte.config.js', 'vite.config.ts', 'src', 'static'];

/** @param {string} message */
function stop(message) {
	console.error(`whereabouts set-up: ${message}`);
	process.exit(1);
}

/** SHA-256 over the names and bytes of files and folders, in a fixed order. @param {string[]} paths */
function fingerprint(paths) {
	const hash = createHash('sha256');
	/** @param {string} path */
	const add = (path) => {
		const full = join(root, path);
		if (!existsSync(full)) return;
		const entries = readdirSync(join(full, '..'), { withFileTypes: true });
		const entry = entries.find((e) => join(full, '..', e.name) === full);
		if (entry?.isDirectory()) {
			for (const name of readdirSync(full).sort()) add(join(path, name));
		} else {
			hash.update(`${path}\0`).update(readFileSync(full));
		}
	};
	for (const path of paths) add(path);
	return hash.digest('hex');
}

/** @param {string} path @param {string} expected */
const stamped = (path, expected) => existsSync(path) && readFileSync(path, 'utf8') === expected;

/** @param {string} path @param {string} value */
function stamp(path, value) {
	mkdirSync(join(path, '..'), { recursive: true });
	writeFileSync(path, value);
}

/**
 * @param {string} what
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 */
function run(what, command, env) {
	console.error(`whereabouts set-up: ${what}`);
	const { status } = spawnSync(command, {
		cwd: root,
		env,
		shell: true,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	if (status !== 0) stop(`${command} failed (exit ${status}); its messages are above.`);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	stop(`needs Node 20.19 or newer to begin; this is ${process.version}. See https://nodejs.org.`);
}

const path = process.env.PATH ?? '';
const lock = fingerprint(['package-lock.json']);
if (!stamped(installStamp, lock)) {
	// The install replaces node_modules/.bin, so it must not itself run on the Node found there.
	const without = path.split(delimiter).filter((folder) => resolve(folder) !== bin);
	run('installing packages (once per lockfile)', 'npm ci --no-audit --no-fund', {
		...process.env,
		PATH: without.join(delimiter),
	});
	stamp(installStamp, lock);
}

if (process.argv.includes('--build')) {
	const sources = fingerprint(buildInputs);
	if (!stamped(buildStamp, sources)) {
		rmSync(join(root, 'build'), { recursive: true, force: true });
		run('building the page and its server (once per change)', 'npm run --silent build', {
			...process.env,
			PATH: bin + delimiter + path,
		});
		stamp(buildStamp, sources);
	}
}
