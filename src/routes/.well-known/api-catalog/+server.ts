import type { RequestHandler } from '@sveltejs/kit';
import { catalog, catalogPath, catalogType } from '#lib/ogc/catalog.ts';

/** The header is for those who only ask with HEAD. */
export const GET: RequestHandler = ({ url: { origin } }) =>
	new Response(JSON.stringify(catalog(origin, `${origin}/ogc`)), {
		headers: {
			'content-type': catalogType,
			link: `<${origin}${catalogPath}>; rel="api-catalog"`,
		},
	});
