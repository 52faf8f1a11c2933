import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff, PACE, pause } from '../../server/sources/backoff.ts';

describe('the wait before the next try', () => {
  it.each([
    { failures: 1, random: 1, wait: 1_000 },
    { failures: 1, random: 0, wait: 250 },
    { failures: 4, random: 0.5, wait: 4_000 },
    { failures: 7, random: 1, wait: 60_000 },
    { failures: 100_000, random: 1, wait: 60_000 },
  ])('is $wait ms after $failures failures when chance says $random', ({ failures, random, wait }) => {
    expect(backOff(failures, () => random)).toBe(wait);
  });

  it('is never shorter than the floor nor longer than the cap', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (failures, random) => {
        const wait = backOff(failures, () => random);
        expect(wait).toBeGreaterThanOrEqual(PACE.floor);
        expect(wait).toBeLessThanOrEqual(PACE.cap);
      }),
    );
  });
});

describe('a pause', () => {
  it('ends when the signal aborts, and does not begin when it has', async () => {
    const stop = new AbortController();
    const paused = pause(3_600_000, stop.signal);
    stop.abort();
    await paused;
    await pause(3_600_000, stop.signal);
    expect(stop.signal.aborted).toBe(true);
  });
});
