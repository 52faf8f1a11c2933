import type { Ear } from './features.ts';
import { featureOf, mixed, pair, saltOf } from './hashes.ts';
import type { Lists } from './valence.ts';

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
