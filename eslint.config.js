import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript-eslint';
import { restricted, roomOf, rooms } from './architecture.js';
import svelteConfig from './svelte.config.js';

const root = import.meta.dirname;

/** Where an import of ours points, from the root with /; undefined for a package. */
function ownTarget(/** @type {string} */ specifier, /** @type {string} */ file) {
	if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'src/lib/');
	if (specifier.startsWith('$lib/')) return specifier.replace('$lib/', 'src/lib/');
	if (!specifier.startsWith('.')) return undefined;
	return relative(root, join(dirname(file), specifier))
		.split(sep)
		.join('/')
		.replace(/\?.*$/, '');
}

const belongsTo = (/** @type {string} */ specifier, /** @type {string} */ name) =>
	name.endsWith('/') || name.endsWith(':')
		? specifier.startsWith(name)
		: specifier === name || specifier.startsWith(`${name}/`);

/** Layers point one way: an import may only go where architecture.js allows. */
const directions = {
	create(/** @type {import('eslint').Rule.RuleContext} */ context) {
		const from = relative(root, context.filename).split(sep).join('/');
		const room = rooms.find(({ room }) => room === roomOf(from));
		if (!room) return {};
		const check = (/** @type {any} */ node) => {
			const specifier = node.source?.value;
			if (typeof specifier !== 'string') return;
			const target = ownTarget(specifier, context.filename);
			const to = target && roomOf(target);
			if (to && to !== room.room && !room.may.includes(to)) {
				context.report({
					node,
					message: `${room.room} may not import from ${to} (architecture.js)`,
				});
			}
			const limit = restricted.find((name) => belongsTo(specifier, name));
			if (limit && !room.packages.some((name) => belongsTo(specifier, name))) {
				context.report({
					node,
					message: `${room.room} may not use ${specifier} (architecture.js)`,
				});
			}
		};
		return {
			ImportDeclaration: check,
			ExportNamedDeclaration: check,
			ExportAllDeclaration: check,
			ImportExpression: check,
		};
	},
};

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'data/',
			'test-results/',
			'geodata/**/*.json',
			'**/node_modules/',
		],
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript knows undefined names better.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/no-at-html-tags': 'error',
			// State is replaced, never changed in place; only the routes may know $app/paths.
			'svelte/prefer-svelte-reactivity': 'off',
		},
	},
	{
		files: ['src/lib/**/*.svelte'],
		rules: { 'svelte/no-navigation-without-resolve': 'off' },
	},
	{
		files: ['src/**'],
		plugins: { house: { rules: { directions } } },
		rules: { 'house/directions': 'error' },
	},
);
