import { describe, expect, it } from 'vitest';
import { ask, BASE, chanceOf, describe as describeGrowing, FEATURES, gapTo, lineOf, logOdds } from '../../server/core/viral/features.ts';
import { randomFrom } from '../../server/training/random.ts';
import type { Cascade } from '../../server/training/viral/cascades.ts';
import { seenAt } from '../../server/training/viral/cascades.ts';
import { fitWeights, solve, standardise } from '../../server/training/viral/logistic.ts';
import { makeRows } from '../../server/training/viral/rows.ts';

/** Conversations that grow all the faster the larger they become. */
function invented(n: number): Cascade[] {
  const roll = randomFrom(5);
  return Array.from({ length: n }, (_, i) => {
    const size = Math.floor(Math.exp(roll() * 6));
    const events = Array.from({ length: size }, () => ({ dt: 86_000 * roll() ** 4 })).sort((a, b) => a.dt - b.dt);
    const platform = (['twitter', 'weibo', 'mix'] as const)[i % 3]!;
    return { id: `c${i}`, platform, startedAtLocal: 1e9 + i * 777, author: null, events, sizeAtHorizon: size };
  });
}

describe('the fit of viral risk', () => {
  const fitted = () => {
    const rows = makeRows(invented(24), 3);
    standardise(rows);
    return { rows, weights: fitWeights(rows) };
  };
  const { rows, weights } = fitted();

  it('is the same, bit by bit, each time', () => {
    expect(fitted()).toEqual({ rows, weights });
    expect(makeRows(invented(24), 4).x).not.toEqual(makeRows(invented(24), 3).x);
  });

  it('learns from outcomes: those that came true are the likelier ones', () => {
    const chances = Array.from(rows.reached, (_, row) => {
      let odds = 0;
      for (let i = 0; i < FEATURES; i++)
        odds += rows.x[row * FEATURES + i]! * (weights[i]! + weights[(rows.stream[row]! + 1) * FEATURES + i]!);
      return chanceOf(odds);
    });
    const mean = (came: number) => {
      const those = chances.filter((_, row) => rows.reached[row] === came);
      return those.reduce((sum, chance) => sum + chance, 0) / those.length;
    };
    expect(mean(1) - mean(0)).toBeGreaterThan(0.5);
  });

  it('asks sizes that follow from the present alone', () => {
    const doomed = invented(30).map((cascade) => ({ ...cascade, sizeAtHorizon: 0 }));
    expect(makeRows(doomed, 3).x).toEqual(makeRows(invented(30), 3).x);
  });

  it('sees nothing of what comes later', () => {
    const [cascade] = invented(1).map((one) => ({ ...one, events: [{ dt: 10 }, { dt: 500 }, { dt: 900 }] }));
    expect(seenAt(cascade!, 600)).toMatchObject({ count: 2, quiet: 100, age: 600 });
    expect(seenAt({ ...cascade!, events: cascade!.events.slice(0, 2) }, 600)).toEqual(seenAt(cascade!, 600));
  });

  it('solves its equations', () => {
    expect([...solve(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 9), 2)].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([1.5, 2]);
  });
});

describe('the features', () => {
  it('give the same odds in one go as taken apart', () => {
    const roll = randomFrom(9);
    const weights = Float64Array.from({ length: FEATURES }, () => roll() - 0.5);
    for (const cascade of invented(40)) {
      const growing = seenAt(cascade, 1200);
      const size = growing.count + 1 + Math.floor(roll() * 900);
      const all = new Float64Array(FEATURES);
      describeGrowing(growing, all.subarray(0, BASE));
      const line = lineOf(all.subarray(0, BASE), weights);
      ask(all, gapTo(size, growing.count), size);
      const whole = all.reduce((sum, value, i) => sum + value * weights[i]!, 0);
      expect(logOdds(line, gapTo(size, growing.count), size)).toBeCloseTo(whole, 8);
    }
  });
});
