import { describe, expect, it } from 'vitest';
import { labelIn, labelToward, scoreToward } from '../../server/core/toward.ts';
import type { Analysis } from '../../shared/mention.ts';

const felt: Pick<Analysis, 'label' | 'score' | 'watches' | 'toward'> = {
  label: 'neutral',
  score: 0,
  watches: ['halden', 'norvik', 'oslo'],
  toward: { halden: { label: 'negative', score: -0.6 }, norvik: { label: 'positive', score: 0.6 } },
};

describe('What is said of one watch', () => {
  it('is its own where it differs', () => expect([labelToward(felt, 'halden'), scoreToward(felt, 'halden')]).toEqual(['negative', -0.6]));
  it("is the post's where it does not", () => expect([labelToward(felt, 'oslo'), scoreToward(felt, 'oslo')]).toEqual(['neutral', 0]));
});

describe('What is said of a group of watches', () => {
  const rows: [why: string, watches: string[], label: string][] = [
    ["is the post's for all that is heard", [], 'neutral'],
    ['is the worst that is said of any', ['norvik', 'halden'], 'negative'],
    ['is not better than what is said of those without a label of their own', ['norvik', 'oslo'], 'neutral'],
    ['is the one of a watch alone', ['norvik'], 'positive'],
    ["is the post's where none of them matched", ['brinka'], 'neutral'],
  ];
  for (const [why, watches, label] of rows) it(why, () => expect(labelIn(felt, watches)).toBe(label));
  it('is that of the post when nothing differs', () => expect(labelIn({ ...felt, toward: undefined }, ['halden'])).toBe('neutral'));
});
