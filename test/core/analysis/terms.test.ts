import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearTerms, TERM_BOUND, TERMS_BOUND } from '../../../server/core/analysis/terms.ts';

const NONE = new Set<string>();
const all = (...terms: string[]): string[] => terms;

describe('The terms of a post', () => {
  const rows: { rule: string; language: string; text: string; terms: string[]; exclude?: string[] }[] = [
    {
      rule: 'are words and two words in a row, without small words',
      language: 'en',
      text: 'The battery drain is back',
      terms: all('battery', 'battery drain', 'drain'),
    },
    { rule: 'begin with hashtags', language: 'en', text: 'Refunds now #FixTheFare', terms: all('#fixthefare', 'refunds') },
    { rule: 'come once each', language: 'en', text: 'refund Refund REFUND', terms: all('refund', 'refund refund') },
    { rule: 'leave out numbers and times', language: 'en', text: 'gate 42 at 10pm 2nd', terms: all('gate') },
    {
      rule: 'hold a link as domain and path, which keeps its case, without scheme and tracking',
      language: 'en',
      text: 'look https://www.Example.com/News/Ab1/?utm_source=x&id=7#top.',
      terms: all('example.com/News/Ab1?id=7', 'look'),
    },
    {
      rule: 'leave out short words of other languages, which are heard wrongly',
      language: 'de',
      text: 'Står the Zug',
      terms: all('zug'),
    },
    {
      rule: 'keep what is small in another language and means something in English',
      language: 'en',
      text: 'war of men',
      terms: all('war', 'men'),
    },
    { rule: 'leave out #1, which is a number', language: 'en', text: '#1 gate', terms: all('gate') },
    {
      rule: 'leave out handles and the parts of an e-mail address',
      language: 'en',
      text: '@joe wrote to jo@corp.example',
      terms: all('wrote'),
    },
    {
      rule: 'leave out what is known, and phrases with it',
      language: 'en',
      text: 'Norvik headphones, norvik’s case #norvik',
      terms: all('headphones', 'case'),
      exclude: ['norvik'],
    },
    {
      rule: 'do not reach over punctuation',
      language: 'en',
      text: 'lost luggage. Berlin airport',
      terms: all('lost', 'lost luggage', 'luggage', 'berlin', 'berlin airport', 'airport'),
    },
    { rule: 'join words over a hyphen', language: 'en', text: 'order-tracking', terms: all('order', 'order tracking', 'tracking') },
    {
      rule: 'hold telling emoji without their skin tone, not decoration',
      language: 'en',
      text: 'fire 🔥🔥 👏🏽 ➡️ ✨',
      terms: all('🔥', '👏', 'fire'),
    },
    { rule: 'are folded', language: 'de', text: 'Der ÄRGER, die Enttäuschung', terms: all('arger', 'enttauschung') },
    {
      rule: 'know the small words of French',
      language: 'fr',
      text: 'le remboursement de la commande',
      terms: all('remboursement', 'commande'),
    },
    { rule: 'are cut out of Japanese', language: 'ja', text: '配送が遅延', terms: all('配送', '遅延') },
    { rule: 'are cut out of Chinese', language: 'zh', text: '航班延误', terms: all('航班', '航班 延误', '延误') },
    { rule: 'pair characters that are left over', language: 'zh', text: '航班晚点', terms: all('航班', '班晚', '晚点') },
    { rule: 'are words in Korean', language: 'ko', text: '배송이 늦어요', terms: all('배송이', '배송이 늦어요', '늦어요') },
    { rule: 'are none in an empty post', language: 'und', text: '', terms: [] },
  ];
  for (const { rule, language, text, terms, exclude } of rows) {
    it(rule, () => {
      expect(hearTerms(text, language, new Set(exclude))).toEqual(terms);
    });
  }

  it(`are at most ${TERMS_BOUND}, the first ones`, () => {
    const text = Array.from({ length: 500 }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}${i}x`).join('. ');
    const terms = hearTerms(text, 'en', NONE);
    expect(terms.length).toBe(TERMS_BOUND);
    expect(terms[0]).toBe('worda0x');
  });

  it(`never hold one longer than ${TERM_BOUND}`, () => {
    expect(hearTerms(`${'a'.repeat(TERM_BOUND)} ${'b'.repeat(TERM_BOUND + 1)} short`, 'en', NONE)).toEqual([
      'a'.repeat(TERM_BOUND),
      'short',
    ]);
  });

  it('keep their bounds in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('en', 'ja', 'th', 'und'), (text, language) => {
        const terms = hearTerms(text, language, NONE);
        expect(terms.length <= TERMS_BOUND && terms.every((term) => term.length > 0 && term.length <= TERM_BOUND)).toBe(true);
        expect(new Set(terms).size).toBe(terms.length);
      }),
    );
  });
});
