import type { Word } from '../text/intern.ts';
import type { Token } from '../text/tokens.ts';
import { featureOf, mixed } from './hashes.ts';
import { type Sign, signOf } from './signs.ts';
import { type Lists, listsOf } from './valence.ts';

/** A negation turns what stands at most this many words after it, up to the next comma or stop. */
const NOT_REACH = 4;
/** In some languages it also follows: at most this many words behind. */
const NOT_BEHIND = 3;
const NOT_FOLLOWS: ReadonlySet<string> = new Set(['de', 'nl', 'sv', 'da', 'no', 'tr', 'hi', 'bn', 'ko']);
/** What a negated word of a list is worth of its opposite: "not good" is less bad than "bad". */
const TURNED = -0.6;

/** Takes a post's features, one by one. A feature is a hash of 32 bits, and its value. */
export interface Ear {
  /** Everything that a word says by itself, before negations and neighbours. */
  word(lists: Lists, negated: boolean): void;
  put(feature: number, value: number): void;
}

const pair = (first: number, second: number): number => mixed(Math.imul(first, 0x9e3779b1) ^ second);

const salts = new Map<string, number>();

/** What tells a language's own features from those that all of them share. */
export function saltOf(language: string): number {
  const known = salts.get(language);
  if (known !== undefined) return known;
  const salt = featureOf(`language ${language}`);
  salts.set(language, salt);
  return salt;
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

/** Sums over a post of what one list of words says. */
interface Sum {
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

const emptyTally = (): Tally => ({
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

function tallyWord(tally: Tally, word: Word, lists: Lists, negated: boolean): void {
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
function turnLast(tally: Tally): void {
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
  if (token.kind === 'emphasis') shout(token.text, tally);
  else hearSign(sign, tally, ear);
  return before;
}

function shout(marks: string, tally: Tally): void {
  if (/[!！]/.test(marks)) tally.exclaimed += marks.length;
  if (/[?？]/.test(marks)) tally.asked += 1;
}

function hearSign({ polarity }: Sign, tally: Tally, ear: Ear): void {
  if (polarity === 0) return;
  ear.put(polarity > 0 ? SIGN_GOOD : SIGN_BAD, 1);
  if (polarity > 0) tally.goodSigns += 1;
  else tally.badSigns += 1;
  for (const sum of tally.sums) add(sum, polarity, false, -NOT_BEHIND);
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

/** Weights of a word's features: of the word, of the word in this language, of each run of its letters, and again in this language. */
const WORD_VALUE = 1;
const LOCAL_WORD_VALUE = 0.7;
const LETTERS_VALUE = 0.15;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const WORD_SEED = featureOf('word');
const NOT_SEED = featureOf('not');
const RUN_SEED = featureOf('run');

/** Languages whose words and letters are told apart from those of others: of the rest there are too few posts for that. */
const APART: ReadonlySet<string> = new Set(['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'pt']);

/** What a word says by itself: called once for each word and language, and remembered. */
export function wordFeatures({ language, norm, letters, shade }: Lists, negated: boolean, put: Ear['put']): void {
  const salt = APART.has(language) ? saltOf(language) : 0;
  const whole = pair(WORD_SEED, norm);
  put(whole, WORD_VALUE);
  if (salt !== 0) put(whole ^ salt, LOCAL_WORD_VALUE);
  if (negated) put(pair(NOT_SEED, norm), 1);
  if (shade !== 0) put(negated ? shade ^ NOT_SEED : shade, 1);
  for (let i = 0; i + SHORTEST_RUN <= letters.length; i++) runsFrom(letters, i, salt, put);
}

/** The runs of letters that begin at `from`, each longer by one than the one before. */
function runsFrom(letters: string, from: number, salt: number, put: Ear['put']): void {
  let hash = RUN_SEED;
  const end = Math.min(letters.length, from + LONGEST_RUN);
  for (let i = from; i < end; i++) {
    hash = Math.imul(hash ^ letters.charCodeAt(i), 0x01000193);
    if (i - from + 1 < SHORTEST_RUN) continue;
    const run = mixed(hash);
    put(run, LETTERS_VALUE);
    if (salt !== 0) put(run ^ salt, LETTERS_VALUE);
  }
}
