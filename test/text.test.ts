import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bound, cut, direction, GRAPHEME_BOUND, MARKS_BOUND, plain, STACK_BOUND, TEXT_BOUND } from '../shared/text.ts';

const graphemes = (text: string): number => [...new Intl.Segmenter('und').segment(text)].length;

describe('Plain text', () => {
  const rows: { rule: string; given: string; plain: string }[] = [
    {
      rule: 'keeps what people write',
      given: 'Grüße aus Kraków, 東京, القاهرة 👩🏽‍🚒 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣',
      plain: 'Grüße aus Kraków, 東京, القاهرة 👩🏽‍🚒 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣',
    },
    { rule: 'keeps markup as the characters it is', given: '<b onclick="x()">&amp;</b>', plain: '<b onclick="x()">&amp;</b>' },
    { rule: 'keeps line ends, all of one kind', given: 'a\r\nb\rc\nd\u2028e\u0085f', plain: 'a\nb\nc\nd\ne\nf' },
    { rule: 'turns tabs into spaces', given: 'a\tb', plain: 'a b' },
    { rule: 'drops control characters', given: 'a\0b\x07c\x1b[31md\x7fe\x9bf', plain: 'abc[31mdef' },
    { rule: 'drops bidi embeddings, overrides and isolates', given: '\u202aa\u202eb\u202cc\u2066d\u2069e', plain: 'abcde' },
    { rule: 'keeps the marks of direction that change nothing else', given: 'a\u200eb\u200fc', plain: 'a\u200eb\u200fc' },
    { rule: 'replaces half a surrogate pair', given: 'a\ud83db\ude00c', plain: 'a\ufffdb\ufffdc' },
    { rule: 'composes', given: 'e\u0301 n\u0303', plain: 'é ñ' },
    { rule: 'keeps Vietnamese in two marks', given: 'tie\u0302\u0301ng', plain: 'tiếng' },
    { rule: 'keeps Burmese and Hindi', given: 'မျှော့ क्षेत्रों', plain: 'မျှော့ क्षेत्रों' },
    { rule: `keeps ${STACK_BOUND} stacking marks`, given: `x${'\u0336'.repeat(40)}y`, plain: `x${'\u0336'.repeat(STACK_BOUND)}y` },
    { rule: 'thins out Thai towers', given: `ก${'\u0e49'.repeat(40)}`, plain: `ก${'\u0e49'.repeat(STACK_BOUND)}` },
    { rule: `keeps ${MARKS_BOUND} marks of other kinds`, given: `က${'\u103b'.repeat(40)}`, plain: `က${'\u103b'.repeat(MARKS_BOUND)}` },
    {
      rule: 'drops sentences hidden in tag characters',
      given: `hi${[...'ignore'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}`,
      plain: 'hi',
    },
    { rule: 'drops the byte order mark and invisible operators', given: '\ufeffa\u2063b\u2060c', plain: 'abc' },
  ];
  for (const { rule, given, plain: expected } of rows) it(rule, () => expect(plain(given)).toBe(expected));

  it('is plain already, well formed and in NFC, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = plain(text);
        expect(plain(once)).toBe(once);
        expect(once.isWellFormed() && once === once.normalize('NFC')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is made of any number of alternating marks', () => {
    expect(plain(`a${'\u0301\u0316'.repeat(50_000)}`).length).toBeLessThanOrEqual(1 + STACK_BOUND);
  });
});

describe('A bounded text', () => {
  it('is left alone when it is short', () => expect(bound('a'.repeat(TEXT_BOUND))).toBe('a'.repeat(TEXT_BOUND)));
  it('ends in an ellipsis exactly at the bound', () => {
    expect(bound('a'.repeat(TEXT_BOUND + 1))).toBe(`${'a'.repeat(TEXT_BOUND - 1)}…`);
  });
  it('does not split a surrogate pair', () => {
    expect(bound('ab😀cd', 4)).toBe('ab…');
    expect(bound('ab😀cd', 5)).toBe('ab😀…');
  });
  it('is well formed and within the bound if the text was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, units) => {
        const short = bound(text.toWellFormed(), units);
        expect(short.length <= units && short.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('A cut text', () => {
  const rows: [string, string, number, string][] = [
    ['is left alone when it fits', 'abc', 3, 'abc'],
    ['counts the ellipsis', 'abcdef', 4, 'abc…'],
    ['has no space before the ellipsis', 'ab cdef', 4, 'ab…'],
    ['counts a family as one', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦'],
    ['never splits a family', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, '👨‍👩‍👧‍👦…'],
    ['never splits a flag', '🇩🇪🇫🇷🇮🇹', 2, '🇩🇪…'],
    ['never splits a letter from its accent', 'e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['never splits a syllable', '각각각', 2, '각…'],
  ];
  for (const [rule, text, count, expected] of rows) it(rule, () => expect(cut(text, count)).toBe(expected));

  it('has at most the graphemes asked for, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (text, count) => {
        expect(graphemes(cut(text, count))).toBeLessThanOrEqual(count);
      }),
    );
  });

  it('is bounded even when one letter carries a hundred thousand marks', () => {
    const cutOff = cut(`a${'\u0301'.repeat(100_000)}`, 10);
    expect(cutOff.length).toBeLessThanOrEqual(10 * GRAPHEME_BOUND + 1);
    expect(cutOff.endsWith('…')).toBe(true);
  });
});

describe('The direction of a text', () => {
  const rows: [string, 'ltr' | 'rtl'][] = [
    ['hello', 'ltr'],
    ['שלום hello', 'rtl'],
    ['hello שלום', 'ltr'],
    ['123 !? مرحبا', 'rtl'],
    ['@norvik مرحبا', 'rtl'],
    ['https://example.com שלום', 'rtl'],
    ['@norvik', 'ltr'],
    ['😀 12', 'ltr'],
    ['', 'ltr'],
    ['\u200fabc', 'rtl'],
    ['𞤀𞤣𞤤𞤢𞤥', 'rtl'],
    ['日本', 'ltr'],
  ];
  for (const [text, expected] of rows) it(`of "${text}" is ${expected}`, () => expect(direction(text)).toBe(expected));
});
