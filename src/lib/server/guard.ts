/** Who may ask: a page of this server, or a program on this machine that is no page at all. */

export interface Guard {
	/** Host names the server answers to, besides loopback ones. */
	readonly hosts: readonly string[];
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

const hostName = (host: string): string => host.replace(/:\d+$/, '');

/** The hosts allowed by the settings HOST and ORIGIN. */
export function guardOf(env: Readonly<Record<string, string | undefined>>): Guard {
	const origin = env.ORIGIN && URL.canParse(env.ORIGIN) ? [new URL(env.ORIGIN).hostname] : [];
	return { hosts: [...(env.HOST ? [env.HOST] : []), ...origin] };
}

const reads = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Why a request is refused, or null. A foreign Host is DNS rebinding; a foreign Origin is another
 * site's page asking in the analyst's name, and so is a change that the browser says came from one.
 */
export function refusal(request: Request, { hosts }: Guard): string | null {
	const known = (name: string) => loopback.test(name) || hosts.includes(name);
	const host = (request.headers.get('host') ?? new URL(request.url).host).toLowerCase();
	if (!known(hostName(host))) {
		return `The Host ${host} is not this server's. Open it as http://127.0.0.1, or set ORIGIN to the address people type.`;
	}
	const origin = request.headers.get('origin');
	if (!origin) {
		const site = request.headers.get('sec-fetch-site') ?? 'none';
		const foreign = site === 'cross-site' || site === 'same-site';
		return foreign && !reads.includes(request.method)
			? 'A page of another site may not change this corpus.'
			: null;
	}
	const same =
		URL.canParse(origin) &&
		(new URL(origin).host === host || hosts.includes(new URL(origin).hostname));
	const whose = origin === 'null' ? 'an unknown origin' : origin;
	return same ? null : `A page of ${whose} may not ask this server.`;
}
