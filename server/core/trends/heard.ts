/** Most things counted of one post: its terms, and the phrases of three and four words that they make. */
export const HEARD_BOUND = 112;

/**
 * The terms of one post as hashes, with phrases of three and four words made from those of two that follow each other. One of these is
 * used again and again: it holds the post that was heard last.
 */
export interface Heard {
  terms: readonly string[];
  count: number;
  hashes: Uint32Array;
  /** Places in `terms` of the first and last two words of each phrase; of anything else, its own place twice. */
  first: Uint8Array;
  last: Uint8Array;
  /** Words in it; 1 for what is no phrase. */
  words: Uint8Array;
}

const heard: Heard = {
  terms: [],
  count: 0,
  hashes: new Uint32Array(HEARD_BOUND),
  first: new Uint8Array(HEARD_BOUND),
  last: new Uint8Array(HEARD_BOUND),
  words: new Uint8Array(HEARD_BOUND),
};

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const SPACE = 32;

const join = (phrase: number, word: number): number => Math.imul(Math.imul(phrase, 31) ^ word, 0x9e3779b1);

function mixed(bits: number): number {
  const half = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return (whole ^ (whole >>> 16)) >>> 0;
}

function keep(hash: number, first: number, last: number, words: number): void {
  const { count } = heard;
  if (count >= HEARD_BOUND) return;
  heard.hashes[count] = mixed(hash);
  heard.first[count] = first;
  heard.last[count] = last;
  heard.words[count] = words;
  heard.count++;
}

/** The last words of the run that is being read, newest last; `at` is the place of its newest pair. */
const run = { at: -9, a: 0, b: 0, c: 0, length: 0 };

/** Two words follow those before them when they begin with the last of these, next to them in the list or behind that word alone. */
function pair(left: number, right: number, at: number): void {
  const follows = run.length >= 2 && run.c === left && at - run.at <= 2;
  run.length = follows ? run.length + 1 : 2;
  const [older, old] = follows ? [run.b, run.c] : [0, left];
  keep(join(join(0, left), right), at, at, 2);
  if (run.length >= 3) keep(join(join(join(0, older), left), right), run.at, at, 3);
  if (run.length >= 4) keep(join(join(join(join(0, run.a), older), left), right), before, at, 4);
  before = run.at;
  run.at = at;
  run.a = older;
  run.b = old;
  run.c = right;
}
/** Place of the pair before the newest one. */
let before = -9;

/** Reads the terms of one post. What is returned holds until the next call. */
export function hear(terms: readonly string[]): Heard {
  heard.terms = terms;
  heard.count = 0;
  run.length = 0;
  run.at = -9;
  for (let at = 0; at < terms.length; at++) hearTerm(terms[at]!, at);
  return heard;
}

function hearTerm(term: string, at: number): void {
  let word = SEED;
  let left = 0;
  let spaced = false;
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i);
    if (unit === SPACE) {
      left = word;
      word = SEED;
      spaced = true;
    } else word = Math.imul(word ^ unit, PRIME);
  }
  if (spaced) pair(left, word, at);
  else keep(join(0, word), at, at, 1);
}

const lastWord = (pair: string): string => pair.slice(pair.indexOf(' ') + 1);

/** The words of a thing that was heard. */
export function nameOf({ terms, first, last, words }: Heard, i: number): string {
  const [from, to] = [terms[first[i]!]!, terms[last[i]!]!];
  if (words[i]! <= 2) return to;
  return words[i] === 3 ? `${from} ${lastWord(to)}` : `${from} ${to}`;
}
