import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Growing, HORIZON } from '../../../server/core/viral/features.ts';
import { ageWhen, cameBy, forecast, outlook, probability, usualAt } from '../../../server/core/viral/model.ts';
import { reasonsFor } from '../../../server/core/viral/reasons.ts';

const growing = (over: Partial<Growing> = {}): Growing => ({
  count: 20,
  pace1: 3,
  pace5: 10,
  pace15: 16,
  pace60: 19,
  age: 600,
  quiet: 20,
  hour: 14,
  followers: 4000,
  following: null,
  posts: null,
  verified: false,
  ...over,
});

const anything = fc.record({
  count: fc.integer({ min: 0, max: 100_000 }),
  pace1: fc.double({ min: 0, max: 1000, noNaN: true }),
  pace5: fc.double({ min: 0, max: 5000, noNaN: true }),
  pace15: fc.double({ min: 0, max: 20_000, noNaN: true }),
  pace60: fc.double({ min: 0, max: 100_000, noNaN: true }),
  age: fc.double({ min: 0, max: 200_000, noNaN: true }),
  quiet: fc.double({ min: 0, max: 200_000, noNaN: true }),
  hour: fc.double({ min: 0, max: 24, noNaN: true }),
  followers: fc.option(fc.integer({ min: 0, max: 200_000_000 })),
  following: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  posts: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  verified: fc.boolean(),
});

describe('the forecast', () => {
  it('is a probability and an interval in order, never below what is there already, whatever it is asked of', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 1_000_000 }), (seen, size) => {
        const told = outlook(seen);
        const chance = probability(told, size);
        expect(chance >= 0 && chance <= 1).toBe(true);
        const { expected, low, high } = forecast(told);
        expect([low <= expected, expected <= high, low >= seen.count - 1]).toEqual([true, true, true]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    { story: 'more has come', more: { count: 200, pace1: 30, pace5: 100, pace15: 160, pace60: 190 } },
    { story: 'it came in a shorter time', more: { age: 240, pace5: 14, pace15: 18 } },
    {
      story: 'it goes on instead of having ended',
      more: {},
      than: { pace1: 0, pace5: 0.4, pace15: 3, pace60: 10, quiet: 1200, age: 2400 },
    },
  ])('is higher when $story', ({ more, than = {} }) => {
    expect(probability(outlook(growing(more)), 500)).toBeGreaterThan(probability(outlook(growing(than)), 500));
  });

  it('is certain of a size that is reached', () => {
    expect(probability(outlook(growing()), 20)).toBe(1);
  });

  it('follows the calibration of its stream', () => {
    const plain = probability(outlook(growing()), 100);
    expect(probability(outlook(growing(), 'mix', [0, 1, 0, 0, 0]), 100)).toBe(plain);
    expect(probability(outlook(growing(), 'mix', [-1, 1, 0, 0, 0]), 100)).toBeLessThan(plain);
  });

  it('lets growth come steadily less, from nothing now to all of it at the end of the day', () => {
    expect([cameBy(600, 600), cameBy(600, HORIZON)]).toEqual([0, 1]);
    const parts = [1200, 3600, 14_400, 43_200].map((at) => cameBy(600, at));
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(ageWhen(600, cameBy(600, 3600))).toBeCloseTo(3600, 3);
  });

  it('knows what is usual at any age', () => {
    const usual = [0, 60, 120, 500, 3600, 90_000].map(usualAt);
    expect(usual[0]).toBe(0);
    expect(usual).toEqual(usual.toSorted((a, b) => a - b));
  });
});

describe('the reasons', () => {
  it.each([
    { seen: { count: 0, quiet: 600, pace1: 0, pace5: 0, pace15: 0 }, said: ['nobody has passed it on yet'] },
    { seen: { count: 2, pace5: 1.2, pace15: 1.6 }, said: ['2 in 10 min, an ordinary pace'] },
    { seen: {}, said: ['20 in 10 min, 14 times the usual pace'] },
    { seen: { pace5: 15 }, said: ['20 in 10 min, 14 times the usual pace', 'accelerating'] },
    { seen: { pace5: 1, pace15: 8 }, said: ['20 in 10 min, 14 times the usual pace', 'slowing down'] },
    { seen: { count: 39, age: 16, pace5: 38, pace15: 39 }, said: ['39 in 16 s, 39 times the usual pace'] },
    { seen: { followers: 2_120_000, pace5: 8 }, said: ['20 in 10 min, 14 times the usual pace', 'author reaches 2.1 M'] },
    { seen: { count: 9000, pace5: 5000, pace15: 8000 }, said: ['9,000 in 10 min, over a thousand times the usual pace'] },
    { seen: { age: 2400, quiet: 1500, count: 3, pace5: 0, pace15: 0.2 }, said: ['3 in 40 min, an ordinary pace', 'quiet for 25 min'] },
  ])('say $said', ({ seen, said }) => {
    expect(reasonsFor(growing(seen))).toEqual(said);
  });
});
