import type { z } from 'zod';
import { BINS, type Rate, type Spread } from '../../../../shared/report.ts';
import { medianAndNinth } from './percentile.ts';

export type RateOf = z.infer<typeof Rate>;
export type SpreadOf = z.infer<typeof Spread>;

/** 95% of a normal distribution lie within so many standard deviations. */
const Z = 1.959963984540054;

/** A share with Wilson's interval, which holds also for few and for none: Wilson, J. Am. Stat. Assoc. 22 (1927). */
export function rate(count: number, of: number): RateOf {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const share = count / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { count, of, share, low: count === 0 ? 0 : Math.max(0, middle - reach), high: count === of ? 1 : Math.min(1, middle + reach) };
}

/** How many of `all` are so, among those for whom it can be told. */
export function rateOf<T>(all: readonly T[], told: (one: T) => boolean | null): RateOf {
  let [count, of] = [0, 0];
  for (const one of all) {
    const is = told(one);
    if (is !== null) of++;
    if (is) count++;
  }
  return rate(count, of);
}

/** Median, 90th percentile and bins of those that are known. */
export function spreadOf<T>(all: readonly T[], value: (one: T) => number | null): SpreadOf {
  const known = new Float64Array(all.length);
  let n = 0;
  for (const one of all) {
    const ms = value(one);
    if (ms !== null) known[n++] = ms;
  }
  const values = known.subarray(0, n);
  return { n, ...medianAndNinth(values), bins: binsOf(values) };
}

function binsOf(values: Float64Array): number[] {
  const bins: number[] = new Array(BINS.length + 1).fill(0);
  for (const value of values) bins[binOf(value)]!++;
  return bins;
}

/** The first bin whose bound is not passed; behind the last one that for all the rest. */
function binOf(value: number): number {
  let bin = 0;
  while (bin < BINS.length && value > BINS[bin]!) bin++;
  return bin;
}

export const sum = <T>(all: readonly T[], value: (one: T) => number): number => all.reduce((total, one) => total + value(one), 0);

export const mean = <T>(all: readonly T[], value: (one: T) => number): number | null =>
  all.length === 0 ? null : sum(all, value) / all.length;
