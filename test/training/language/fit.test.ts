import { describe, expect, it } from 'vitest';
import { Ear } from '../../../server/core/analysis/language/ear.ts';
import { EDGE, type Page, write } from '../../../server/core/analysis/language/letters.ts';
import { listen } from '../../../server/core/analysis/language/listen.ts';
import { numberOf, WEIGHT } from '../../../server/core/analysis/text/scripts.ts';
import { edged, exampleOf } from '../../../server/training/language/examples.ts';
import { fitKeeping } from '../../../server/training/language/fit.ts';
import { sureness } from '../../../server/training/language/sureness.ts';
import { lessonOf } from '../../../server/training/language/write.ts';

const LANGUAGES = ['x', 'y', 'z'];
/** Words of three made-up languages; the last belongs to all. */
const WORDS = [
  ['brak', 'strok', 'drakt', 'krask', 'taxi'],
  ['liano', 'meliano', 'nolia', 'amelo', 'taxi'],
  ['quuz', 'zuuq', 'uzuq', 'quzuu', 'taxi'],
];
const examples = Array.from({ length: 30 }, (_, i) =>
  WORDS.map((words, language) => exampleOf([words[i % 4]!, words[(i + 1) % 5]!].map(edged), language)),
).flat();

const taught = (most: number) => lessonOf('latin', LANGUAGES, fitKeeping(examples, LANGUAGES.length, most));

function heard(ear: Ear, ...words: string[]): string | undefined {
  const page: Page = { letters: new Uint16Array(100), length: 1, weights: new Uint32Array(WEIGHT.length) };
  page.letters[0] = EDGE;
  for (const word of words) write(page, word, WEIGHT);
  listen(ear, page.letters, page.length, numberOf('latin'), -1);
  return ear.languages[ear.best];
}

describe('An ear that was taught', () => {
  const { lesson, numbers } = taught(1_000);
  const ear = new Ear(lesson, numbers);

  it('tells the languages apart, in words it was taught and in words like them', () => {
    expect([heard(ear, 'brak', 'taxi'), heard(ear, 'AMELO'), heard(ear, 'quuz')]).toEqual(['x', 'y', 'z']);
    expect([heard(ear, 'straks'), heard(ear, 'meliana'), heard(ear, 'zuuqu')]).toEqual(['x', 'y', 'z']);
  });

  it('is the same when it is taught again', () => expect(taught(1_000)).toEqual({ lesson, numbers }));

  it('keeps no more n-grams than it may, and still those that tell most', () => {
    const small = taught(12);
    expect(small.lesson.grams).toBe(12);
    const least = new Ear(small.lesson, small.numbers);
    expect([heard(least, 'krask', 'drakt'), heard(least, 'meliano', 'nolia'), heard(least, 'zuuq', 'uzuq')]).toEqual(['x', 'y', 'z']);
  });

  it('is surer the more often it was right', () => {
    const trials = WORDS.flatMap((words, language) => words.slice(0, 4).map((word) => ({ words: [word], language, weight: 1 })));
    const wrong = trials.map((trial, at) => ({ ...trial, language: at % 2 === 0 ? (trial.language + 1) % 3 : trial.language }));
    const favours = [0, 0, 0];
    const [often, seldom] = [trials, wrong].map((some) => sureness(ear, numberOf('latin'), some, favours));
    const worth = ({ slope, bend }: { slope: number; bend: number }) => slope * 6 ** bend;
    expect(worth(often!)).toBeGreaterThan(worth(seldom!));
  });
});
