import type { Lesson } from '../../core/analysis/language/ear.ts';
import { GAP, NEUTRAL, widthOf } from '../../core/analysis/language/ear.ts';
import type { Script } from '../../core/analysis/text/scripts.ts';
import type { Fitted } from './fit.ts';

export interface Written {
  lesson: Lesson & { script: Script };
  numbers: Uint8Array;
}

/** Steps from nothing to the strongest weight: fewer than a byte holds, since small ones pack better. */
const STEPS = 40;
/** Only so many of ten thousand weights are stronger than the strongest that can be written. */
const CUT = 5;

/** Weights of a row relative to its mean, which is the same for all languages and so says nothing. */
function centred({ rows, languages }: Fitted): Float32Array {
  const from = new Float32Array(rows.length);
  for (let row = 0; row < rows.length; row += languages) {
    let sum = 0;
    for (let i = row; i < row + languages; i++) sum += rows[i]!;
    for (let i = row; i < row + languages; i++) from[i] = rows[i]! - sum / languages;
  }
  return from;
}

function strongest(weights: Float32Array): number {
  const sizes = weights.map(Math.abs).sort();
  return sizes[Math.floor(sizes.length * (1 - CUT / 10_000))] ?? 1;
}

/** A fitted model in whole numbers, as `Ear` reads it. */
export function lessonOf(script: Script, languages: readonly string[], fitted: Fitted): Written {
  const weights = centred(fitted);
  const step = Number((strongest(weights) / STEPS).toPrecision(4));
  const grams = fitted.keys.length;
  const width = 4 * widthOf(languages.length);
  const numbers = new Uint8Array(grams * (GAP + width)).fill(NEUTRAL);
  for (let gram = 0; gram < grams; gram++) writeKey(numbers, GAP * gram, fitted.keys[gram]! - (fitted.keys[gram - 1] ?? 0));
  for (let gram = 0; gram < grams; gram++) {
    const [from, to] = [gram * languages.length, GAP * grams + gram * width];
    for (let i = 0; i < languages.length; i++)
      numbers[to + i] = NEUTRAL + Math.max(-127, Math.min(127, Math.round(weights[from + i]! / step)));
  }
  return { lesson: { script, languages, grams, step }, numbers };
}

function writeKey(numbers: Uint8Array, at: number, gap: number): void {
  for (let byte = 0; byte < GAP; byte++) numbers[at + byte] = (gap >>> (8 * byte)) & 0xff;
}
