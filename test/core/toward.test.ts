import { describe, expect, it } from 'vitest';
import { voices } from '../../server/core/board/voices.ts';
import { evidenceOf } from '../../server/core/detectors/evidence.ts';
import { labelIn, labelToward, scoreToward } from '../../server/core/toward.ts';
import { count } from '../../server/core/windows/ring.ts';
import { MINUTE } from '../../server/core/windows/track.ts';
import type { Analysis } from '../../shared/mention.ts';
import { START, Tale } from '../support/tale.ts';

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

describe('A post that blames one watch and praises the other', () => {
  const toward = { halden: { label: 'negative' as const, score: -0.6 }, norvik: { label: 'positive' as const, score: 0.6 } };
  const { state } = new Tale()
    .settings()
    .tick(1)
    .say(1, { text: 'Halden lost my bag, Norvik saved me', watches: ['halden', 'norvik'], toward })
    .tick(2)
    .fold();
  const minute = START / MINUTE + 1;

  it('counts as negative for the one alone', () => {
    const negative = ['halden', 'norvik'].map((watch) => count(state.watches.get(watch)!.negative.minutes, minute));
    expect(negative).toEqual([1, 0]);
  });

  it('counts in a scope by what it says of the scope', () => {
    const labels = (scope: string) => {
      const { negative, neutral } = state.scopes.get(scope)!.labels;
      return { negative: count(negative, minute), neutral: count(neutral, minute) };
    };
    expect([labels('ours'), labels('all')]).toEqual([
      { negative: 1, neutral: 0 },
      { negative: 0, neutral: 1 },
    ]);
  });

  it('stands on each wall with the label that holds there', () => {
    expect(['ours', 'all'].map((scope) => voices(state, state.scopes.get(scope)!).voices[0]?.label)).toEqual(['negative', 'neutral']);
  });

  it('is evidence against the one alone', () => {
    expect(['halden', 'norvik'].map((watch) => evidenceOf(state, watch, { negative: true, onsetAt: 0 }).length)).toEqual([1, 0]);
  });
});
