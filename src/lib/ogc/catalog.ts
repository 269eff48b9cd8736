/** Where the interfaces of this server are described (RFC 9727, in the linkset of RFC 9264). */
import { media } from './resources.ts';

export const catalogPath = '/.well-known/api-catalog';
export const catalogType =
	'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

/** @param root the address of /ogc */
export const catalog = (origin: string, root: string) => ({
	linkset: [
		{ anchor: origin + catalogPath, item: [{ href: root, title: 'OGC API – Features' }] },
		{
			anchor: root,
			'service-desc': [{ href: `${root}/api`, type: media.openapi }],
			'service-doc': [{ href: `${root}/api?f=html`, type: media.html }],
		},
	],
});
