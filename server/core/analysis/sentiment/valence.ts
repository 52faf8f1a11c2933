import type { Word } from '../text/intern.ts';
import { type Lexicon, LONGEST_STEM, lexiconOf, SHORTEST_STEM } from '../words/lexicons.ts';
import { commonList, ratedList } from '../words/word-lists.ts';
import { featureOf } from './hashes.ts';

/** What word lists say of a word in one language, and the forms in which the model knows it. */
export interface Lists {
  language: string;
  /** Hash of the word with drawn-out letters shortened and digits made equal. */
  norm: number;
  /** The same word between brackets, for runs of its letters. */
  letters: string;
  drawnOut: boolean;
  /** -1 to 1 by the language's own list, by the one that all languages share, by one of words that people rated. 0: not in it. */
  own: number;
  common: number;
  rated: number;
  /** The shade of the first of them as a feature, or 0. */
  shade: number;
  /** It turns what comes after it. */
  negates: boolean;
  /** What the model makes of the word, and of the word after a negation. Filled in by the model when it first hears it. */
  said: Float64Array | null;
  denied: Float64Array | null;
}

/** Words are remembered with what was found out for the language in which they were heard last. */
export function listsOf(word: Word, language: string): Lists {
  const known = word.heard;
  if (known && known.language === language) return known;
  const lists = make(word.folded, language);
  word.heard = lists;
  return lists;
}

/** Longer words are as good as any other long word. */
const WORD_BOUND = 60;
const DRAWN_OUT = /(.)\1{2,}/gu;
const DIGIT = /\d/g;

function make(folded: string, language: string): Lists {
  const bounded = folded.slice(0, WORD_BOUND);
  const short = bounded.replace(DRAWN_OUT, '$1$1');
  const norm = DIGIT.test(short) ? short.replace(DIGIT, '0') : short;
  const lexicon = lexiconOf(language);
  const own = lexicon ? (lexicon.unspaced ? hearRun(bounded, lexicon) : polarityOf(short, lexicon)) : 0;
  const common = commonOf(short, language);
  const rated = ratedList(language)?.get(short) ?? 0;
  const first = own || common || rated;
  return {
    language,
    norm: featureOf(norm),
    letters: `<${norm}>`,
    drawnOut: short !== bounded && !/\d/.test(short),
    own,
    common,
    rated,
    shade: first === 0 ? 0 : featureOf(`shade ${Math.round(first * 5)}`),
    negates: lexicon ? isNot(short, lexicon) : false,
    said: null,
    denied: null,
  };
}

/** Posts tagged as Hindi are half English, often within a sentence. */
const MIXED_WITH_ENGLISH = new Set(['hi']);

function commonOf(word: string, language: string): number {
  const value = commonList(language)?.get(word);
  return value ?? (MIXED_WITH_ENGLISH.has(language) ? (commonList('en')?.get(word) ?? 0) : 0);
}

const isNot = (word: string, lexicon: Lexicon): boolean => lexicon.nots.has(word) || (word.endsWith("n't") && lexicon.nots.has("n't"));

function polarityOf(word: string, lexicon: Lexicon): number {
  const whole = inList(word, lexicon);
  if (whole !== 0 || !lexicon.onto) return whole;
  return inList(word.replace(lexicon.onto, ''), lexicon);
}

const inList = (word: string, lexicon: Lexicon): number =>
  lexicon.words.get(word) ?? (lexicon.stems.size > 0 ? byStem(word, lexicon.stems) : 0);

/** The longest stem that the word begins with decides. */
function byStem(word: string, stems: ReadonlyMap<string, number>): number {
  for (let length = Math.min(word.length, LONGEST_STEM); length >= SHORTEST_STEM; length--) {
    const value = stems.get(word.slice(0, length));
    if (value !== undefined) return value;
  }
  return 0;
}

/** The longest word that is searched for in a language without spaces, and what a negation beside it makes of it. */
const LONGEST_UNSPACED = 6;
const TURNED = -0.6;

/** Every word of the list that a run of letters holds, the longest first; a negation right before or after turns it. */
function hearRun(run: string, lexicon: Lexicon): number {
  let sum = 0;
  for (let i = 0; i < run.length; ) {
    const length = longestAt(run, i, lexicon);
    if (length > 0) sum += lexicon.words.get(run.slice(i, i + length))! * (touchesNot(run, i, i + length, lexicon) ? TURNED : 1);
    i += Math.max(1, length);
  }
  return Math.max(-2, Math.min(2, sum));
}

function longestAt(run: string, at: number, lexicon: Lexicon): number {
  for (let length = Math.min(LONGEST_UNSPACED, run.length - at); length > 0; length--) {
    if (lexicon.words.has(run.slice(at, at + length))) return length;
  }
  return 0;
}

function touchesNot(run: string, from: number, to: number, lexicon: Lexicon): boolean {
  const near = [run.slice(Math.max(0, from - 3), from), run.slice(to, to + 5)];
  return [...lexicon.nots].some((not) => (not.length === 1 ? near[0]!.endsWith(not) : near.some((part) => part.includes(not))));
}
