import { describe, expect, it } from 'vitest';
import { duration, Pacemaker } from '#lib/pace.ts';

describe('the pace of a long piece of work', () => {
	it('is that of late, not of the whole', () => {
		const pacemaker = new Pacemaker();
		expect(pacemaker.tell({ at: 0, done: 0, count: 0 }, 1000)).toEqual({
			perSecond: 0,
			secondsLeft: null,
		});
		expect(pacemaker.tell({ at: 10_000, done: 500, count: 50 }, 1000)).toEqual({
			perSecond: 5,
			secondsLeft: 10,
		});
		expect(pacemaker.tell({ at: 25_000, done: 515, count: 65 }, 1000)).toEqual({
			perSecond: 1,
			secondsLeft: 485,
		});
	});

	it('tells no time where nothing moves', () => {
		const pacemaker = new Pacemaker();
		pacemaker.tell({ at: 0, done: 7, count: 1 }, 10);
		expect(pacemaker.tell({ at: 1000, done: 7, count: 1 }, 10).secondsLeft).toBeNull();
	});

	it.each([
		[0.2, '1 s'],
		[125, '2 min 5 s'],
		[4800, '1 h 20 min'],
	])('%d seconds are %s', (seconds, words) => {
		expect(duration(seconds)).toBe(words);
	});
});
