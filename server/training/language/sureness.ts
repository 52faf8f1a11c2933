import type { Ear } from '../../core/analysis/language/ear.ts';
import { EDGE, type Page, write } from '../../core/analysis/language/letters.ts';
import { listen } from '../../core/analysis/language/listen.ts';
import { WEIGHT } from '../../core/analysis/text/scripts.ts';

/** Something said in a known language, which nothing was fitted on. */
export interface Trial {
  words: readonly string[];
  /** Number of the language. */
  language: number;
  /** How much it counts: languages count alike, however many trials they have. */
  weight: number;
}

/** What an ear made of a trial. */
interface Heard extends Trial {
  support: Float64Array;
  letters: number;
}

/** Exactly what a post goes through. */
function hear(ear: Ear, script: number, trial: Trial): Heard {
  const page: Page = { letters: new Uint16Array(160), length: 1, weights: new Uint32Array(WEIGHT.length) };
  page.letters[0] = EDGE;
  for (const word of trial.words) if (page.length < 120) write(page, word, WEIGHT);
  const letters = listen(ear, page.letters, page.length, script, -1);
  return { ...trial, support: ear.support.slice(), letters };
}

/** Minus the mean log likelihood of the right languages. */
function loss(heard: readonly Heard[], favours: readonly number[], slope: number, bend: number): number {
  let [sum, weights] = [0, 0];
  for (const { support, letters, language, weight } of heard) {
    if (letters === 0) continue;
    const worth = slope * letters ** bend;
    const belief = support.map((value, number) => value * worth + favours[number]!);
    const most = Math.max(...belief);
    sum += weight * (Math.log(belief.reduce((all, value) => all + Math.exp(value - most), 0)) - (belief[language]! - most));
    weights += weight;
  }
  return sum / weights;
}

const SLOPES = Array.from({ length: 20 }, (_, i) => Number((0.1 * 1.15 ** i).toPrecision(3)));
const BENDS = [-0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2];

/** How much an ear's support is worth, as it is likeliest given the trials. */
export function sureness(ear: Ear, script: number, trials: readonly Trial[], favours: readonly number[]): { slope: number; bend: number } {
  const heard = trials.map((trial) => hear(ear, script, trial));
  const tried = SLOPES.flatMap((slope) => BENDS.map((bend) => ({ slope: Number((slope * 30 ** -bend).toPrecision(3)), bend })));
  const losses = tried.map(({ slope, bend }) => loss(heard, favours, slope, bend));
  return tried[losses.indexOf(Math.min(...losses))]!;
}
