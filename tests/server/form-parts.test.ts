import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryIn, FormError, formParts } from '#lib/server/form-parts.ts';

interface Part {
	readonly name: string;
	readonly filename: string | null;
	readonly body: string;
}

/** The bytes as they might arrive, in pieces of any size. */
async function* inPieces(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function partsOf(chunks: AsyncIterable<Uint8Array>, type: string | null): Promise<Part[]> {
	const parts: Part[] = [];
	for await (const { name, filename, body } of formParts(chunks, boundaryIn(type) ?? '')) {
		const bytes = Buffer.concat(await Array.fromAsync(body));
		parts.push({ name, filename, body: bytes.toString('latin1') });
	}
	return parts;
}

describe('the parts of a form', () => {
	it('have names with any character in them, also one that ends a line elsewhere', async () => {
		const form = new FormData();
		form.append('a\u2028b', new File(['words'], 'c\u2029d.txt'));
		const response = new Response(form);
		const type = response.headers.get('content-type');
		const [part] = await partsOf(inPieces(await response.bytes(), 7), type);
		expect(part).toMatchObject({ name: 'a\u2028b', filename: 'c\u2029d.txt' });
	});

	it('are what a browser put in, however they arrive', async () => {
		const named = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.map((name) => name.replaceAll(/[\r\n%\\]/g, '_'));
		const part = fc.record({
			name: named,
			filename: fc.option(named),
			bytes: fc.uint8Array({ maxLength: 300 }),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(part, { maxLength: 4 }),
				fc.integer({ min: 1, max: 400 }),
				async (parts, size) => {
					const form = new FormData();
					for (const { name, filename, bytes } of parts) {
						if (filename === null) form.append(name, 'plain');
						else form.append(name, new File([new Uint8Array(bytes)], filename));
					}
					const response = new Response(form);
					const type = response.headers.get('content-type');
					const found = await partsOf(inPieces(await response.bytes(), size), type);
					expect(found).toEqual(
						parts.map(({ name, filename, bytes }) => ({
							name,
							filename,
							body: filename === null ? 'plain' : Buffer.from(bytes).toString('latin1'),
						})),
					);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('may hold what looks like the mark between them, and be larger than memory is wished', async () => {
		const almost = '\r\n--edg\r\n--edg1\r-\n--';
		const body = `--edge\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n${almost}\r\n--edge--\r\n`;
		const parts = await partsOf(
			inPieces(Buffer.from(body), 3),
			'multipart/form-data; boundary=edge',
		);
		expect(parts).toEqual([{ name: 'file', filename: 'a', body: almost }]);
	});

	it('are refused where the form is cut short, or none', async () => {
		const type = 'multipart/form-data; boundary="edge"';
		const start = '--edge\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc';
		for (const body of ['', 'abc', start, `${start}\r\n--edge`, '--edge\r\n\r\nabc\r\n--edge--']) {
			await expect(partsOf(inPieces(Buffer.from(body), 5), type)).rejects.toThrow(FormError);
		}
		const endless = `--edge\r\n${'x: y\r\n'.repeat(10_000)}`;
		await expect(partsOf(inPieces(Buffer.from(endless), 1000), type)).rejects.toThrow('endless');
		expect(boundaryIn('application/json')).toBeNull();
		expect(boundaryIn(null)).toBeNull();
	});
});
