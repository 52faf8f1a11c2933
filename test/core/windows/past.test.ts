import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overshoot, type Past, past, quantile, remember, shareBelow } from '../../../server/core/windows/past.ts';

const of = (values: readonly number[], memory = 1e9): Past => {
  const known = past();
  for (const value of values) remember(known, value, memory);
  return known;
};
const steps = (n: number, from: number, to: number) => Array.from({ length: n }, (_, i) => from + ((to - from) * (i + 0.5)) / n);

describe('a past', () => {
  it.each([
    { share: 0.5, value: 2 },
    { share: 0.99, value: 3.96 },
    { share: 0.1, value: 0.4 },
  ])('of values spread evenly over 0 to 4 has $value at $share', ({ share, value }) => {
    const known = of(steps(4000, 0, 4));
    expect(quantile(known, share)).toBeCloseTo(value, 2);
    expect(shareBelow(known, value)).toBeCloseTo(share, 3);
  });

  it('of nothing has nothing below any value', () => {
    expect(shareBelow(past(), 3)).toBe(0);
  });

  it('lets old values fade: after three memories of other values the first ones are all but gone', () => {
    const known = of([...Array(1000).fill(1), ...Array(3000).fill(2)], 1000);
    expect(shareBelow(known, 1.5)).toBeCloseTo(Math.exp(-3) * (1 - Math.exp(-1)), 2);
  });

  it('stays right through the growth of its weights', () => {
    const known = of(
      Array.from({ length: 20_000 }, (_, i) => (i % 10 === 0 ? 3 : 1)),
      20,
    );
    expect(known.unit).toBeLessThan(1e101);
    expect(shareBelow(known, 2)).toBeCloseTo(0.9, 1);
  });

  it('tells the slope of an exponential tail', () => {
    const known = of(steps(5000, 0, 1).map((chance) => -0.5 * Math.log(1 - chance)));
    expect(overshoot(known, quantile(known, 0.9), 0, 1)).toBeCloseTo(0.5, 1);
  });

  it('answers with the prior slope before anything was seen', () => {
    expect(overshoot(past(), 0, 15, 0.4)).toBeCloseTo(0.4, 10);
  });

  it('has quantiles that never fall and shares between 0 and 1, whatever is put in', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
        const known = of(values, 30);
        const edges = [0.05, 0.5, 0.95].map((share) => quantile(known, share));
        expect(edges).toEqual([...edges].sort((a, b) => a - b));
        for (const value of values) expect(Math.abs(shareBelow(known, value) - 0.5)).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
    );
  });
});
