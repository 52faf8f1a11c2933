import type { Word } from '../text/intern.ts';
import { type Lexicon, LONGEST_STEM, lexiconOf, SHORTEST_STEM } from '../words/lexicons.ts';
import { commonList, ratedList } from '../words/word-lists.ts';
import { featureOf } from './hashes.ts';

/** What a negated word of a list is worth of its opposite: "not good" is less bad than "bad". */
export const TURNED = -0.6;

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
  /** What the model makes of the word, for each label. Filled in by the model when it first hears it. */
  known: boolean;
  negative: number;
  neutral: number;
  positive: number;
  /** The same of the word after a negation. */
  denied: Float64Array | null;
  /** The same word in another language. */
  next: Lists | undefined;
}

/** A word is remembered in so many languages; short ones belong to many. */
const LANGUAGES_KEPT = 6;

/** What is found out about a word in a language is remembered by the word. */
export function listsOf(word: Word, language: string): Lists {
  let depth = 0;
  for (let known = word.heard; known; known = known.next) {
    if (known.language === language) return known;
    depth += 1;
  }
  const lists = make(word.folded, language);
  lists.next = depth < LANGUAGES_KEPT ? word.heard : undefined;
  word.heard = lists;
  return lists;
}

/** Longer words are as good as any other long word. */
const WORD_BOUND = 60;
const DRAWN_OUT = /(.)\1{2,}/gu;
const DIGIT = /\d/g;
const HAS_DIGIT = /\d/;

function isDrawnOut(word: string): boolean {
  for (let i = 2; i < word.length; i++) {
    if (word.charCodeAt(i) === word.charCodeAt(i - 1) && word.charCodeAt(i) === word.charCodeAt(i - 2)) return true;
  }
  return false;
}

function make(folded: string, language: string): Lists {
  const bounded = folded.length > WORD_BOUND ? folded.slice(0, WORD_BOUND) : folded;
  const short = isDrawnOut(bounded) ? bounded.replace(DRAWN_OUT, '$1$1') : bounded;
  const norm = HAS_DIGIT.test(short) ? short.replace(DIGIT, '0') : short;
  const lexicon = lexiconOf(language);
  const own = lexicon ? (lexicon.unspaced ? hearRun(bounded, lexicon) : polarityOf(short, lexicon)) : 0;
  const common = commonOf(short, language);
  const rated = ratedList(language)?.get(short) ?? 0;
  const first = own || common || rated;
  return {
    language,
    norm: featureOf(norm),
    letters: `<${norm}>`,
    drawnOut: short !== bounded && norm === short,
    own,
    common,
    rated,
    shade: first === 0 ? 0 : featureOf(`shade ${Math.round(first * 5)}`),
    negates: lexicon ? isNot(short, lexicon) : false,
    known: false,
    negative: 0.5,
    neutral: 0.5,
    positive: 0.5,
    denied: null,
    next: undefined,
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

/** The longest word that is searched for in a language without spaces. */
const LONGEST_UNSPACED = 6;

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
