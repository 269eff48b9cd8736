/** KML, its zipped form KMZ, and GPX, read by their common library. */
import { gpx, kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { unzipSync } from 'fflate/node';
import { LayerError, type RawFeature } from './checked.ts';

function documentOf(text: string, called: string) {
	// Entities of a file's own are seldom meant well, and nobody needs them here.
	if (/<!ENTITY/i.test(text)) {
		throw new LayerError(
			`defines entities of its own, which is not read. Save it as plain ${called}.`,
		);
	}
	const onError = (level: string, message: string) => {
		if (level !== 'warning') throw new LayerError(`is not ${called}: ${message}`);
	};
	try {
		return new DOMParser({ onError }).parseFromString(text, 'text/xml');
	} catch (error) {
		if (error instanceof LayerError) throw error;
		throw new LayerError(`is not ${called}: ${(error as Error).message}`);
	}
}

function xmlFeatures(text: string, called: 'KML' | 'GPX'): RawFeature[] {
	const document = documentOf(text, called);
	const root = document.documentElement?.localName;
	if (root !== called.toLowerCase()) {
		throw new LayerError(`is not ${called}: its first element is <${String(root)}>.`);
	}
	const read = called === 'KML' ? kml : gpx;
	return read(document as unknown as Document).features.map(({ properties, geometry }, i) => ({
		where: `feature ${i + 1}`,
		properties,
		geometry,
	}));
}

export const kmlFeatures = (text: string): RawFeature[] => xmlFeatures(text, 'KML');
export const gpxFeatures = (text: string): RawFeature[] => xmlFeatures(text, 'GPX');

/** So large may the KML in a KMZ be when it is unpacked. */
const largestUnpacked = 100_000_000;

/** The first KML of the archive, as its specification says. */
export function kmzFeatures(bytes: Uint8Array): RawFeature[] {
	let taken: string | undefined;
	let files: Record<string, Uint8Array>;
	try {
		files = unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				if (taken !== undefined || !/\.kml$/i.test(name)) return false;
				if (originalSize > largestUnpacked) throw new LayerError('unpacks to more than 100 MB.');
				taken = name;
				return true;
			},
		});
	} catch (error) {
		if (error instanceof LayerError) throw error;
		throw new LayerError(`is not a KMZ archive: ${(error as Error).message}`);
	}
	if (taken === undefined) throw new LayerError('is an archive without a KML file in it.');
	return kmlFeatures(new TextDecoder().decode(files[taken]));
}
