/**
 * How often each of any number of things is usual, in a fixed space: hashed counts with an exponentially weighted mean and variance of
 * each cell (after SigniTrend, Schubert et al., KDD 2014). Things share cells, so what is read is never too low; the lower of two rows
 * is the better guess. Plain data, so that it can be compared and kept in a snapshot.
 */
export interface Sketch {
  /** Counts that fade by FADE a minute: as high as what ten minutes hold. Row after row. */
  now: Float32Array;
  /** Sums of `now` over the minutes, each minute weighing KEEP of the next. */
  sum: Float32Array;
  /** The same of the squared distance from the mean. */
  spread: Float32Array;
  /** The minute that runs, counted from 1970; -1 before the first. */
  minute: number;
  /** Weight of all minutes in `sum`, and of those that were lived through. */
  weight: number;
  lived: number;
  /** The same of everything counted together. */
  total: { now: number; sum: number };
  /** The last minute of the past that was filled in. */
  filled: number;
}

/** Cells of a row: a power of two. */
const CELLS = 8192;
const MASK = CELLS - 1;
const ROWS = 2;
/** What is left of `now` after a minute: a steady count comes to ten minutes' worth. */
const FADE = 0.9;
export const WINDOW = 10;
/** What is left of a minute's weight a minute later: half of it after three hours. */
const KEEP = 0.99616;
/** Minutes back that are still filled in. */
const FILLED = 1440;
/** Bounds of the variance over that of independent counts. */
const MOST_BURSTY = 8;
/** The variance of the fading count over its mean, for independent counts: 1 / (1 + FADE). */
const POISSON = 1 / (1 + FADE);

const powers = (base: number, count: number): Float64Array => {
  const list = new Float64Array(count);
  list[0] = 1;
  for (let i = 1; i < count; i++) list[i] = list[i - 1]! * base;
  return list;
};
const FADED = powers(FADE, WINDOW);
const KEPT = powers(KEEP, FILLED + 1);

export const sketch = (): Sketch => ({
  now: new Float32Array(ROWS * CELLS),
  sum: new Float32Array(ROWS * CELLS),
  spread: new Float32Array(ROWS * CELLS),
  minute: -1,
  weight: 0,
  lived: 0,
  total: { now: 0, sum: 0 },
  filled: -1,
});

const first = (hash: number): number => hash & MASK;
const second = (hash: number): number => CELLS + ((Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 17) & MASK);

/** Moves on to the minute that holds `minute`; a jump of days costs no more than a day's walk. */
export function turn(sketch: Sketch, minute: number): void {
  if (sketch.minute < 0) sketch.minute = minute;
  if (minute - sketch.minute > FILLED) sketch.minute = minute - FILLED;
  while (sketch.minute < minute) endMinute(sketch);
}

function endMinute(sketch: Sketch): void {
  const { now, sum, spread, total } = sketch;
  for (let i = 0; i < now.length; i++) {
    const heard = now[i]!;
    const before = sum[i]!;
    if (heard === 0 && before === 0) continue;
    const mean = sketch.weight === 0 ? heard : before / sketch.weight;
    const lasting = Math.min(heard, mean * LASTING + SHRUGGED);
    const away = lasting - mean;
    sum[i] = before * KEEP + lasting < FAINT ? 0 : before * KEEP + lasting;
    spread[i] = spread[i]! * KEEP + away * away;
    now[i] = heard < FAINT ? 0 : heard * FADE;
  }
  total.sum = total.sum * KEEP + total.now;
  total.now *= FADE;
  sketch.weight = sketch.weight * KEEP + 1;
  sketch.lived = sketch.lived * KEEP + 1;
  sketch.minute++;
}
/** A surge counts towards the usual up to so many times of it and a few posts more: it must last to become usual. */
const LASTING = 2;
const SHRUGGED = 3;
/** Sums below this are forgotten: a cell that nobody speaks to becomes free again. */
const FAINT = 1e-3;

/** Counts one post in the total. Returns how many minutes ago it was, or -1 when it is too old to be counted at all. */
export function hearPost(sketch: Sketch, minute: number): number {
  const ago = Math.max(0, sketch.minute - minute);
  if (ago > FILLED) return -1;
  if (ago < WINDOW) sketch.total.now += FADED[ago]!;
  else {
    // Only minutes in which something was said are known of a past that is filled in.
    if (minute !== sketch.filled) sketch.weight += KEPT[ago]!;
    sketch.filled = minute;
    sketch.total.sum += WINDOW * KEPT[ago]!;
  }
  return ago;
}

/** Counts a thing by its 32-bit hash, as said `ago` minutes ago. Returns about how often it was said in the last ten minutes. */
export function hearThing({ now, sum }: Sketch, hash: number, ago: number): number {
  const [a, b] = [first(hash), second(hash)];
  if (ago < WINDOW) {
    const share = FADED[ago]!;
    now[a]! += share;
    now[b]! += share;
  } else {
    const share = WINDOW * KEPT[ago]!;
    sum[a]! += share;
    sum[b]! += share;
  }
  return Math.min(now[a]!, now[b]!);
}

export interface Usual {
  /** Times it is said in ten minutes. */
  mean: number;
  /**
   * Times as much as usual is said in all, at least 1: where everything is said more often, so is the thing, since hours differ and
   * sources come and go.
   */
  busier: number;
  /** Variance over mean, 1 for independent counts and up to MOST_BURSTY. */
  dispersion: number;
}

/** What is usual of a thing, from its own history. */
export function usualOf(sketch: Sketch, hash: number): Usual {
  const { sum, spread, weight, lived, total } = sketch;
  if (weight === 0) return { mean: 0, busier: 1, dispersion: 1 };
  const [a, b] = [first(hash), second(hash)];
  const cell = sum[a]! <= sum[b]! ? a : b;
  const mean = sum[cell]! / weight;
  const variance = lived > 0 ? spread[cell]! / lived : 0;
  // Half a post keeps a thing that was hardly ever said from being taken for a bursty one.
  const dispersion = Math.min(MOST_BURSTY, Math.max(1, variance / ((mean + 0.5) * POISSON)));
  return { mean, busier: busier(total, weight), dispersion };
}

const busier = ({ now, sum }: Sketch['total'], weight: number): number => Math.max(1, (now + 1) / (sum / weight + 1));

/** Minutes of history, the older ones counting less. */
export const learnt = ({ weight }: Sketch): number => weight;
