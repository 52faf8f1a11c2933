import { describe, expect, it } from 'vitest';
import { bytesOf, Ear, type Lesson, NEUTRAL } from '../../../../server/core/analysis/language/ear.ts';
import { EDGE, type Page, write } from '../../../../server/core/analysis/language/letters.ts';
import { keysOf, ngrams } from '../../../../server/core/analysis/language/ngrams.ts';
import { leading, numberOf, SCRIPT_OF, type Script, WEIGHT } from '../../../../server/core/analysis/text/scripts.ts';

const pageOf = (...words: string[]): Page => {
  const page: Page = { letters: new Uint16Array(60), length: 1, weights: new Uint32Array(WEIGHT.length) };
  page.letters[0] = EDGE;
  for (const word of words) write(page, word, WEIGHT);
  return page;
};
const textOf = ({ letters, length }: Page) => String.fromCharCode(...letters.subarray(0, length));
const keysIn = (word: string): number[] => {
  const { letters, length } = pageOf(word);
  const keys = new Uint32Array(keysOf(length));
  return [...keys.subarray(0, ngrams(letters, 0, length, keys, 0))];
};

describe('Words are written down', () => {
  const rows: [why: string, words: string[], written: string][] = [
    ['in small letters', ['The', 'ZUG', 'Ärger', 'ПОЕЗД'], ' the zug ärger поезд '],
    ['with two of three and more equal letters', ['soooo', 'gooood', 'Zoo'], ' soo good zoo '],
    ['with one sort of apostrophe', ['don’t', "don't"], " don't don't "],
    ['without Arabic points and strokes', ['مُمْتـاز'], ' ممتاز '],
    ['with one sign for two Romanian spellings', ['şi', 'și'], ' și și '],
    ['without what is no letter', ['a1b_2'], ' ab '],
    ['not at all when they have no letters', ['42', '١٢'], ' '],
    ['up to the end of the page', ['x'.repeat(10), 'abcdefghij'.repeat(9)], ` xx ${'abcdefghij'.repeat(9).slice(0, 55)} `],
  ];
  for (const [why, words, written] of rows) it(why, () => expect(textOf(pageOf(...words))).toBe(written));

  it('and those that cannot be read as they stand are told', () => {
    const page = pageOf();
    expect(['plain', 'e\u0301t\u00e9', '𝓯𝓪𝓷𝓬𝔂', 'ｗｉｄｅ'].map((word) => write(page, word, WEIGHT))).toEqual([true, false, false, false]);
  });
});

describe('The writing system of most of a text', () => {
  const rows: [text: string, script: Script | undefined][] = [
    ['hello', 'latin'],
    ['поезд iPhone', 'latin'],
    ['поездами iPhone', 'cyrillic'],
    ['日本', 'han'],
    ['電車が遅れた', 'kana'],
    ['최고 galaxy', 'hangul'],
    ['...', undefined],
  ];
  for (const [text, script] of rows) {
    it(`${text}: ${script ?? 'none'}`, () => expect(leading(pageOf(...text.split(' ')).weights)).toBe(script ? numberOf(script) : 0));
  }

  it('is known for the letters at both ends of a range', () => {
    expect([0x61, 0x7a, 0x400, 0x52f, 0x5d0, 0xac00].map((code) => SCRIPT_OF[code])).toEqual(
      (['latin', 'latin', 'cyrillic', 'cyrillic', 'hebrew', 'hangul'] as const).map(numberOf),
    );
  });
});

describe('The n-grams of a word', () => {
  it('are as many as its threes and fours of letters and edges, its letters that not all languages have, and itself', () => {
    expect(keysIn('train')).toHaveLength(5 + 4 + 1);
    expect(keysIn('zug')).toHaveLength(3 + 2 + 1);
    expect(keysIn('på')).toHaveLength(2 + 1 + 1);
    expect(keysIn('a')).toHaveLength(1);
  });

  it('are shared by words that begin alike', () => {
    const shared = keysIn('train').filter((key) => keysIn('trains').includes(key));
    expect(shared).toHaveLength(4 + 3);
  });

  it('tell order apart', () => expect(keysIn('abc').some((key) => keysIn('bca').includes(key))).toBe(false));
});

describe('An ear', () => {
  const lesson: Lesson = { languages: ['x', 'y', 'z'], grams: 3, step: 0.5 };
  /** Keys 5, 70,000 and 70,001, the first for x, the second for y and z, the third against z. */
  const numbers = () => {
    const all = new Uint8Array(bytesOf(lesson)).fill(NEUTRAL);
    all.set([5, 0, 0, 69_995 & 0xff, (69_995 >> 8) & 0xff, 1, 1, 0, 0]);
    all.set([NEUTRAL + 4], 9);
    all.set([NEUTRAL, NEUTRAL + 2, NEUTRAL + 3], 13);
    all.set([NEUTRAL, NEUTRAL, NEUTRAL - 128], 17);
    return all;
  };
  const heard = (...keys: number[]) => {
    const ear = new Ear(lesson, numbers());
    ear.hear(Uint32Array.from(keys), keys.length);
    return { ahead: ear.tell(), best: ear.languages[ear.best], support: [...ear.support], heard: ear.heard };
  };

  it('adds up what it knows and passes over what it does not', () => {
    expect(heard(5, 70_000, 6, 4, 69_999)).toEqual({ ahead: 0.5, best: 'x', support: [2, 1, 1.5], heard: 2 });
  });

  it('counts what is said twice twice', () => expect(heard(70_000, 70_000).support).toEqual([0, 2, 3]));

  it('lets no language overflow into another, however much is said', () => {
    const much = heard(...Array.from({ length: 400 }, () => 70_001));
    expect(much).toMatchObject({ support: [0, 0, -64 * 256], heard: 256 });
  });

  it('forgets when it is told to', () => {
    const ear = new Ear(lesson, numbers());
    ear.hear(Uint32Array.of(5), 1);
    ear.reset();
    expect([ear.tell(), ear.heard]).toEqual([0, 0]);
  });
});
