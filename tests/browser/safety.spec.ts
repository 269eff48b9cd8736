import { request } from 'node:http';
import { expect, test } from './analyst.ts';

/** A request with a Host of its own, which browsers and `fetch` do not allow. */
function statusFor(url: string, headers: Record<string, string>): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		request(url, { headers }, (response) => {
			response.resume();
			resolve(response.statusCode);
		})
			.on('error', reject)
			.end();
	});
}

test('the page runs only its own scripts and talks only to its own server', async ({ analyst }) => {
	const { page, server } = analyst;
	const policy = (await page.request.get(server.url)).headers()['content-security-policy'] ?? '';
	const directives = new Map(
		policy.split(';').map((directive) => {
			const [name = '', ...sources] = directive.trim().split(/\s+/);
			return [name, sources] as const;
		}),
	);
	expect(directives.get('default-src')).toEqual(["'none'"]);
	expect(directives.get('script-src')?.join(' ')).toMatch(/^'self' 'nonce-[^']+'$/);
	expect(directives.get('connect-src')).toEqual(["'self'"]);
	for (const name of ['base-uri', 'frame-ancestors']) {
		expect(directives.get(name), name).toEqual(["'none'"]);
	}
	expect(policy).not.toContain('unsafe-eval');

	await analyst.open();
	const ran = await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = 'globalThis.smuggled = true';
		document.body.append(script);
		return 'smuggled' in globalThis;
	});
	analyst.expects(/Content Security Policy/);
	expect(ran).toBe(false);
});

test('another name or another site gets no answer', async ({ analyst }) => {
	const { url } = analyst.server;
	expect(await statusFor(`${url}/api/documents`, { host: 'evil.example' })).toBe(403);
	expect(await statusFor(`${url}/api/documents`, { origin: 'https://evil.example' })).toBe(403);
	expect(await statusFor(`${url}/api/documents`, {})).toBe(200);
});
