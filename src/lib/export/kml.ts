/** KML 2.2 (OGC 07-147r2), by itself or zipped as KMZ. */
import type { Geometry, Position } from 'geojson';
import { Zip, ZipDeflate } from 'fflate/node';
import { type AnyFeature, type Column, columns, valueOf, type Write } from './writer.ts';

const signs: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	// A reader of XML would make it a line feed.
	'\r': '&#13;',
};

/** XML has no word for most control characters: they are left out. */
const escapeXml = (value: unknown): string =>
	String(value)
		// eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
		.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replaceAll(/[&<>"'\r]/g, (sign) => signs[sign] ?? sign);

const coordinates = (positions: readonly Position[]) =>
	`<coordinates>${positions.map((position) => position.slice(0, 2).join(',')).join(' ')}</coordinates>`;
const ring = (positions: readonly Position[]) =>
	`<LinearRing>${coordinates(positions)}</LinearRing>`;
const polygon = ([outer = [], ...holes]: readonly (readonly Position[])[]) =>
	`<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes
		.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`)
		.join('')}</Polygon>`;

function geometryOf(geometry: Geometry | null): string {
	switch (geometry?.type) {
		case 'Point':
			return `<Point>${coordinates([geometry.coordinates])}</Point>`;
		case 'Polygon':
			return polygon(geometry.coordinates);
		case 'MultiPolygon':
			return `<MultiGeometry>${geometry.coordinates.map(polygon).join('')}</MultiGeometry>`;
		default:
			return '';
	}
}

/** Some programs keep "end" for the end of a time, and drop one that is none. */
const dataNames: Readonly<Record<string, string>> = { start: 'startOffset', end: 'endOffset' };

function placemark(feature: AnyFeature, own: readonly Column[]): string {
	const { properties, geometry } = feature;
	const data = own.flatMap((column) => {
		const value = valueOf(feature, column);
		return value === null
			? []
			: [
					`<Data name="${dataNames[column.name] ?? column.name}"><value>${escapeXml(value)}</value></Data>`,
				];
	});
	const name = escapeXml(properties?.name ?? properties?.surface ?? feature.id);
	const description = properties?.excerpt
		? `<description>${escapeXml(properties.excerpt)}</description>`
		: '';
	// The slider of time in a globe's program moves along it.
	const when = properties?.published
		? `<TimeStamp><when>${escapeXml(properties.published)}</when></TimeStamp>`
		: '';
	return `<Placemark><name>${name}</name>${description}${when}<ExtendedData>${data.join('')}</ExtendedData>${geometryOf(geometry)}</Placemark>\n`;
}

export const writeKml: Write = async function* ({ features, shape }) {
	yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n';
	yield `<name>${shape}</name>\n`;
	for await (const batch of features) {
		yield batch.map((feature) => placemark(feature, columns[shape])).join('');
	}
	yield '</Document></kml>\n';
};

/** Characters that are packed at once; each by itself takes longer. */
const atOnce = 64 * 1024;

export const writeKmz: Write = async function* (source) {
	const pieces: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw error;
		pieces.push(piece);
	});
	const file = new ZipDeflate('doc.kml');
	zip.add(file);
	const encoder = new TextEncoder();
	let text = '';
	for await (const part of writeKml(source)) {
		text += part;
		if (text.length < atOnce) continue;
		file.push(encoder.encode(text));
		text = '';
		yield* pieces.splice(0);
	}
	file.push(encoder.encode(text), true);
	zip.end();
	yield* pieces.splice(0);
};
