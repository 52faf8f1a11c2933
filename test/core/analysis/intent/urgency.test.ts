import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/urgencies.json' with { type: 'json' };
import { urgencyOf } from '../../../../server/core/analysis/intent/urgency.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';

const hear = (text: string, language = 'en') => [...urgencyOf(scan(text), language)];
const sorted = (reasons: readonly string[]) => [...reasons].sort();

describe('Why a post cannot wait', () => {
  for (const row of rows) {
    if ('miss' in row) continue;
    it(`is ${row.urgency.join(' and ') || 'nothing'} in "${row.text}"`, () =>
      expect(sorted(hear(row.text, row.language))).toEqual(sorted(row.urgency)));
  }

  it('is told rightly in nine of ten sentences that were written after the rules', () => {
    const held = rows.filter((row) => 'held' in row);
    const right = held.filter((row) => String(sorted(hear(row.text, row.language))) === String(sorted(row.urgency)));
    expect(right.length / held.length).toBeGreaterThan(0.9);
  });

  it('is told once each, in one order', () => {
    expect(hear('My lawyer knows: the fire, the lawsuit, and it is on fire, asap')).toEqual(['safety', 'legal', 'time']);
  });

  const denied: [text: string, reasons: string[]][] = [
    ['no lawyer', []],
    ['not injured', []],
    ['injured', ['safety']],
    ['I am not disabled', ['vulnerable']],
    ['not safe', ['safety']],
  ];
  for (const [text, reasons] of denied) it(`is ${reasons.join() || 'nothing'} in "${text}"`, () => expect(hear(text)).toEqual(reasons));

  it('is heard in any text in any language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'zh', 'ru', 'xx', '__proto__'), (text, language) => {
        const heard = hear(text, language);
        expect(new Set(heard).size).toBe(heard.length);
      }),
    );
  });
});
