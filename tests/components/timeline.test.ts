import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, barsOf, isShown } from '#lib/components/timeline.ts';

const day = (period: string | null, mentions = 1) => ({ period, mentions, documents: 1 });

describe('the bars of a timeline', () => {
	it('are of days where few pass between the first and the last, the empty ones too', () => {
		const bars = barsOf([day('2019-02-27', 3), day('2019-03-02'), day(null), day('2019')]);
		expect(bars.map(({ period, mentions }) => [period, mentions])).toEqual([
			['2019-02-27', 3],
			['2019-02-28', 0],
			['2019-03-01', 0],
			['2019-03-02', 1],
		]);
	});

	it('are of months or years where more pass, with what is dated to a month', () => {
		const months = barsOf([
			day('2019-01-05', 2),
			day('2019-01-09'),
			day('2019-12'),
			day('2020-02-01'),
		]);
		expect(months).toHaveLength(14);
		expect(months[0]).toEqual({ period: '2019-01', mentions: 3, documents: 2 });
		const years = barsOf([day('1990-01-05'), day('2019'), day('2020-02-01')]);
		expect(years).toHaveLength(31);
		expect(years.at(-2)).toEqual({ period: '2019', mentions: 1, documents: 1 });
	});

	it('are none where nothing has a date', () => {
		expect(barsOf([day(null)])).toEqual([]);
	});

	it('come one after the other', () => {
		expect(['2019', '2019-12', '2019-12-31', '2020-02-28'].map(after)).toEqual([
			'2020',
			'2020-01',
			'2020-01-01',
			'2020-02-29',
		]);
		fc.assert(
			fc.property(
				fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
				(date) => {
					const text = date.toISOString();
					for (const length of [4, 7, 10]) {
						const period = text.slice(0, length);
						expect(after(period) > period).toBe(true);
						expect(after(period)).toHaveLength(length);
					}
				},
			),
		);
	});

	it('are shown where they lie in the interval, wholly or in part', () => {
		const march = { from: '2019-03-05', to: '2019-03' };
		expect(
			['2018', '2019', '2019-02', '2019-03', '2019-03-04', '2019-03-05', '2019-04'].map((one) =>
				isShown(one, march),
			),
		).toEqual([false, true, false, true, false, true, false]);
		expect(isShown('1950', { from: null, to: '2019' })).toBe(true);
	});
});
