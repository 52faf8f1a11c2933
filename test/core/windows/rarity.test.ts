import { describe, expect, it } from 'vitest';
import { LEARNT_AFTER, type Look, learn, rarity, spanSteps, weigh } from '../../../server/core/windows/rarity.ts';

/** Even noise that is the same in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Counts around `rate` whose spread is about that of a bursty stream. */
const stream = (rows: number, rate: number, seed = 1): number[] => {
  const next = noise(seed);
  return Array.from({ length: rows }, () => Math.round(rate * Math.exp(0.5 * (next() + next() + next() + next() - 2))));
};

function look(values: readonly number[], step = 5): Look[] {
  const known = rarity(step);
  const spans = spanSteps(step);
  return values.map((_, i) =>
    learn(
      known,
      spans.map((span) => {
        const last = values.slice(Math.max(0, i + 1 - span), i + 1);
        return last.reduce((sum, value) => sum + value, 0) / last.length;
      }),
    ),
  );
}

const surging = (values: readonly number[], from: number, rows: number, by: number): number[] =>
  values.map((value, i) => (i >= from && i < from + rows ? value * by : value));

describe('how rare a count is', () => {
  it.each([
    { step: 1, spans: [5, 10, 20, 40, 80, 160] },
    { step: 5, spans: [1, 2, 4, 8, 16, 32] },
    { step: 60, spans: [1, 3] },
  ])('is looked at over 5 minutes to 2 h 40 in steps of $step min', ({ step, spans }) => {
    expect(spanSteps(step)).toEqual(spans);
  });

  it('is unknown while the stream is learnt, even in a flood', () => {
    const looks = look(surging(stream(LEARNT_AFTER, 20), 200, 20, 50));
    expect(new Set(looks.map(({ score, fresh }) => score + fresh))).toEqual(new Set([0]));
    expect(looks[10]!.expected).toBeNull();
  });

  it.each([3, 40, 2000])('is a probability: one row in ten scores 0.9, one in a hundred 0.99, around %d a step', (rate) => {
    const scores = look(stream(6000, rate))
      .slice(1000)
      .map(({ fresh }) => fresh);
    const over = (bound: number) => scores.filter((score) => score >= bound).length / scores.length;
    expect(over(0.9)).toBeGreaterThan(0.06);
    expect(over(0.9)).toBeLessThan(0.14);
    expect(over(0.99)).toBeGreaterThan(0.004);
    expect(over(0.99)).toBeLessThan(0.02);
    expect(over(0.9999)).toBeLessThan(0.002);
  });

  it('is extreme in the row in which a surge begins, on streams of any size', () => {
    for (const rate of [10, 100, 1000]) {
      const looks = look(surging(stream(3000, rate), 2500, 24, 8));
      expect(looks[2500]!.fresh).toBeGreaterThan(0.9996);
    }
  });

  it('tells a surge once, and a greater one within it again', () => {
    const twice = surging(surging(stream(3000, 50), 2500, 100, 6), 2550, 20, 40);
    const told = look(twice).flatMap(({ fresh }, i) => (i >= 2400 && fresh >= 0.9996 ? [i] : []));
    expect(told[0]).toBe(2500);
    expect(told.filter((i) => i >= 2520 && i < 2550)).toEqual([]);
    expect(told.some((i) => i >= 2550 && i < 2560)).toBe(true);
    expect(told.filter((i) => i >= 2620)).toEqual([]);
  });

  it('goes on to call a told surge rare where freshness does not matter', () => {
    const looks = look(surging(stream(3000, 50), 2500, 60, 10));
    expect(looks[2540]!.score).toBeGreaterThan(0.999);
    expect(looks[2540]!.fresh).toBeLessThan(0.999);
  });

  it('expects the middle of the last weeks', () => {
    expect(look(stream(3000, 200)).at(-1)!.expected).toBeGreaterThan(185);
    expect(look(stream(3000, 200)).at(-1)!.expected).toBeLessThan(215);
  });

  it('changes nothing when it is only asked', () => {
    const known = rarity(5);
    for (const value of stream(400, 20)) learn(known, [value, value, value, value, value, value]);
    const before = structuredClone(known);
    weigh(known, [900, 900, 900, 900, 900, 900]);
    expect(known).toEqual(before);
  });
});
