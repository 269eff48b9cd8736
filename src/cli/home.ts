/** The option that tells where the publisher of the texts is at home. */
import { homeExpected, homeIn } from '#lib/geoparse/home.ts';
import { loadGazetteer } from '#lib/server/gazetteer.ts';
import { type Input, type Option, UsageError } from './command.ts';

export const homeOption: Option = {
	value: 'PLACE',
	help: 'where the publisher is at home: "Columbus, Ohio", LON,LAT, or an id of the gazetteer',
};

/**
 * The home that the call tells, or null.
 * @throws {UsageError} when there is no such place.
 */
export function homeTold({ options }: Input): string | null {
	const { home } = options;
	if (home === undefined) return null;
	if (homeIn(home, loadGazetteer())) return home;
	throw new UsageError(`--home ${home}: ${homeExpected}.`);
}
