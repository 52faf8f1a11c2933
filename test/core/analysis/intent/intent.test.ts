import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/intents.json' with { type: 'json' };
import { intentOf } from '../../../../server/core/analysis/intent/intent.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';
import { Intent, type Label } from '../../../../shared/mention.ts';

const hear = (text: string, language: string, label: Label = 'neutral', network = 'web') =>
  intentOf(scan(text), text, language, label, { network });

describe('What the author is after, by words alone', () => {
  for (const row of rows) {
    if ('miss' in row) continue;
    it(`is ${row.intent} in "${row.text}"`, () => expect(hear(row.text, row.language)).toBe(row.intent));
  }

  it('is told rightly in nine of ten sentences that were written after the rules', () => {
    const held = rows.filter((row) => 'held' in row);
    const right = held.filter((row) => hear(row.text, row.language) === row.intent);
    expect(right.length / held.length).toBeGreaterThan(0.9);
  });
});

describe('The sentiment of the post', () => {
  const cases: [text: string, label: Label, intent: Intent][] = [
    ['The seats on the late train', 'negative', 'complaint'],
    ['The seats on the late train', 'positive', 'praise'],
    ['The seats on the late train', 'unsure', 'other'],
    ['Why is it always raining in there?', 'negative', 'complaint'],
    ['Why is it always raining in there?', 'neutral', 'question'],
    ['What time do you open?', 'negative', 'question'],
    ['Thanks a million', 'negative', 'complaint'],
    ['Win a free phone, what a giveaway', 'negative', 'complaint'],
  ];
  for (const [text, label, intent] of cases) it(`${label} makes "${text}" ${intent}`, () => expect(hear(text, 'en', label)).toBe(intent));
});

describe('An advert', () => {
  const cases: [why: string, text: string][] = [
    ['has hashtags enough for eight posts', 'new shoes #a1 #b2 #c3 #d4 #e5 #f6 #g7 #h8'],
    ['has a link and half as many', 'new shoes #a1 #b2 #c3 #d4 https://example.com/s'],
    ['repeats its link', 'new shoes https://example.com/s https://example.com/s'],
    ['names everybody', '@a1 @b2 @c3 @d4 @e5 @f6 @g7 @h8 shoes'],
  ];
  for (const [why, text] of cases) it(why, () => expect(hear(text, 'en')).toBe('spam'));
});

describe('News', () => {
  it('is everything that the press posts', () => expect(hear('We love this airline', 'en', 'positive', 'rss')).toBe('news'));
  it('is told by nobody who speaks of himself', () => expect(hear('I heard that according to Ann', 'en')).toBe('other'));
});

it('An intent is heard in any text in any language', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'ja', 'tr', 'xx', '__proto__'), (text, language) => {
      expect(Intent.options).toContain(hear(text, language));
    }),
  );
});
