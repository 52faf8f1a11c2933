import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCues } from '../../../../server/core/analysis/intent/cues.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';

const cues = buildCues({
  ask: { '*': 'sos', en: "can/could you | please | don't you", de: 'bitte', ja: 'ください', zh: '请' },
  late: { en: '0 hours late | very late | late', fi: 'myohas*', ru: 'опозда*' },
  calm: { en: 'not very late | never _ late' },
});
type Cue = keyof typeof cues.bits;

const heard = (text: string, language = 'en'): string[] => {
  const found: string[] = [];
  cues.hear(scan(text), language, (bit, from, to) => {
    const names = (Object.keys(cues.bits) as Cue[]).filter((cue) => bit & cues.bits[cue]);
    found.push(`${names.join('+')} ${from}-${to}`);
  });
  return found;
};

describe('Phrases are heard', () => {
  const rows: [why: string, text: string, language: string, found: string[]][] = [
    ['word by word', 'so please come', 'en', ['ask 1-2']],
    ['with either word', 'Could you', 'en', ['ask 0-2']],
    ['whatever the case and accents', 'PLEASE', 'en', ['ask 0-1']],
    ['with the apostrophe left out', 'dont you', 'en', ['ask 0-2']],
    ['with any number', '12 hours late', 'en', ['late 0-3']],
    ['with any one word', 'never been late', 'en', ['calm 0-3']],
    ['the longest alone', 'not very late', 'en', ['calm 0-3']],
    ['the shorter where the longer does not go on', 'very late, really', 'en', ['late 0-2']],
    ['by their beginning', 'taas myöhässä', 'fi', ['late 1-2']],
    ['in another alphabet', 'поезд опоздал', 'ru', ['late 1-2']],
    ['inside runs of letters', '席を変えてください', 'ja', ['ask 0-1']],
    ['of one letter inside runs', '请', 'zh', ['ask 0-1']],
    ['of every language', 'SOS', 'pl', ['ask 0-1']],
    ['in English anywhere when they are long enough to be nothing else', 'could you come', 'de', ['ask 0-2']],
    ['not in English elsewhere when short', 'late', 'de', []],
    ['in hashtags', '#please', 'en', ['ask 0-1']],
    ['not in handles', '@please', 'en', []],
    ['not in part', 'can we', 'en', []],
  ];
  for (const [why, text, language, found] of rows) it(`${why}: ${text}`, () => expect(heard(text, language)).toEqual(found));

  it('again as at first, though silent words are remembered', () => {
    const text = 'the silent words, then please';
    expect([heard(text), heard(text), heard(text, 'de')]).toEqual([['ask 4-5'], ['ask 4-5'], []]);
  });

  it('in any text without going astray', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'ja', 'fi', '__proto__'), (text, language) => {
        const tokens = scan(text);
        cues.hear(tokens, language, (_, from, to) => expect(from < to && to <= tokens.length).toBe(true));
      }),
    );
  });
});

describe('A phrase without words', () => {
  it('is refused when its language is first heard', () => {
    const broken = buildCues({ odd: { en: '&' } });
    expect(() => broken.hear(scan('a'), 'en')).toThrow('there is no word in the phrase &');
  });
});
