/**
 * Who may import whom: the architecture, as a table. ESLint enforces the directions
 * (eslint.config.js) and tests/architecture.test.ts that every file has a room and no import
 * runs in a circle. The first matching room wins.
 *
 * `may` lists the rooms a room may import from besides itself; `packages` the restricted
 * packages it may use (every room may use unrestricted ones).
 */

/** Packages that only some rooms may know. A trailing slash means everything below. */
export const restricted = [
	'svelte',
	'svelte/',
	'bits-ui',
	'virtua/',
	'maplibre-gl',
	'pmtiles',
	'@turf/',
	'node:',
	'$app/',
	'$env/',
	'@sveltejs/kit',
];

/** What knows neither files nor screens, and the shapes of answers. */
const pure = 'port domain text gazetteer geo query geoparse export layers ogc'.split(' ');

/** @type {{ room: string, files: string[], may: string[], packages: string[] }[]} */
export const rooms = [
	{ room: 'domain', files: ['src/lib/domain.ts'], may: [], packages: [] },
	{ room: 'query', files: ['src/lib/query.ts'], may: ['domain', 'text'], packages: [] },
	{ room: 'text', files: ['src/lib/text/**'], may: ['domain'], packages: [] },
	{
		room: 'gazetteer',
		files: ['src/lib/gazetteer/**'],
		may: ['domain'],
		packages: [],
	},
	{ room: 'geo', files: ['src/lib/geo/**'], may: ['domain'], packages: ['@turf/'] },
	{
		room: 'geoparse',
		files: ['src/lib/geoparse/**'],
		may: ['domain', 'text', 'gazetteer', 'geo', 'query'],
		packages: [],
	},
	{
		room: 'export',
		files: ['src/lib/export/**'],
		may: ['domain', 'text', 'gazetteer', 'geo', 'query'],
		packages: [],
	},
	// What analysts bring along to draw beside the corpus.
	{ room: 'layers', files: ['src/lib/layers/**'], may: ['domain', 'geo', 'text'], packages: [] },
	{
		room: 'ogc',
		files: ['src/lib/ogc/**'],
		may: ['domain', 'text', 'gazetteer', 'geo', 'query'],
		packages: [],
	},
	// The shapes the server answers with, so that the page can name them.
	{
		room: 'port',
		files: ['src/lib/server/store/port.ts', 'src/lib/job.ts', 'src/lib/pace.ts'],
		may: ['domain', 'geo'],
		packages: [],
	},
	{
		room: 'server',
		files: ['src/lib/server/**'],
		may: pure,
		packages: ['node:'],
	},
	{
		room: 'map',
		files: ['src/lib/map/**'],
		may: ['domain', 'geo'],
		packages: ['maplibre-gl', 'pmtiles', 'svelte', 'svelte/'],
	},
	{
		room: 'messages',
		files: ['src/lib/messages/**'],
		may: ['domain'],
		packages: ['svelte', 'svelte/'],
	},
	{
		room: 'components',
		files: ['src/lib/components/**', 'src/lib/view.svelte.ts', 'src/lib/api.ts'],
		may: ['domain', 'text', 'query', 'geo', 'export', 'layers', 'messages', 'map', 'port'],
		packages: ['svelte', 'svelte/', 'bits-ui', 'virtua/'],
	},
	{
		room: 'cli',
		files: ['src/cli/**'],
		may: [...pure, 'server'],
		packages: ['node:'],
	},
	{
		room: 'server routes',
		files: [
			'src/hooks.server.ts',
			'src/app.d.ts',
			'src/routes/**/+server.ts',
			'src/routes/**/*.server.ts',
		],
		may: [...pure, 'server'],
		packages: ['node:', '$app/', '@sveltejs/kit'],
	},
	{
		room: 'pages',
		files: ['src/routes/**'],
		may: ['domain', 'query', 'geo', 'map', 'components', 'messages', 'port'],
		packages: ['svelte', 'svelte/', '$app/', '@sveltejs/kit'],
	},
];

/** Is `path` (from the root, with /) matched by `pattern` (`**` and `*`)? @param {string} pattern @param {string} path */
export function matches(pattern, path) {
	const source = pattern
		.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
		.replaceAll('/**/', '(?:/|/.*/)')
		.replaceAll('/**', '/.*')
		.replaceAll(/(?<!\.)\*/g, '[^/]*');
	return new RegExp(`^${source}$`).test(path);
}

/** The room a file belongs to. @param {string} path @returns {string | undefined} */
export function roomOf(path) {
	return rooms.find(({ files }) => files.some((pattern) => matches(pattern, path)))?.room;
}
