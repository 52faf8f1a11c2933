import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURES, HORIZON } from '../../core/viral/features.ts';
import { pack } from '../pack.ts';
import { type Cascade, readCascades, seenAt } from './cascades.ts';
import { fitWeights, standardise } from './logistic.ts';
import { AGES, makeRows, STREAMS } from './rows.ts';

const SEED = 11;
const FILE = join(import.meta.dirname, '../../core/models/viral.json');

/** Fits the viral-risk forecast on the cascades of the data folder, less the fold it is measured with, and writes the model. */
export async function train(dataFolder: string): Promise<void> {
  const cascades = readCascades(dataFolder);
  const rows = makeRows(cascades, SEED);
  const { mean, spread } = standardise(rows);
  const weights = plain(fitWeights(rows), mean, spread);
  const model = {
    streams: STREAMS,
    features: FEATURES,
    ages: AGES,
    usual: usualCounts(cascades),
    waning: waning(cascades),
    weights: pack(new Uint8Array(weights.buffer)),
  };
  writeFileSync(FILE, `${JSON.stringify(model, null, 2)}\n`);
}

/** One row of weights a stream, for features as they are, before they were standardised. */
function plain(fitted: Float64Array, mean: Float64Array, spread: Float64Array): Float64Array {
  const out = new Float64Array(STREAMS.length * FEATURES);
  for (let stream = 0; stream < STREAMS.length; stream++) {
    const row = out.subarray(stream * FEATURES, (stream + 1) * FEATURES);
    for (let i = 0; i < FEATURES; i++) row[i] = (fitted[i]! + fitted[(stream + 1) * FEATURES + i]!) / spread[i]!;
    for (let i = 1; i < FEATURES; i++) row[0]! -= row[i]! * mean[i]!;
  }
  return out;
}

/** What an everyday post has gathered at each age, in the mean. */
function usualCounts(cascades: readonly Cascade[]): number[] {
  const everyday = cascades.filter(({ platform }) => platform === 'mix');
  return AGES.map((age) => {
    const total = everyday.reduce((sum, cascade) => sum + seenAt(cascade, age).count, 0);
    return Math.round((total / everyday.length) * 1000) / 1000;
  });
}

/**
 * How growth wanes: what comes between two ages is as `from ** -w - to ** -w`, in whichever order that is positive. The `w` under which the cascades' second half of
 * growth after 10 minutes comes when it came, in the mean of its logarithm.
 */
function waning(cascades: readonly Cascade[]): number {
  const halves = cascades.flatMap(({ events }) => {
    const left = events.filter(({ dt }) => dt >= 600);
    return left.length < 20 ? [] : [Math.log(left[left.length >> 1]!.dt)];
  });
  const wanted = halves.reduce((sum, half) => sum + half, 0) / halves.length;
  const half = (w: number): number => Math.log((600 ** -w + HORIZON ** -w) / 2) / -w;
  let [low, high] = [-0.9, 2];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (half(middle) > wanted) low = middle;
    else high = middle;
  }
  return Math.round(low * 1000) / 1000;
}
