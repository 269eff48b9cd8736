import { describe, expect, it } from 'vitest';
import { guardOf, refusal } from '#lib/server/guard.ts';

function ask(headers: Record<string, string>, method = 'GET', env: Record<string, string> = {}) {
	const request = new Request('http://127.0.0.1:4173/api/documents', { headers, method });
	return refusal(request, guardOf(env));
}

describe('who may ask', () => {
	it.each(['127.0.0.1:4173', 'localhost:4173', 'LocalHost', '[::1]:4173', '127.9.9.9'])(
		'answers on %s',
		(host) => {
			expect(ask({ host })).toBeNull();
			expect(ask({ host, origin: `http://${host}` }, 'POST')).toBeNull();
		},
	);

	it.each(['evil.example', 'evil.example:4173', '127.0.0.1.evil.example', 'localhost.evil'])(
		'refuses the rebound name %s',
		(host) => {
			expect(ask({ host })).toMatch(/not this server's.*set ORIGIN/);
		},
	);

	it.each(['https://evil.example', 'http://127.0.0.1:9999', 'null'])(
		'refuses a page of %s',
		(origin) => {
			expect(ask({ host: '127.0.0.1:4173', origin }, 'POST')).toMatch(/may not ask/);
		},
	);

	it('lets a program without an origin change the corpus, but no page of another site', () => {
		const host = '127.0.0.1:4173';
		expect(ask({ host }, 'POST')).toBeNull();
		expect(ask({ host, 'sec-fetch-site': 'cross-site' }, 'POST')).toMatch(/another site/);
		// A link to the page from elsewhere is welcome.
		expect(ask({ host, 'sec-fetch-site': 'cross-site' })).toBeNull();
	});

	it('answers to the names that the settings give it', () => {
		const env = { ORIGIN: 'https://maps.newsroom.example' };
		const host = 'maps.newsroom.example';
		expect(ask({ host, origin: env.ORIGIN }, 'POST', env)).toBeNull();
		expect(ask({ host: '192.168.1.5:4173' }, 'GET', { HOST: '192.168.1.5' })).toBeNull();
	});
});
