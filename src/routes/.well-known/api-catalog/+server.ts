import type { RequestHandler } from '@sveltejs/kit';

/** Where the interface is described (RFC 9727). */
export const GET: RequestHandler = ({ url }) => {
	const root = `${url.origin}/ogc`;
	const linkset = [
		{
			anchor: root,
			'service-desc': [
				{ href: `${root}/api`, type: 'application/vnd.oai.openapi+json;version=3.0' },
			],
			'service-doc': [{ href: `${root}/api?f=html`, type: 'text/html' }],
		},
	];
	const headers = { 'content-type': 'application/linkset+json' };
	return new Response(JSON.stringify({ linkset }), { headers });
};
