/**
 * How often values of each size were seen, the older the less: a histogram in equal steps whose weights fade with an e-fold of `memory`
 * values. Plain data of a fixed size, whatever is put in; what lies outside of the range is counted at its edge.
 */
export interface Past {
  weights: Float64Array;
  /** Sum of the weights, and what the next value weighs: weights grow instead of all the others being made to fade. */
  total: number;
  unit: number;
}

/** Range and step of the values: logarithms of counts, and their differences. */
const LOWEST = -3;
const STEP = 0.05;
const BINS = 320;
/** The weights are scaled down before they could overflow. */
const LARGEST_UNIT = 1e100;

export const past = (): Past => ({ weights: new Float64Array(BINS), total: 0, unit: 1 });

const binOf = (value: number): number => Math.max(0, Math.min(BINS - 1, Math.floor((value - LOWEST) / STEP)));

/** `memory` is the number of values after which one weighs 1/e of the newest. */
export function remember(past: Past, value: number, memory: number): void {
  past.unit *= Math.exp(1 / memory);
  past.weights[binOf(value)]! += past.unit;
  past.total += past.unit;
  if (past.unit > LARGEST_UNIT) rescale(past);
}

function rescale(past: Past): void {
  for (let bin = 0; bin < BINS; bin++) past.weights[bin]! /= past.unit;
  past.total /= past.unit;
  past.unit = 1;
}

/** The value below which a share of what was seen lies, with straight lines between the edges of the bins. */
export function quantile(past: Past, share: number): number {
  let missing = share * past.total;
  for (let bin = 0; bin < BINS; bin++) {
    const weight = past.weights[bin]!;
    if (weight > 0 && weight >= missing) return LOWEST + STEP * (bin + missing / weight);
    missing -= weight;
  }
  return LOWEST + STEP * BINS;
}

/** The share of what was seen that lies below `value`; 0 of nothing. */
export function shareBelow(past: Past, value: number): number {
  if (past.total === 0) return 0;
  const bin = binOf(value);
  let below = 0;
  for (let i = 0; i < bin; i++) below += past.weights[i]!;
  const part = Math.min(1, Math.max(0, (value - LOWEST) / STEP - bin));
  return (below + past.weights[bin]! * part) / past.total;
}

/**
 * How far values above `edge` lie above it on average: the maximum-likelihood slope of an exponential tail. `prior` values of
 * `usual` are counted along, so that a short past says nothing wild.
 */
export function overshoot(past: Past, edge: number, prior: number, usual: number): number {
  let sum = 0;
  let seen = 0;
  for (let bin = binOf(edge); bin < BINS; bin++) {
    const weight = past.weights[bin]! / past.unit;
    sum += weight * (Math.max(edge, LOWEST + STEP * (bin + 0.5)) - edge);
    seen += weight;
  }
  return (sum + prior * usual) / (seen + prior);
}
