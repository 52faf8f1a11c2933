import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/addressed.json' with { type: 'json' };
import { isCalled, isSpokenTo } from '../../../../server/core/analysis/intent/addressed.ts';
import { buildSpots } from '../../../../server/core/analysis/query/spots.ts';
import { scan, type Token } from '../../../../server/core/analysis/text/tokens.ts';

const spots = buildSpots([{ id: 'halden', name: 'Halden', kind: 'ours', query: '"halden air"', rank: 0 }]);
const isOurs = ({ kind, folded }: Token): boolean => kind === 'handle' && folded === 'haldenair';

function hear(text: string, language: string): boolean {
  const tokens = scan(text);
  return isSpokenTo(tokens, text, language, isOurs) || isCalled(tokens, text, language, spots.find(tokens, ['halden']));
}

describe('A post', () => {
  for (const row of rows) {
    if ('miss' in row) continue;
    it(`${row.addressed ? 'speaks to us' : 'only speaks of us'}: "${row.text}"`, () => {
      expect(hear(row.text, row.language)).toBe(row.addressed);
    });
  }

  it('is understood in nine of ten sentences that were written after the rules', () => {
    const held = rows.filter((row) => 'held' in row);
    expect(held.filter((row) => hear(row.text, row.language) === row.addressed).length / held.length).toBeGreaterThan(0.9);
  });
});
