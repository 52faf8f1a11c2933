import type { z } from 'zod';
import { BINS, type Rate, type Spread } from '../../../../shared/report.ts';
import { medianAndNinth } from './percentile.ts';
import type { Columns, Rows, Told } from './rows.ts';

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
export function rateOf<C extends Columns>(all: Rows<C>, told: Told<C, boolean | null>): RateOf {
  let [count, of] = [0, 0];
  all.each((columns, row) => {
    const is = told(columns, row);
    if (is !== null) of++;
    if (is) count++;
  });
  return rate(count, of);
}

/** Median, 90th percentile and bins. Leaves `values` in another order. */
export const spread = (values: Float64Array): SpreadOf => ({ n: values.length, ...medianAndNinth(values), bins: binsOf(values) });

/** The same of those that are known: the others are NaN. */
export function spreadOf<C extends Columns>(all: Rows<C>, value: Told<C, number>): SpreadOf {
  const known = new Float64Array(all.length);
  let n = 0;
  all.each((columns, row) => {
    const ms = value(columns, row);
    if (!Number.isNaN(ms)) known[n++] = ms;
  });
  return spread(known.subarray(0, n));
}

function binsOf(values: Float64Array): number[] {
  const bins: number[] = new Array(BINS.length + 1).fill(0);
  for (const value of values) bins[binOf(value)]!++;
  return bins;
}

/** Every bound is a multiple of the first one. */
const STEP = BINS[0];
const LAST = BINS[BINS.length - 1]!;
/** The bin of everything above `i - 1` steps and up to `i`. */
const BIN_OF = Uint8Array.from({ length: LAST / STEP + 1 }, (_, i) => BINS.findIndex((bound) => i * STEP <= bound));

/** The first bin whose bound is not passed; behind the last one that for all the rest. */
const binOf = (value: number): number => (value > LAST ? BINS.length : (BIN_OF[Math.ceil(value / STEP)] ?? 0));

export function sum<C extends Columns>(all: Rows<C>, value: Told<C, number>): number {
  let total = 0;
  all.each((columns, row) => {
    total += value(columns, row);
  });
  return total;
}

export const mean = <C extends Columns>(all: Rows<C>, value: Told<C, number>): number | null =>
  all.length === 0 ? null : sum(all, value) / all.length;
