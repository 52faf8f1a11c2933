import type { Tally } from './features.ts';
import { CLASSES } from './shape.ts';

const oneOf = (place: number, places: number): number[] => Array.from({ length: places }, (_, i) => (i === place ? 1 : 0));

/**
 * What can be told of a post in a language that the model was not fitted on: how much good and bad its word lists find, its emoji, how
 * loud it is.
 */
export function plainFeatures({ sums, exclaimed, asked, goodSigns, badSigns, words }: Tally): number[] {
  const { good, bad, last, found } = sums[3];
  const balance = Math.max(-4, Math.min(4, Math.round((good - bad) * 2)));
  return [
    1,
    Math.min(3, good),
    Math.min(3, bad),
    found === 0 ? 1 : 0,
    ...oneOf(balance + 4, 9),
    ...oneOf(Math.sign(last) + 1, 3),
    ...oneOf(Math.min(3, exclaimed), 4),
    ...oneOf(Math.min(2, asked), 3),
    Math.min(2, goodSigns),
    Math.min(2, badSigns),
    ...oneOf(Math.min(3, words >> 3), 4),
  ];
}

/** Rows of `weights` are features, columns classes. */
export const plainScores = (features: readonly number[], weights: readonly (readonly number[])[]): number[] =>
  Array.from({ length: CLASSES }, (_, label) => features.reduce((sum, value, i) => sum + value * (weights[i]?.[label] ?? 0), 0));
