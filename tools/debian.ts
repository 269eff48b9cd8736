/**
 * Programs that some tests ask for and npm does not carry: PostgreSQL with PostGIS, and GDAL. On a
 * Debian where this may install packages they are installed; elsewhere the tests that need one say
 * so, and `missing` says it again at the end.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const versions = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL's programs that has PostGIS beside it; null where there is none. */
export function postgresPrograms(): string | null {
	if (!existsSync(versions)) return null;
	const found = readdirSync(versions)
		.filter((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`))
		.sort((a, b) => Number(b) - Number(a));
	const [newest] = found;
	return newest === undefined ? null : join(versions, newest, 'bin');
}

const answers = (command: string, ...args: string[]) =>
	spawnSync(command, args, { stdio: 'ignore' }).status === 0;

export const hasGdal = (): boolean => answers('ogrinfo', '--version');
const hasPostgres = () => Boolean(process.env.TEST_DATABASE_URL) || postgresPrograms() !== null;

/** The package of PostGIS for the PostgreSQL that this Debian carries. */
function postgisPackage(): string {
	const { stdout } = spawnSync(
		'apt-cache',
		['search', '--names-only', '^postgresql-[0-9]+-postgis-3$'],
		{
			encoding: 'utf8',
		},
	);
	return stdout.split(/\s/).find((word) => /^postgresql-\d+-postgis-3$/.test(word)) ?? 'postgis';
}

function install(name: () => string): void {
	const options = {
		stdio: ['ignore', 'ignore', 'inherit'] as const,
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	};
	const get = (...args: string[]) =>
		spawnSync('apt-get', ['-q', ...args], { ...options, stdio: [...options.stdio] }).status === 0;
	const add = () => get('install', '-y', '--no-install-recommends', name());
	if (!add() && get('update')) add();
}

/** Installs what is missing where that is possible, and tells what is not there afterwards. */
export function provide(): readonly string[] {
	const may = process.getuid?.() === 0 && answers('apt-get', '--version');
	if (may && !hasPostgres()) install(postgisPackage);
	if (may && !hasGdal()) install(() => 'gdal-bin');
	return [
		...(hasPostgres()
			? []
			: [
					'PostgreSQL with PostGIS: the store of a team was NOT tested. Install postgresql and PostGIS, or name a server for tests with TEST_DATABASE_URL.',
				]),
		...(hasGdal()
			? []
			: ['GDAL: what other programs read was NOT tested. Install gdal-bin (ogrinfo, ogr2ogr).']),
	];
}
