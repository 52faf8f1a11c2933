import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEARD_BOUND, hear, nameOf } from '../../../server/core/trends/heard.ts';

const names = (...terms: string[]): string[] => {
  const heard = hear(terms);
  return Array.from({ length: heard.count }, (_, i) => nameOf(heard, i));
};

describe('What is heard in the terms of a post', () => {
  const rows: { rule: string; terms: string[]; more: string[] }[] = [
    { rule: 'are words alone where there are no pairs', terms: ['#tag', 'gate', '🔥', 'news.example/a'], more: [] },
    {
      rule: 'are three words where pairs follow each other',
      terms: ['lost', 'lost bag', 'bag', 'bag belt', 'belt'],
      more: ['lost bag belt'],
    },
    {
      rule: 'are at most four words',
      terms: ['a1', 'a1 b1', 'b1', 'b1 c1', 'c1', 'c1 d1', 'd1', 'd1 e1', 'e1'],
      more: ['a1 b1 c1', 'b1 c1 d1', 'a1 b1 c1 d1', 'c1 d1 e1', 'b1 c1 d1 e1'],
    },
    { rule: 'are pairs alone where these do not meet', terms: ['lost', 'lost bag', 'bag', 'belt', 'belt stopped', 'stopped'], more: [] },
    { rule: 'find a word that came before', terms: ['bag', 'lost', 'lost bag', 'bag belt', 'belt'], more: ['lost bag belt'] },
  ];
  it.each(rows)('$rule', ({ terms, more }) => {
    expect(names(...terms).toSorted()).toEqual([...terms, ...more].toSorted());
  });

  it('has one hash for a phrase, wherever it stands', () => {
    const of = (terms: string[], name: string): number => {
      const heard = hear(terms);
      for (let i = 0; i < heard.count; i++) if (nameOf(heard, i) === name) return heard.hashes[i]!;
      return -1;
    };
    const alone = of(['lost', 'lost bag', 'bag', 'bag belt', 'belt'], 'lost bag belt');
    expect(of(['my', 'my lost', 'lost', 'lost bag', 'bag', 'bag belt', 'belt'], 'lost bag belt')).toBe(alone);
    expect(alone).toBeGreaterThan(0);
  });

  it('keeps its bound in any terms', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 40 }), (terms) => {
        expect(hear(terms).count).toBeLessThanOrEqual(HEARD_BOUND);
        names(...terms);
      }),
    );
  });
});
