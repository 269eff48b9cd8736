import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checksums } from '../../geodata/build/checksums.ts';

it('the derived geodata is what npm run geodata last made', () => {
	expect(readFileSync('geodata/SHA256SUMS', 'utf8')).toBe(checksums());
});
