import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike, likeness, likenessKey, SKETCH_BOUND, sketch } from '../../../../server/core/analysis/text/similar.ts';

const STORY = 'The Norvik payment app is down again in Lisbon';

describe('Copies of one text', () => {
  const copies: [string, string][] = [
    ['another case', STORY.toUpperCase()],
    ['other accents', 'Thé Nörvik payment app ís down again in Lisbon'],
    ['other punctuation', 'The Norvik payment app is down -- again -- in Lisbon!!!'],
    ['another link', `${STORY} https://example.com/a?b=1`],
    ['other handles', `@care ${STORY} @norvik@social.example`],
    ['a repost', `RT @someone: ${STORY}`],
    ['an invisible character', STORY.replace('app', 'a\u200bpp')],
    ['a drawn out word', STORY.replace('down', 'dowwwwwn')],
    ['full width letters', STORY.replace('Norvik', 'Ｎｏｒｖｉｋ')],
  ];
  for (const [difference, copy] of copies) {
    it(`have one key in spite of ${difference}`, () => {
      expect(likenessKey(copy)).toBe(likenessKey(STORY));
      expect(likeness(copy)).toBe(likeness(STORY));
    });
  }

  it('have one key in spite of other numbers', () => {
    expect(likenessKey('Flight 12 is 1,5 hours late')).toBe(likenessKey('Flight 4711 is 20 hours late'));
  });

  it('have one key in spite of more of the same emoji, but not of another one', () => {
    expect(likenessKey('down again 😡😡😡')).toBe(likenessKey('down again 😡'));
    expect(likenessKey('down again 😍')).not.toBe(likenessKey('down again 😡'));
  });
});

describe('Different texts', () => {
  it('have different keys', () => {
    expect(likenessKey('The app is up again')).not.toBe(likenessKey('The app is down again'));
  });

  it('that hold nothing but a link are only like themselves', () => {
    expect(likenessKey('https://example.com/a')).not.toBe(likenessKey('https://example.com/b'));
    expect(likenessKey('https://example.com/a')).toBe(likenessKey('https://example.com/a'));
  });

  it('get different keys, ten thousand of them', () => {
    const letters = 'bcdfghjklm';
    const words = Array.from({ length: 10_000 }, (_, i) => String(i + 10_000).replace(/\d/g, (digit) => `${letters[Number(digit)]}o`));
    expect(new Set(words.map(likenessKey)).size).toBe(10_000);
  });
});

describe('A key', () => {
  it('is 14 characters and a likeness 32 bits without sign, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(likenessKey(text)).toMatch(/^[0-9a-z]{14}$/);
        const bits = likeness(text);
        expect(bits >>> 0).toBe(bits);
      }),
    );
  });

  it('is the same tomorrow: it is kept in snapshots', () => {
    expect(likenessKey('The app is down again')).toBe('0s3ftx81wcdpto');
  });
});

describe('Sketches', () => {
  const first = 'Norvik says the outage that hit its payment app this morning has been fixed';
  it('find a text again that was added to', () => {
    expect(alike(sketch(first), sketch(`BREAKING: ${first}, more soon`))).toBe(true);
  });
  it('tell texts apart that share a few words', () => {
    expect(alike(sketch(first), sketch('The outage of the payment app makes me miss my train, thanks for nothing'))).toBe(false);
  });
  it('are alike to themselves, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => alike(sketch(text), sketch(text))));
  });
  it(`hold at most ${SKETCH_BOUND} hashes, rising`, () => {
    const hashes = sketch(first.repeat(50));
    expect(hashes.length).toBe(SKETCH_BOUND);
    expect(hashes).toEqual([...new Set(hashes)].sort((a, b) => a - b));
  });
});
