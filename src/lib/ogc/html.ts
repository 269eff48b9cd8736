/** Readable pages of the OGC resources: no script, and nothing from elsewhere. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Bbox, Outline } from '#lib/domain.ts';
import { bboxOf, union } from '#lib/geo/bbox.ts';
import type { Link } from './resources.ts';

const signs: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
export const escapeHtml = (value: unknown): string =>
	String(value ?? '').replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --line: #8886; --mark: #1d5fbf; --land: #8883; }
@media (prefers-color-scheme: dark) { :root { --mark: #6ea8ff; } }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; }
nav { font-size: .9rem; } a { color: var(--mark); }
.wide { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
svg { display: block; width: 100%; max-height: 24rem; border: 1px solid var(--line); margin-block: 1rem; }
.land { fill: var(--land); stroke: var(--line); } .grid { stroke: var(--line); fill: none; stroke-dasharray: 2 3; }
.mark { fill: var(--mark); fill-opacity: .5; stroke: var(--mark); } .land, .grid, .mark { vector-effect: non-scaling-stroke; }`;

export interface PageParts {
	readonly title: string;
	/** From the root to here. */
	readonly trail: readonly { readonly title: string; readonly href: string }[];
	/** HTML, its values escaped. */
	readonly body: string;
	readonly links: readonly Link[];
}

export function page({ title, trail, body, links }: PageParts): string {
	const path = trail
		.map(({ title: name, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(name)}</a>`)
		.join(' › ');
	const json = links.find(({ rel, type }) => rel === 'alternate' && type !== 'text/html');
	const heads = links
		.map(
			({ href, rel, type }) =>
				`<link rel="${rel}" type="${escapeHtml(type)}" href="${escapeHtml(href)}">`,
		)
		.join('\n');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} – Whereabouts</title>
${heads}
<style>${style}</style>
</head>
<body>
<nav aria-label="Path">${path}</nav>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
${json ? `<p><a href="${escapeHtml(json.href)}">The same as JSON</a></p>` : ''}
</main>
</body>
</html>
`;
}

export const linkList = (links: readonly Link[]): string =>
	`<ul>${links
		.map(
			({ href, title, rel }) =>
				`<li><a href="${escapeHtml(href)}">${escapeHtml(title ?? rel)}</a></li>`,
		)
		.join('')}</ul>`;

const shown = (value: unknown): string =>
	value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');

/** Features by row, properties by column. */
export function featureTable(
	features: readonly Feature<Geometry | null>[],
	addressOf: (id: string) => string,
): string {
	const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
	const head = names.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
	const rows = features.map(({ id, properties }) => {
		const cells = names.map(
			(name) => `<td dir="auto">${escapeHtml(shown(properties?.[name]))}</td>`,
		);
		const link = `<a href="${escapeHtml(addressOf(String(id)))}">${escapeHtml(id)}</a>`;
		return `<tr><th scope="row">${link}</th>${cells.join('')}</tr>`;
	});
	return `<div class="wide" tabindex="0" role="region" aria-label="Features"><table><thead><tr><th scope="col">feature</th>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

const pathOf = (rings: readonly (readonly Position[])[]): string =>
	rings
		.map(
			(ring) =>
				`M${ring.map(([lon = 0, lat = 0]) => `${lon.toFixed(3)} ${(-lat).toFixed(3)}`).join('L')}Z`,
		)
		.join('');

const outlinePath = (outline: Outline): string =>
	outline.type === 'Polygon'
		? pathOf(outline.coordinates)
		: outline.coordinates.map(pathOf).join('');

/** The lines of every tenth, fifth or single degree, as wide as the view asks. */
function graticule([west, south, east, north]: Bbox): string {
	const width = east - west;
	const step = width > 120 ? 30 : width > 40 ? 10 : width > 10 ? 5 : 1;
	const lines: string[] = [];
	for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
		lines.push(`M${lon} ${-north}V${-south}`);
	}
	for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
		lines.push(`M${west} ${-lat}H${east}`);
	}
	return `<path class="grid" d="${lines.join('')}"/>`;
}

/** A small map in plate carrée; none where nothing has a place. */
export function smallMap(
	features: readonly Feature<Geometry | null>[],
	lands: readonly Outline[],
): string {
	const all = union(
		features.flatMap(({ geometry }) => {
			const box = geometry && bboxOf(geometry);
			return box ? [box] : [];
		}),
	);
	if (!all) return '';
	const crossing = all[0] > all[2];
	const [west, south, east, north] = crossing ? ([-180, all[1], 180, all[3]] as const) : all;
	const margin = Math.max(1, (east - west) * 0.1, (north - south) * 0.1);
	const view: Bbox = [
		west - margin,
		Math.max(-90, south - margin),
		east + margin,
		Math.min(90, north + margin),
	];
	const [left, bottom, right, top] = view;
	const radius = Math.max(right - left, top - bottom) / 120;
	const marks = features.flatMap(({ geometry }) => {
		if (geometry?.type === 'Point') {
			const [lon = 0, lat = 0] = geometry.coordinates;
			return [`<circle class="mark" cx="${lon}" cy="${-lat}" r="${radius.toFixed(3)}"/>`];
		}
		const area =
			geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
		return area ? [`<path class="mark" fill-rule="evenodd" d="${outlinePath(area)}"/>`] : [];
	});
	const land = lands.map(
		(outline) => `<path class="land" fill-rule="evenodd" d="${outlinePath(outline)}"/>`,
	);
	return `<svg role="img" aria-label="Where the features are" viewBox="${left} ${-top} ${right - left} ${top - bottom}">${land.join('')}${graticule(view)}${marks.join('')}</svg>`;
}
