import { CLASSES } from './shape.ts';
import type { Tally } from './tally.ts';

/** Places of the features in the table of weights: those that count, and those of which one at a time is 1. */
const GOOD = 1;
const BAD = 2;
const NOTHING_FOUND = 3;
const BALANCE = 4;
const LAST = BALANCE + 9;
const EXCLAIMED = LAST + 3;
const ASKED = EXCLAIMED + 4;
const GOOD_SIGNS = ASKED + 3;
const BAD_SIGNS = GOOD_SIGNS + 1;
const LENGTH = BAD_SIGNS + 1;
export const PLAIN_FEATURES = LENGTH + 4;

/**
 * What can be told of a post in a language that the model was not fitted on: how much good and bad its word lists find, its emoji, how
 * loud it is. Hands on the place and the value of each feature that is not 0.
 */
export function plainFeatures(
  { sums, exclaimed, asked, goodSigns, badSigns, words }: Tally,
  put: (place: number, value: number) => void,
): void {
  const { good, bad, last, found } = sums[3];
  put(0, 1);
  if (good > 0) put(GOOD, Math.min(3, good));
  if (bad > 0) put(BAD, Math.min(3, bad));
  if (found === 0) put(NOTHING_FOUND, 1);
  put(BALANCE + 4 + Math.max(-4, Math.min(4, Math.round((good - bad) * 2))), 1);
  put(LAST + 1 + Math.sign(last), 1);
  put(EXCLAIMED + Math.min(3, exclaimed), 1);
  put(ASKED + Math.min(2, asked), 1);
  if (goodSigns > 0) put(GOOD_SIGNS, Math.min(2, goodSigns));
  if (badSigns > 0) put(BAD_SIGNS, Math.min(2, badSigns));
  put(LENGTH + Math.min(3, words >> 3), 1);
}

/** Rows of `weights` are features, columns classes. */
export function plainScores(tally: Tally, weights: readonly (readonly number[])[]): number[] {
  const scores = Array.from({ length: CLASSES }, () => 0);
  plainFeatures(tally, (place, value) => {
    for (let label = 0; label < CLASSES; label++) scores[label]! += value * weights[place]![label]!;
  });
  return scores;
}
