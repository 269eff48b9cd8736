/** The interface as a page to read: each address with what may be asked of it. */
import { escapeHtml } from './html.ts';
import type { openapi, Operation, Parameter, Schema } from './openapi.ts';

/** The values a parameter takes, in words. */
function values(schema: Schema): string {
	const { type, items, minItems, maxItems, minimum, maximum } = schema;
	const what = items ? `${minItems} to ${maxItems} of ${items.type}` : (schema.format ?? type);
	const one = schema.enum?.map((value) => `<code>${escapeHtml(value)}</code>`).join(' or ');
	const range = maximum === undefined ? '' : `, ${minimum} to ${maximum}`;
	const usual =
		schema.default === undefined ? '' : `; usually <code>${escapeHtml(schema.default)}</code>`;
	return (one ?? escapeHtml(what + range)) + usual;
}

const row = ({ name, description, required, schema }: Parameter): string =>
	`<tr><th scope="row"><code>${escapeHtml(name)}</code>${required ? ' (required)' : ''}</th><td>${escapeHtml(description)}</td><td>${values(schema)}</td></tr>`;

function section(root: string, path: string, { summary, parameters }: Operation): string {
	const address = escapeHtml(root + (path === '/' ? '' : path));
	const shown = path.includes('{') ? address : `<a href="${address}?f=html">${address}</a>`;
	return `<section>
<h2>${escapeHtml(summary)}</h2>
<p><code>GET</code> ${shown}</p>
<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(`Parameters of ${summary}`)}"><table>
<thead><tr><th scope="col">parameter</th><th scope="col">what it is</th><th scope="col">its values</th></tr></thead>
<tbody>${parameters.map(row).join('\n')}</tbody>
</table></div>
</section>`;
}

/** @param api as `openapi` has made it */
export function apiBody({ info, servers, paths }: ReturnType<typeof openapi>): string {
	const [{ url = '' } = {}] = servers;
	const sections = Object.entries(paths).map(([path, { get }]) => section(url, path, get));
	return `<p>${escapeHtml(info.description)} A parameter that is not listed, or not of its form, is refused with the reason, as a problem document (RFC 9457).</p>
${sections.join('\n')}`;
}
