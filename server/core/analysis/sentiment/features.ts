import type { Token } from '../text/tokens.ts';
import { featureOf, pair, saltOf } from './hashes.ts';
import { type Sign, signOf } from './signs.ts';
import { emptyTally, NOT_FOLLOWS, type Sum, type Tally, tallyMarks, tallySign, tallyWord, turnLast } from './tally.ts';
import { type Lists, listsOf } from './valence.ts';

/** A negation turns what stands at most this many words after it, up to the next comma or stop. */
const NOT_REACH = 4;
/** Takes a post's features, one by one. A feature is a hash of 32 bits, and its value. */
export interface Ear {
  /** Everything that a word says by itself, before negations and neighbours. */
  word(lists: Lists, negated: boolean): void;
  put(feature: number, value: number): void;
}

const named = (name: string, most: number): number[] => Array.from({ length: most + 1 }, (_, i) => featureOf(`${name} ${i}`));
const both = (name: string, most: number): number[] => Array.from({ length: 2 * most + 1 }, (_, i) => featureOf(`${name} ${i - most}`));

const BIAS = featureOf('bias');
const LINK = featureOf('link');
const HANDLE = featureOf('handle');
const SIGN_GOOD = featureOf('good sign');
const SIGN_BAD = featureOf('bad sign');
const EXCLAIMED = named('exclaimed', 3);
const ASKED = named('asked', 2);
const LOUD = named('loud', 3);
const DRAWN_OUT = named('drawn out', 2);
const LENGTH = named('length', 6);
/** What stands before the first word. */
const FIRST = featureOf('first');

interface ListFeatures {
  good: number;
  bad: number;
  goods: number[];
  bads: number[];
  balance: number[];
  last: number[];
}
const listFeatures = (name: string): ListFeatures => ({
  good: featureOf(`${name} good`),
  bad: featureOf(`${name} bad`),
  goods: named(`${name} goods`, 4),
  bads: named(`${name} bads`, 4),
  balance: both(`${name} balance`, 4),
  last: both(`${name} last`, 1),
});
const LISTS = ['own', 'common', 'rated'].map(listFeatures);

/**
 * The features of a post by which its sentiment is told: words, neighbours, what word lists say with negations, signs such as emoji, how
 * loud it is. Each stands for all languages, and most again for the language of the post. The same walk serves to fit and to hear.
 */
export function hearFeatures(tokens: readonly Token[], language: string, ear: Ear): Tally {
  const salt = saltOf(language);
  const tally = emptyTally();
  let before = FIRST;
  let negated = 0;
  ear.put(BIAS ^ salt, 1);
  for (const token of tokens) {
    if (token.parted || token.kind === 'emphasis') negated = 0;
    if (token.kind === 'word' || token.kind === 'hashtag') {
      const word = token.word!;
      const lists = listsOf(word, language);
      ear.word(lists, negated > 0);
      ear.put(pair(before, lists.norm), 1);
      if (token.kind === 'hashtag') ear.put(pair(LINK, lists.norm), 1);
      tallyWord(tally, word, lists, negated > 0);
      if (lists.negates) {
        negated = NOT_REACH;
        if (NOT_FOLLOWS.has(language)) turnLast(tally);
      } else if (negated > 0) negated -= 1;
      before = lists.norm;
    } else before = hearMark(token, tally, ear, before);
  }
  hearTally(tally, salt, ear);
  return tally;
}

/** Returns what the next word follows. */
function hearMark(token: Token, tally: Tally, ear: Ear, before: number): number {
  if (token.kind === 'url') {
    ear.put(LINK, 1);
    return before;
  }
  if (token.kind === 'handle') {
    ear.put(HANDLE, 0.5);
    return HANDLE;
  }
  const sign = signOf(token);
  ear.put(sign.feature, 1);
  if (token.kind === 'emphasis') tallyMarks(token.text, tally);
  else hearSign(sign, tally, ear);
  return before;
}

function hearSign({ polarity }: Sign, tally: Tally, ear: Ear): void {
  if (polarity === 0) return;
  ear.put(polarity > 0 ? SIGN_GOOD : SIGN_BAD, 1);
  tallySign(tally, polarity);
}

function hearTally(tally: Tally, salt: number, ear: Ear): void {
  ear.put(EXCLAIMED[Math.min(3, tally.exclaimed)]!, 1);
  ear.put(ASKED[Math.min(2, tally.asked)]!, 1);
  ear.put(LOUD[Math.min(3, tally.loud)]!, 1);
  ear.put(DRAWN_OUT[Math.min(2, tally.drawnOut)]!, 1);
  const length = LENGTH[Math.min(6, tally.words >> 2)]!;
  ear.put(length, 1);
  ear.put(length ^ salt, 1);
  LISTS.forEach((list, i) => {
    hearSum(tally.sums[i]!, list, salt, ear);
  });
}

function hearSum({ good, bad, last, found }: Sum, list: ListFeatures, salt: number, ear: Ear): void {
  const twice = (feature: number, value: number) => {
    ear.put(feature, value);
    ear.put(feature ^ salt, value);
  };
  twice(list.last[Math.sign(last) + 1]!, 1);
  if (found === 0) return;
  if (good > 0) twice(list.good, Math.min(3, good));
  if (bad > 0) twice(list.bad, Math.min(3, bad));
  twice(list.goods[Math.min(4, Math.round(good * 2))]!, 1);
  twice(list.bads[Math.min(4, Math.round(bad * 2))]!, 1);
  twice(list.balance[Math.max(-4, Math.min(4, Math.round((good - bad) * 2))) + 4]!, 1);
}
