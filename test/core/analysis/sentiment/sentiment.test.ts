import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/sentiments.json' with { type: 'json' };
import { hearSentiment, UNSURE_BELOW } from '../../../../server/core/analysis/sentiment/sentiment.ts';
import { emojiPolarity, emoticonPolarity } from '../../../../server/core/analysis/text/emoji.ts';
import { lexiconOf, stopWordsOf } from '../../../../server/core/analysis/words/lexicons.ts';

describe('The sentiment of a post', () => {
  for (const { language, label, text } of rows) {
    it(`is ${label} for "${text}" in ${language}`, () => {
      expect(hearSentiment(text, language).label).toBe(label);
    });
  }

  it('is stronger for very good than for good, and for GOOD!!! than for good', () => {
    const score = (text: string) => hearSentiment(text, 'en').score;
    expect(score('the food was very good')).toBeGreaterThan(score('the food was good'));
    expect(score('the food was GOOD!!!')).toBeGreaterThan(score('the food was good'));
    expect(score('the food was slightly good')).toBeLessThan(score('the food was good'));
  });

  it('grows little when an emoji is repeated', () => {
    const once = hearSentiment('😡', 'und').score;
    const often = hearSentiment('😡'.repeat(3), 'und').score;
    expect(often).toBeLessThan(once);
    expect(often).toBeGreaterThan(once * 1.6);
  });

  it('is never read from links, handles, or words inside words', () => {
    for (const text of ['https://example.com/worst-hate-love', '@worst_ever', 'Badminton in Lovelace']) {
      expect(hearSentiment(text, 'en').label).toBe('neutral');
    }
  });

  it('is surer where labels were measured, and surest when much was said', () => {
    const faint = hearSentiment('good', 'en').confidence;
    const strong = hearSentiment('excellent, wonderful, love it, thanks', 'en').confidence;
    expect(strong).toBeGreaterThan(faint);
    expect(hearSentiment('kiitos mahtava ihana upea', 'fi').confidence).toBeLessThan(strong);
  });

  it('is neutral with little confidence in a language of which no word is known', () => {
    const { label, score, confidence } = hearSentiment('habari za asubuhi', 'xx');
    expect(label).toBe('neutral');
    expect(Math.abs(score)).toBeLessThan(0.1);
    expect(confidence).toBeLessThan(0.6);
  });

  it('is told by lists in Devanagari, since Hindi was learnt in Latin letters', () => {
    expect(hearSentiment('बहुत बढ़िया, धन्यवाद', 'hi').label).toBe('positive');
    expect(hearSentiment('बहुत खराब', 'hi').label).toBe('negative');
  });

  it('leans to the likeliest label when nobody could be sure', () => {
    const heard = ['ok', 'well', 'hm fine i guess', 'lol ok', 'why not', 'at last'].map((text) => hearSentiment(text, 'en'));
    for (const { label, confidence } of heard) expect(label === 'unsure').toBe(confidence < UNSURE_BELOW);
    for (const { label, leaning } of heard) expect(leaning === undefined).toBe(label !== 'unsure');
  });

  it('has a score on the side of its label', () => {
    for (const text of ['Worst. Hotel. Ever.', 'lost my bag again, thanks a lot', 'great, another delay', 'thank you, solved in minutes']) {
      const { label, score } = hearSentiment(text, 'en');
      expect(Math.sign(score)).toBe({ negative: -1, positive: 1, neutral: Math.sign(score), unsure: Math.sign(score) }[label]);
    }
  });

  it('is heard in any text in any language, with a score from -1 to 1', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('en', 'de', 'ja', 'zh', 'ko', 'xx', 'constructor', '__proto__'),
        (text, language) => {
          const { score, confidence } = hearSentiment(text, language);
          expect(Math.abs(score) <= 1 && confidence >= 0 && confidence <= 1).toBe(true);
        },
      ),
    );
  });
});

describe('Emoji and emoticons', () => {
  const rows: [string, number][] = [
    ['👍🏿', 0.7],
    ['👍', 0.7],
    ['❤️', 0.9],
    ['🤷🏽‍♀️', -0.3],
    ['🤬', -0.9],
    ['🚲', 0],
  ];
  for (const [emoji, polarity] of rows) it(`${emoji} says ${polarity}`, () => expect(emojiPolarity(emoji)).toBe(polarity));

  it('say the same in letters', () => {
    expect([':)', ':-D', '<3', ':(', ":'(", '</3'].map((emoticon) => emoticonPolarity(emoticon))).toEqual([
      0.6, 0.6, 0.6, -0.6, -0.6, -0.6,
    ]);
  });
});

describe('A lexicon', () => {
  it('is made once and the same whoever asks', () => expect(lexiconOf('fr')).toBe(lexiconOf('fr')));
  it('is missing for a language we know nothing of', () => {
    expect([lexiconOf('xx'), lexiconOf('constructor')]).toEqual([undefined, undefined]);
    expect([stopWordsOf('xx').size, stopWordsOf('toString').size]).toEqual([0, 0]);
  });
  it('holds polarities from -1 to 1 under folded words', () => {
    for (const language of ['en', 'es', 'pt', 'fr', 'de', 'nl', 'it', 'ca', 'gl', 'eu', 'ja', 'ru']) {
      const values = [...lexiconOf(language)!.words.values()];
      expect(values.length).toBeGreaterThan(30);
      expect(values.every((value) => value >= -1 && value <= 1 && value !== 0)).toBe(true);
    }
  });
});
