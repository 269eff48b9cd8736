import { describe, expect, it } from 'vitest';
import { temporalExtent } from '#lib/ogc/extent.ts';

describe('the time of a collection', () => {
	it.each([
		[['2019-03-14', '2018-01-02'], '2018-01-02T00:00:00Z', '2019-03-14T23:59:59Z'],
		// A vague date may be its last day, even where a later one is written.
		[['2019', '2019-05-01'], '2019-01-01T00:00:00Z', '2019-12-31T23:59:59Z'],
		[['2019-02'], '2019-02-01T00:00:00Z', '2019-02-28T23:59:59Z'],
		[['2020-02', null], '2020-02-01T00:00:00Z', '2020-02-29T23:59:59Z'],
		[['2020-04'], '2020-04-01T00:00:00Z', '2020-04-30T23:59:59Z'],
		[[null], null, null],
		[[], null, null],
	])('of %j', (dates, from, to) => {
		expect(temporalExtent(dates)).toEqual([from, to]);
	});
});
