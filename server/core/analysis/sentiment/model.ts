import type { Hearing } from '../../../../shared/slices.ts';
import { unpack } from '../../models/packed.ts';
import fitted from '../../models/sentiment.json' with { type: 'json' };
import type { Token } from '../text/tokens.ts';
import { lexiconOf } from '../words/lexicons.ts';
import { commonList } from '../words/word-lists.ts';
import { type Ear, hearFeatures } from './features.ts';
import { plainScores } from './plain.ts';
import { CLASSES, widened } from './shape.ts';
import type { Tally } from './tally.ts';
import type { Lists } from './valence.ts';
import { wordFeatures } from './word-features.ts';

/** How likely a post is negative, neutral, positive; they add up to 1. */
export interface Heard {
  likely: readonly [number, number, number];
  tally: Tally;
  /** Whether the model was fitted on posts of this language, or knows only word lists and signs. */
  trained: boolean;
}

const TRAINED: ReadonlySet<string> = new Set(fitted.languages);
const TEMPERATURES: Readonly<Record<string, number>> = fitted.temperatures;
const BYTES = unpack(fitted.weights);
const MASK = BYTES.length / CLASSES - 1;
const WIDE = Float64Array.from({ length: 256 }, (_, byte) => widened((byte << 24) >> 24, fitted.largest));

/** By what the sentiment of a language's posts is told: a model fitted on such posts, word lists, or emoji and loudness alone. */
export function hearingOf(language: string): Hearing {
  if (TRAINED.has(language)) return 'trained';
  return lexiconOf(language) || commonList(language) ? 'lists' : 'signs';
}

/** Adds up what the features of one post say. There is one, for a post is heard at a time. */
class Sums implements Ear {
  negative = 0;
  neutral = 0;
  positive = 0;

  clear(): void {
    this.negative = 0;
    this.neutral = 0;
    this.positive = 0;
  }

  put = (feature: number, value: number): void => {
    const at = (feature & MASK) * CLASSES;
    this.negative += WIDE[BYTES[at]!]! * value;
    this.neutral += WIDE[BYTES[at + 1]!]! * value;
    this.positive += WIDE[BYTES[at + 2]!]! * value;
  };

  word(lists: Lists, negated: boolean): void {
    if (negated) this.denied(lists);
    else {
      if (!lists.known) learn(lists);
      this.negative += lists.negative;
      this.neutral += lists.neutral;
      this.positive += lists.positive;
    }
  }

  private denied(lists: Lists): void {
    lists.denied ??= Float64Array.from(sumsOf(lists, true));
    this.negative += lists.denied[0]!;
    this.neutral += lists.denied[1]!;
    this.positive += lists.denied[2]!;
  }
}

const sums = new Sums();
const wordSums = new Sums();

function sumsOf(lists: Lists, negated: boolean): [number, number, number] {
  wordSums.clear();
  wordFeatures(lists, negated, wordSums.put);
  return [wordSums.negative, wordSums.neutral, wordSums.positive];
}

function learn(lists: Lists): void {
  [lists.negative, lists.neutral, lists.positive] = sumsOf(lists, false);
  lists.known = true;
}

/** Softmax of the sums, made flatter by a temperature above 1. */
function likely(negative: number, neutral: number, positive: number, temperature: number): [number, number, number] {
  const most = Math.max(negative, neutral, positive);
  const [a, b, c] = [
    Math.exp((negative - most) / temperature),
    Math.exp((neutral - most) / temperature),
    Math.exp((positive - most) / temperature),
  ];
  const all = a + b + c;
  return [a / all, b / all, c / all];
}

/** Posts from which Hindi was learnt are in Latin letters. */
const LEARNT_IN_LATIN: ReadonlySet<string> = new Set(['hi']);
const LATIN = /[a-z]/;

/** Whether the model has met such words. */
function isFamiliar(tokens: readonly Token[], language: string): boolean {
  if (!TRAINED.has(language)) return false;
  if (!LEARNT_IN_LATIN.has(language)) return true;
  const words = tokens.filter(({ kind }) => kind === 'word');
  return words.filter(({ folded }) => LATIN.test(folded)).length * 2 > words.length;
}

/** Never throws. */
export function hear(tokens: readonly Token[], language: string): Heard {
  if (!isFamiliar(tokens, language)) return hearPlain(tokens, language);
  sums.clear();
  const tally = hearFeatures(tokens, language, sums);
  return { likely: likely(sums.negative, sums.neutral, sums.positive, TEMPERATURES[language] ?? 1), tally, trained: true };
}

const DEAF: Ear = { word: () => undefined, put: () => undefined };

/** By word lists and signs alone, as they were measured on languages that the model knows when it was made to forget them. */
export function hearPlain(tokens: readonly Token[], language: string): Heard {
  const tally = hearFeatures(tokens, language, DEAF);
  const [negative = 0, neutral = 0, positive = 0] = plainScores(tally, fitted.plain);
  return { likely: likely(negative, neutral, positive, fitted.plainTemperature), tally, trained: false };
}
