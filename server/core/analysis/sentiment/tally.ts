import type { Word } from '../text/intern.ts';
import { type Lists, TURNED } from './valence.ts';

/** In some languages it also follows: at most this many words behind. */
const NOT_BEHIND = 3;
export const NOT_FOLLOWS: ReadonlySet<string> = new Set(['de', 'nl', 'sv', 'da', 'no', 'tr', 'hi', 'bn', 'ko']);

/** Sums over a post of what one list of words says. */
export interface Sum {
  good: number;
  bad: number;
  last: number;
  found: number;
  /** Place of the last word found, in words. */
  at: number;
}

/** What a post holds beside its words, counted on the way. */
export interface Tally {
  words: number;
  exclaimed: number;
  asked: number;
  loud: number;
  drawnOut: number;
  goodSigns: number;
  badSigns: number;
  /** By the language's own list, the common one, the rated one, and the first of them that knows the word. */
  sums: [Sum, Sum, Sum, Sum];
}

export const emptyTally = (): Tally => ({
  words: 0,
  exclaimed: 0,
  asked: 0,
  loud: 0,
  drawnOut: 0,
  goodSigns: 0,
  badSigns: 0,
  sums: [
    { good: 0, bad: 0, last: 0, found: 0, at: 0 },
    { good: 0, bad: 0, last: 0, found: 0, at: 0 },
    { good: 0, bad: 0, last: 0, found: 0, at: 0 },
    { good: 0, bad: 0, last: 0, found: 0, at: 0 },
  ],
});

export function tallyWord(tally: Tally, word: Word, lists: Lists, negated: boolean): void {
  tally.words += 1;
  if (word.loud) tally.loud += 1;
  if (lists.drawnOut) tally.drawnOut += 1;
  if (lists.shade === 0) return;
  add(tally.sums[0], lists.own, negated, tally.words);
  add(tally.sums[1], lists.common, negated, tally.words);
  add(tally.sums[2], lists.rated, negated, tally.words);
  add(tally.sums[3], lists.own || lists.common || lists.rated, negated, tally.words);
}

/** "Gut ist das nicht": the negation comes after what it turns. */
export function turnLast(tally: Tally): void {
  for (const sum of tally.sums) {
    if (sum.last === 0 || tally.words - sum.at > NOT_BEHIND) continue;
    const turned = sum.last * TURNED;
    if (sum.last > 0) sum.good -= sum.last;
    else sum.bad += sum.last;
    if (turned > 0) sum.good += turned;
    else sum.bad -= turned;
    sum.last = turned;
    sum.at = -NOT_BEHIND;
  }
}

function add(sum: Sum, valence: number, negated: boolean, at: number): void {
  if (valence === 0) return;
  const value = negated ? valence * TURNED : valence;
  if (value > 0) sum.good += value;
  else sum.bad -= value;
  sum.last = value;
  sum.at = negated ? -NOT_BEHIND : at;
  sum.found += 1;
}

/** An emoji or an emoticon counts in every list. */
export function tallySign(tally: Tally, polarity: number): void {
  if (polarity > 0) tally.goodSigns += 1;
  else tally.badSigns += 1;
  for (const sum of tally.sums) add(sum, polarity, false, -NOT_BEHIND);
}

export function tallyMarks(marks: string, tally: Tally): void {
  if (/[!！]/.test(marks)) tally.exclaimed += marks.length;
  if (/[?？]/.test(marks)) tally.asked += 1;
}
