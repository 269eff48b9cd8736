import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterNames, readAddress, writeAddress } from '#lib/components/address.ts';

describe('an address', () => {
	it('keeps what the lists are narrowed to', () => {
		const filters = fc.record(
			{
				language: fc.constantFrom('nl', 'ar', 'en'),
				source: fc.constantFrom('De Krant', 'صحيفة', 'A & B'),
				set: fc.constantFrom('spring', 'x=y'),
				country: fc.constantFrom('SY', 'NL'),
				kind: fc.constantFrom('country', 'settlement'),
				status: fc.constantFrom('suggested', 'corrected'),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(filters, (chosen) => {
				const address = { ...readAddress(new URLSearchParams()), filters: chosen };
				const search = writeAddress(address as ReturnType<typeof readAddress>);
				expect(readAddress(new URLSearchParams(search.toString())).filters).toEqual(chosen);
			}),
		);
	});

	it('keeps the order of a search, and forgets it without words', () => {
		const address = readAddress(new URLSearchParams('q=rain&order=relevance'));
		expect(address.best).toBe(true);
		expect(writeAddress(address).toString()).toBe('q=rain&order=relevance');
		expect(writeAddress({ ...address, words: null }).toString()).toBe('');
	});

	it('leaves out a filter that is of no use', () => {
		const wrong = new URLSearchParams({ kind: 'planet', country: 'syria', language: 'nl' });
		expect(readAddress(wrong).filters).toEqual({ language: 'nl' });
		expect(filterNames).toContain('kind');
	});
});
