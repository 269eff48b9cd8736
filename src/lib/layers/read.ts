/** A file as the features of a layer. */
import type { LayerFeature } from '#lib/domain.ts';
import { checkedFeatures, LayerError, type RawFeature } from './checked.ts';
import { layerFormatOf, layerFormats } from './formats.ts';
import { geojsonFeatures } from './geojson.ts';
import { tableFeatures } from './table.ts';
import { gpxFeatures, kmlFeatures, kmzFeatures } from './xml.ts';

function textOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new LayerError('is not text in UTF-8. Save it as UTF-8.');
	}
}

/**
 * The features of a file, whichever format its name says it has.
 * @param geopackage reads a GeoPackage, which is a database
 * @throws {LayerError} when it cannot be drawn; the message begins with what is wrong.
 */
export function readLayer(
	name: string,
	bytes: Uint8Array,
	geopackage: (bytes: Uint8Array) => Iterable<RawFeature>,
): LayerFeature[] {
	const read = {
		geojson: () => geojsonFeatures(textOf(bytes)),
		kml: () => kmlFeatures(textOf(bytes)),
		kmz: () => kmzFeatures(bytes),
		gpx: () => gpxFeatures(textOf(bytes)),
		csv: () => tableFeatures(textOf(bytes)),
		geopackage: () => geopackage(bytes),
	};
	const format = layerFormatOf(name);
	if (!format) {
		const known = layerFormats.map(({ label }) => label).join(', ');
		throw new LayerError(`is of no format that can be drawn; ${known} can.`);
	}
	return checkedFeatures(read[format.id]());
}
